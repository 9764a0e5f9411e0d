import { start } from "asset:js/common.js";
import "asset:js/activities.js";
import "asset:js/assignments.js";
import { newNote, place as here, startNotes } from "asset:js/notes.js";
import { able, flush, keep, pending } from "asset:js/offline.js";
import { keepLast, list as savedLessons, possible, remove, save } from "asset:js/saved.js";

start();
startNotes();

const lesson = document.querySelector(".lesson");
const text = document.querySelector("[data-lesson-text]");
const keys = document.querySelector("dialog.keys");
const press = (name) => document.querySelector(`[data-key="${name}"]`)?.click();

document.querySelector("[data-open-keys]")?.addEventListener("click", () => keys.showModal());

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  switch (event.key) {
    case "j":
      press("next");
      break;
    case "k":
      press("previous");
      break;
    case "m":
      press("complete");
      break;
    case "b":
      press("bookmark");
      break;
    case "n":
      // Else the letter would be the note's first.
      event.preventDefault();
      newNote();
      break;
    case "o": {
      const fold = document.querySelector(".outline-fold");
      fold.open = !fold.open;
      break;
    }
    case "?":
      keys.showModal();
      break;
  }
});

// The current lesson is in sight in a long outline.
document.querySelector('.outline [aria-current="page"]')?.scrollIntoView({ block: "nearest" });

// A package that runs in a frame says when something of it was saved: what the lesson says of itself is then read
// anew around it. Its words are not believed, only that there is something to look up.
const packages = [...document.querySelectorAll("iframe[data-package]")];
const READ_ANEW = [".lesson-bar", ".player-progress", ".outline-body", ".activity-state"];
let reading = false;
let again = false;
const readAnew = async () => {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  again = false;
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of READ_ANEW) {
      const old = [...document.querySelectorAll(name)];
      const now = [...fresh.querySelectorAll(name)];
      if (answer.ok && old.length === now.length) {
        old.forEach((one, at) => one.isEqualNode(now[at]) || one.contains(document.activeElement) || one.replaceWith(now[at]));
      }
    }
  } catch {
    // The next message tries again; a reload shows it in any case.
  }
  reading = false;
  if (again) readAnew();
};
addEventListener("message", (event) => {
  const frame = packages.find((one) => one.contentWindow === event.source && one.dataset.package === event.origin);
  if (!frame || !event.data) return;
  if (event.data.lyceum === "ready") {
    event.source.postMessage({ lyceum: "look", theme: document.documentElement.dataset.theme }, event.origin);
  } else if (event.data.lyceum === "progress") {
    readAnew();
  }
});

// The place on the page comes back on any device. It is sent when reading pauses and when the page
// is left, never while somebody scrolls.
const action = lesson.dataset.positionAction;
if (action) {
  const place = () => {
    const box = text.getBoundingClientRect();
    const seen = (innerHeight * 0.3 - box.top) / Math.max(1, box.height);
    return Math.round(Math.min(1, Math.max(0, seen)) * 1000);
  };
  let sent = Number(lesson.dataset.position);
  let moved = false;
  if (sent > 30 && sent < 970 && !location.hash) {
    const back = () => {
      if (moved) return;
      const box = text.getBoundingClientRect();
      scrollTo({ top: scrollY + box.top + (box.height * sent) / 1000 - innerHeight * 0.3 });
    };
    if (document.readyState === "complete") back();
    else addEventListener("load", back, { once: true });
  }
  const send = () => {
    const now = place();
    if (!moved || Math.abs(now - sent) < 10) return;
    sent = now;
    const body = new URLSearchParams({ permille: String(now), _csrf: lesson.dataset.csrf });
    fetch(action, { method: "POST", body, keepalive: true, credentials: "same-origin" }).catch(() => {
      if (here) keep(`position:${here.lesson}`, { kind: "POSITION", ...here, permille: now }).catch(() => {});
    });
  };
  let pause;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(kind, () => (moved = true), { passive: true });
  }
  addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(send, 1500);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

// Without a connection a mark is kept here and counts later.
const showMarked = (kind) => {
  const form = document.querySelector(".lesson-bar form[data-mark]");
  if (!form) return;
  const words = document.getElementById("notes").dataset;
  const line = document.createElement("p");
  line.className = "bar-later";
  line.setAttribute("role", "status");
  line.textContent = kind === "COMPLETE" ? words.sentLater : words.reopened;
  form.replaceWith(line);
};
if (here) {
  document.addEventListener("submit", async (event) => {
    if (navigator.onLine || !event.target.matches(".lesson-bar form[data-mark]")) return;
    event.preventDefault();
    const kind = event.target.dataset.mark;
    try {
      await keep(`mark:${here.lesson}`, { kind, ...here });
      showMarked(kind);
      flush();
    } catch {
      // The device keeps nothing: the browser says that there is no connection.
      event.target.submit();
    }
  });
  able().then(async (can) => {
    if (!can) return;
    const unsent = document.querySelector(".lesson-bar form[data-mark]");
    if (/^\/courses\/[^/]+\/lessons\/[^/]+\/complete$/.test(location.pathname) && unsent) {
      // The service worker says so in place of the answer: the mark did not get through.
      history.replaceState(null, "", location.pathname.replace(/\/complete$/, ""));
      await keep(`mark:${here.lesson}`, { kind: unsent.dataset.mark, ...here });
      flush();
    }
    const marked = (await pending()).filter((one) => one.body.lesson === here.lesson && /^(COMPLETE|REOPEN)$/.test(one.body.kind) && !one.refused).pop();
    if (marked && document.querySelector(`.lesson-bar form[data-mark="${marked.body.kind}"]`)) showMarked(marked.body.kind);
  });
}

// Lessons on this device.
const offline = document.querySelector("[data-offline]");
if (offline && possible()) {
  const choice = offline.querySelector("[role=switch]");
  const said = offline.querySelector("[role=status]");
  const { lessonTitle, courseTitle, saved, failed } = offline.dataset;
  offline.hidden = false;
  const show = (on) => choice.setAttribute("aria-checked", String(on));
  const path = location.pathname;
  choice.addEventListener("click", async () => {
    const on = choice.getAttribute("aria-checked") !== "true";
    show(on);
    said.textContent = "";
    try {
      if (on) await save(lessonTitle, courseTitle, false);
      else await remove(path);
      said.textContent = on ? saved : "";
    } catch {
      show(!on);
      said.textContent = failed;
    }
  });
  (async () => {
    show((await savedLessons()).some((one) => one.path === path && !one.auto));
    await navigator.serviceWorker.ready;
    if (navigator.onLine && !navigator.connection?.saveData) await keepLast(lessonTitle, courseTitle);
  })().catch(() => {});
}
