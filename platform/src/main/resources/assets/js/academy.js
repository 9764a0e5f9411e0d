import { start, toast } from "asset:js/common.js";
import "asset:js/frames.js";
import { list, possible, remove } from "asset:js/saved.js";

start();

// The catalogue's filters and the checkout answer at once; without this their forms have a button.
const filters = document.querySelector("form[data-auto-submit]");
if (filters || document.querySelector("form[data-recount]")) {
  const script = document.createElement("script");
  script.src = document.body.dataset.htmx;
  // It may come when the document is read already, and would wait for that for ever.
  script.addEventListener("load", () => window.htmx.process(document.body));
  document.head.append(script);
}
if (filters) {
  document.addEventListener("htmx:configRequest", (event) => {
    const values = event.detail.formData;
    for (const [name, value] of [...values.entries()]) {
      if (value === "") values.delete(name);
    }
  });
  document.addEventListener("htmx:responseError", () => filters.submit());
  document.addEventListener("htmx:sendError", () => filters.submit());
}

// A device is signed up only after somebody asked for it by this button.
const push = document.querySelector("[data-push]");
if (push) push.addEventListener("click", () => signUp(push));

async function signUp(button) {
  const problem = document.querySelector("[data-push-error]");
  problem.hidden = true;
  button.disabled = true;
  try {
    await listen(button);
    location.assign("/notifications/settings");
  } catch (failure) {
    problem.textContent = button.dataset[failure.message] || button.dataset.failed;
    problem.hidden = false;
    button.disabled = false;
  }
}

async function listen(button) {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) throw new Error("impossible");
  if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
  const registration = await navigator.serviceWorker.ready;
  const known = await registration.pushManager.getSubscription();
  const subscription = known || (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: button.dataset.push }));
  const keys = subscription.toJSON().keys;
  const answer = await fetch(button.dataset.action, {
    method: "POST",
    headers: { "X-CSRF-Token": button.dataset.csrf },
    body: new URLSearchParams({ endpoint: subscription.endpoint, p256dh: keys.p256dh, auth: keys.auth }),
  });
  if (!answer.ok) throw new Error("failed");
}

// Lessons that are kept on this device.
const kept = document.querySelector("[data-on-device]");
if (kept && possible()) showKept().catch(() => {});

async function showKept() {
  const lessons = await list();
  const rows = lessons.map((one) => {
    const row = kept.querySelector("template").content.firstElementChild.cloneNode(true);
    const link = row.querySelector("a");
    link.href = one.path;
    link.textContent = one.title;
    const size = kept.dataset.size.replace("%s", Math.max(1, Math.round(one.size / 1024)).toLocaleString(document.documentElement.lang));
    row.querySelector("span").textContent = [one.course, size, one.auto ? kept.dataset.auto : ""].filter(Boolean).join(" · ");
    const button = row.querySelector("button");
    button.setAttribute("aria-label", `${button.getAttribute("aria-label")}: ${one.title}`);
    button.addEventListener("click", async () => {
      await remove(one.path);
      toast(kept.dataset.removed);
      await showKept();
    });
    return row;
  });
  kept.querySelector(".device-list").replaceChildren(...rows);
  kept.hidden = !rows.length;
}
