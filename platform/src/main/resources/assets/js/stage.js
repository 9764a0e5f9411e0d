// The page around a package. It gives the plugin's script, which follows this one, window.lyceum: what the plugin
// has told, and the way to bring back what the package sets. Then it puts the package's frame into the page.
(() => {
  "use strict";

  const told = JSON.parse(document.getElementById("told").textContent);
  const words = told.words;
  const PATIENCE = 20000;
  const LEAVING = 4000;
  // More than that a browser does not send once the page is gone.
  const LARGEST_BEACON = 60000;

  let frame = null;
  let ready = [];
  let going = false;
  let over = false;
  let open = 0;
  let idle = [];
  const at = (id) => document.getElementById(id);

  const tell = (what) => {
    // In a window of its own the page is its own parent.
    if (parent !== window) parent.postMessage({ lyceum: what }, told.origin);
  };

  const say = (state) => {
    const box = at("state");
    if (!box || over) return;
    box.textContent = words[state];
    box.classList.toggle("is-warning", state === "unsaved");
    box.classList.toggle("is-done", state === "complete");
    document.documentElement.dataset.state = state;
  };

  const post = (number, values, ended, more) =>
    fetch("commits", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ session: told.session, number, values, ended }),
      credentials: "omit",
      cache: "no-store",
      ...more,
    });

  const commit = async (number, values, ended) => {
    open += 1;
    if (document.documentElement.dataset.state !== "unsaved") say("saving");
    try {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), PATIENCE);
      const answer = await post(number, values, ended, { signal: limit.signal }).finally(() => clearTimeout(timer));
      if (answer.status === 410) {
        const why = await answer.json().catch(() => ({}));
        end(why.code === "RUN_SUPERSEDED" ? "superseded" : "gone");
        throw { gone: true };
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const result = await answer.json();
      say(result.complete ? "complete" : "saved");
      if (result.complete) allDone();
      tell("progress");
      if (ended) setTimeout(() => afterEnd(result.next), 0);
      return { errors: result.errors, completion: result.complete ? "COMPLETE" : "INCOMPLETE", score: result.score, next: result.next };
    } catch (failure) {
      if (!failure || failure.gone !== true) say("unsaved");
      throw failure;
    } finally {
      open -= 1;
      if (open === 0) setTimeout(() => idle.splice(0).forEach((done) => done()), 0);
    }
  };

  const beacon = (number, values, ended) => {
    const size = JSON.stringify(values).length;
    post(number, values, ended, size < LARGEST_BEACON ? { keepalive: true } : {}).catch(() => {});
  };

  let complete = false;
  const allDone = () => {
    complete = true;
    const count = at("count");
    if (count) count.textContent = count.dataset.all;
  };

  const takeAway = () => {
    if (frame) frame.remove();
    frame = null;
  };

  const go = (part) => {
    going = true;
    location.replace(part ? "?part=" + encodeURIComponent(part) : "./");
  };

  const afterEnd = (next) => {
    if (going || over) return;
    if (next) {
      takeAway();
      go(next);
    } else if (!(lyceum.adapter && lyceum.adapter.stays)) {
      takeAway();
      note(complete ? "whole" : "over");
    }
  };

  const note = (text) => {
    at("note-text").textContent = words[text];
    at("again").hidden = false;
    if (text === "whole") at("again").textContent = words.reopen;
    at("note").hidden = false;
    at("again").focus({ preventScroll: true });
  };

  const end = (why) => {
    if (over) return;
    over = true;
    takeAway();
    const box = at("state");
    if (box) box.textContent = "";
    note(why);
    if (why === "gone") at("again").hidden = true;
  };

  // Another part: the package says what it has to say last, and that is waited for, but not for ever.
  const leaveFor = async (part) => {
    going = true;
    takeAway();
    if (lyceum.adapter) lyceum.adapter.flush();
    if (open > 0) {
      await Promise.race([new Promise((done) => idle.push(done)), new Promise((done) => setTimeout(done, LEAVING))]);
    }
    go(part);
  };

  const lyceum = {
    data: told.data,
    session: told.session,
    commit,
    beacon,
    onready: (then) => (ready ? ready.push(then) : then()),
  };
  window.lyceum = lyceum;

  const fullScreen = () => {
    const button = at("full");
    if (!button || !document.fullscreenEnabled) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    });
    document.addEventListener("fullscreenchange", () => {
      const label = document.fullscreenElement ? words.window : words.full;
      button.setAttribute("aria-label", label);
      button.title = label;
    });
  };

  const contents = () => {
    const list = at("contents");
    if (!list) return;
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-part]");
      if (!link) return;
      event.preventDefault();
      list.open = false;
      if (!going) leaveFor(link.dataset.part);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && list.open) {
        list.open = false;
        list.querySelector("summary").focus();
      }
    });
    // A click into the package does not reach this page; the focus leaves it.
    const shut = (event) => {
      if (!list.contains(event.target)) list.open = false;
    };
    document.addEventListener("pointerdown", shut);
    addEventListener("blur", () => (list.open = false));
  };

  addEventListener("message", (event) => {
    if (event.origin !== told.origin || !event.data || event.data.lyceum !== "look") return;
    if (event.data.theme === "dark" || event.data.theme === "light") document.documentElement.dataset.theme = event.data.theme;
  });
  addEventListener("offline", () => say("unsaved"));

  document.addEventListener("DOMContentLoaded", () => {
    tell("ready");
    fullScreen();
    contents();
    if (!lyceum.adapter) {
      note("broken");
      return;
    }
    frame = document.createElement("iframe");
    frame.title = document.title;
    frame.allow = "fullscreen; autoplay; unload";
    frame.src = told.file;
    at("room").append(frame);
    const waiting = ready;
    ready = null;
    waiting.forEach((then) => then());
  });
})();
