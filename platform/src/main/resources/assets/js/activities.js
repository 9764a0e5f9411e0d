// Forms of activities: answers are kept while somebody writes, time limits are shown and spoken, and
// things are put into order with buttons. Everything here works without script as well, less gently.

import "asset:js/frames.js";

const PAUSE = 1500;

const fields = (form, action) => {
  const data = new URLSearchParams(new FormData(form));
  data.set("_action", action);
  return data;
};

const autosave = (form) => {
  const action = form.dataset.autosave;
  const said = form.querySelector(".pv-saved");
  let timer = 0;
  let sending = false;
  let again = false;
  const save = async () => {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    again = false;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: fields(form, action),
      });
      if (!answer.ok) throw new Error(answer.status);
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      said.classList.remove("is-failed");
      said.textContent = `${said.dataset.saved} ${time}`;
    } catch {
      said.classList.add("is-failed");
      said.textContent = said.dataset.failed;
      clearTimeout(timer);
      timer = setTimeout(save, 5000);
    } finally {
      sending = false;
      if (again) save();
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
  });
  addEventListener("online", () => said.classList.contains("is-failed") && save());
  addEventListener("pagehide", () => {
    if (timer) navigator.sendBeacon(form.action, fields(form, action));
  });
};

// Spoken at round moments only: a screen reader that counts seconds is of no use to anybody.
const SPOKEN = new Set([600, 300, 60, 30, 10]);

const countDown = (form) => {
  const end = Date.parse(form.dataset.deadline);
  const box = form.querySelector("[data-timer]");
  const value = form.querySelector("[data-timer-value]");
  const spoken = form.querySelector("[data-timer-spoken]");
  const tick = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(left / 3600);
    value.textContent = (hours ? hours + ":" : "") + two(Math.floor(left / 60) % 60) + ":" + two(left % 60);
    box.classList.toggle("is-short", left <= 60);
    if (SPOKEN.has(left)) {
      spoken.textContent = left >= 60 ? `${left / 60} ${spoken.dataset.minutes}` : `${left} ${spoken.dataset.seconds}`;
    }
    if (left === 0) {
      clearInterval(clock);
      spoken.textContent = spoken.dataset.over;
      form.noValidate = true;
      form.requestSubmit();
    }
  };
  const clock = setInterval(tick, 1000);
  tick();
};

const order = (box) => {
  const list = box.querySelector("ol");
  const items = () => [...list.children];
  const renumber = () => {
    items().forEach((item, at, all) => {
      item.querySelector(".pv-order-place").value = at + 1;
      item.querySelector('[data-move="up"]').disabled = at === 0;
      item.querySelector('[data-move="down"]').disabled = at === all.length - 1;
    });
  };
  for (const item of items()) {
    item.querySelector(".pv-order-place").hidden = true;
    item.querySelector(".pv-order-moves").hidden = false;
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const item = button.closest("li");
    if (button.dataset.move === "up") item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    renumber();
    (button.disabled ? item.querySelector("[data-move]:not(:disabled)") : button).focus();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
  renumber();
};

document.querySelectorAll(".pv-order").forEach(order);
document.querySelectorAll("form[data-autosave]").forEach(autosave);
document.querySelectorAll("form[data-deadline]").forEach(countDown);
