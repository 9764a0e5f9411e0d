import { start } from "asset:js/common.js";
import "asset:js/activities.js";
import "asset:js/assignments.js";

start();

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
    fetch(action, { method: "POST", body, keepalive: true, credentials: "same-origin" }).catch(() => {});
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
