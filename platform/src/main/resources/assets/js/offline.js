// What a learner does is kept on the device first and sent then, so that it is never lost without a connection. Each
// change has an id that is made here; the school does it once, however often it is sent. Changes of one reader are
// never sent or shown by another.

export const reader = document.body.dataset.reader || "";

const RETRY = 15000;
const listeners = new Set();
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("lyceum-sync") : undefined;
let token = document.body.dataset.csrf || "";

// Windows do not write over each other; a window that is loaded again is the same one.
const window_ = (() => {
  try {
    const known = sessionStorage.getItem("lyceum-window") || uuid();
    sessionStorage.setItem("lyceum-window", known);
    return known;
  } catch {
    return uuid();
  }
})();
let running = false;
let again = false;
let timer = 0;
let state = "";

// What the school said last of each thing: somebody may write on while that is on its way.
const versions = new Map();

let opened;
function store() {
  opened ||= new Promise((resolve, reject) => {
    const asked = indexedDB.open("lyceum", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("queue", { keyPath: "place", autoIncrement: true }).createIndex("reader", "reader");
      asked.result.createObjectStore("saved", { keyPath: ["reader", "path"] }).createIndex("reader", "reader");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

/** Runs something on one table in one transaction; what it returns is there when all of it is written. */
export async function table(name, mode, work) {
  const base = await store();
  return new Promise((resolve, reject) => {
    const run = base.transaction(name, mode);
    let result;
    run.oncomplete = () => resolve(result);
    run.onabort = run.onerror = () => reject(run.error);
    work(run.objectStore(name), (value) => (result = value));
  });
}

/** Whether this browser can keep anything. */
export async function able() {
  if (!reader || !("indexedDB" in window)) return false;
  try {
    await store();
    return true;
  } catch {
    return false;
  }
}

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const text = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
export { uuid };

/** What is kept of this reader, in the order in which it was done. */
export function pending() {
  return table("queue", "readonly", (queue, done) => {
    queue.index("reader").getAll(reader).onsuccess = (event) => done(event.target.result);
  });
}

/**
 * Keeps a change. It takes the place of one about the same thing that was not sent yet; one that was may have
 * arrived, so it stays as it is.
 */
export async function keep(about, body) {
  await table("queue", "readwrite", (queue) => {
    queue.index("reader").getAll(reader).onsuccess = (event) => {
      const same = event.target.result.filter((one) => one.about === about && one.window === window_ && !one.sent && !one.refused).pop();
      if (same) queue.put({ ...same, body: body.note ? { ...body, version: same.body.version } : body });
      else {
        const version = Math.max(body.version || 0, versions.get(about) || 0);
        queue.add({ id: uuid(), reader, about, window: window_, body: body.note ? { ...body, version } : body, at: Date.now(), sent: false });
      }
    };
  });
}

const LEFT = `lyceum-left:${reader}`;

/**
 * Keeps changes when a page goes: at once, because nothing that takes a moment is waited for then. They join the
 * others when a page comes up again.
 *
 * @param changes pairs of what they are about and what they say
 */
export function leave(changes) {
  if (!reader || !changes.length) return;
  try {
    localStorage.setItem(LEFT, JSON.stringify([...(JSON.parse(localStorage.getItem(LEFT)) || []), ...changes]));
  } catch {
    // Storage is full or off: what was kept before is there all the same.
  }
}

async function takeUp() {
  let left = [];
  try {
    left = JSON.parse(localStorage.getItem(LEFT)) || [];
    for (const [about, body] of left) await keep(about, body);
    localStorage.removeItem(LEFT);
  } catch {
    // The next page tries again.
  }
}

/** Done once what a page has left behind is among what is kept. */
export const ready = reader && "indexedDB" in window ? takeUp() : Promise.resolve();

/** Calls back with what becomes of changes. */
export function listen(listener) {
  listeners.add(listener);
}

function tell(message, others) {
  for (const one of listeners) one(message);
  if (others) tabs?.postMessage({ ...message, reader });
}

tabs?.addEventListener("message", (event) => {
  if (event.data.reader === reader) tell({ ...event.data, elsewhere: true }, false);
  showState();
});

function change(place, work) {
  return table("queue", "readwrite", (queue) => {
    queue.get(place).onsuccess = (event) => {
      const entry = event.target.result;
      if (!entry) return;
      const next = work(entry);
      if (next) queue.put(next);
      else queue.delete(place);
    };
  });
}

/** Tries a refused change once more. */
export async function tryAgain(place) {
  await change(place, (entry) => ({ ...entry, refused: undefined, sent: false }));
  flush();
}

/** Gives a refused change up. */
export async function drop(place) {
  await change(place, () => undefined);
  showState();
}

/** Sends what is kept, one after the other, and in one tab only. */
export async function flush() {
  if (!reader) return;
  if (running) {
    again = true;
    return;
  }
  running = true;
  await ready;
  try {
    do {
      again = false;
      if (navigator.locks) await navigator.locks.request(`lyceum-sync-${reader}`, sendAll);
      else await sendAll();
    } while (again);
  } catch {
    // The store is gone or full; what is shown stays what it was.
  }
  running = false;
  showState();
}

async function sendAll() {
  clearTimeout(timer);
  for (;;) {
    const entry = (await pending()).find((one) => !one.refused);
    if (!entry) {
      state = "";
      return;
    }
    await change(entry.place, (one) => ({ ...one, sent: true }));
    const [current] = (await pending()).filter((one) => one.place === entry.place);
    if (!current) continue;
    state = await send(current);
    if (state) {
      tell({ type: "waiting", state }, false);
      if (state !== "other" && state !== "signin") timer = setTimeout(flush, RETRY);
      return;
    }
  }
}

/** Sends one change; answers why it has to wait, or nothing. */
async function send(entry, fresh) {
  let answer;
  let said;
  try {
    answer = await fetch(`/api/v1/device-actions/${entry.id}`, {
      method: "PUT",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": token },
      body: JSON.stringify({ reader, ...entry.body }),
    });
    said = await answer.json().catch(() => ({}));
  } catch {
    return navigator.onLine ? "later" : "offline";
  }
  if (answer.ok) {
    if (said.version != null && !said.apart) versions.set(entry.about, said.version);
    await table("queue", "readwrite", (queue) => {
      queue.delete(entry.place);
      queue.index("reader").getAll(reader).onsuccess = (event) => {
        for (const other of event.target.result) {
          if (other.about !== entry.about || other.place === entry.place) continue;
          // What was refused before is settled by it, and what was written after it goes on from there.
          if (other.refused && other.place < entry.place) queue.delete(other.place);
          else if (other.window === entry.window && said.version != null && !said.apart) queue.put({ ...other, body: { ...other.body, version: said.version } });
        }
      };
    });
    tell({ type: "done", entry, outcome: said }, true);
    return "";
  }
  if (answer.status === 401) return "signin";
  if (said.code === "DEVICE_OF_ANOTHER") return "other";
  if (said.code === "FORM_EXPIRED") return fresh ? "other" : (await renew()) || send(entry, true);
  if (answer.status === 429 || answer.status >= 500 || !said.code) return "later";
  await change(entry.place, (one) => ({ ...one, refused: { code: said.code, detail: said.detail || "" } }));
  tell({ type: "refused", entry }, true);
  return "";
}

/** A page that was kept carries the token of a session that may be over. */
async function renew() {
  try {
    const answer = await fetch("/learning/notes/device", { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (answer.status === 401) return "signin";
    if (!answer.ok) return "later";
    const now = await answer.json();
    if (now.reader !== reader) return "other";
    token = now.csrf;
    return "";
  } catch {
    return navigator.onLine ? "later" : "offline";
  }
}

// ------------------------------------------------------------------ what is shown of it

const box = document.querySelector("[data-sync]");

async function showState() {
  if (!box) return;
  const kept = await pending().catch(() => []);
  const refused = kept.filter((one) => one.refused);
  const waiting = kept.length - refused.length;
  const line = box.querySelector(".sync-state");
  const text = waiting && state ? box.dataset[state] : "";
  if (line.textContent !== text) line.textContent = text;
  box.querySelector(".sync-signin").hidden = !(waiting && state === "signin");
  line.hidden = !text;
  const fold = box.querySelector("details");
  fold.hidden = !refused.length;
  fold.querySelector("summary").textContent = `${box.dataset.refused} ${refused.length}`;
  fold.querySelector("ul").replaceChildren(...refused.map(refusal));
  box.hidden = !text && !refused.length;
}

function refusal(entry) {
  const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
  row.querySelector(".sync-what").textContent = box.getAttribute(`data-kind-${entry.body.kind.toLowerCase()}`);
  row.querySelector(".sync-why").textContent = box.getAttribute(`data-why-${entry.refused.code.toLowerCase()}`) || `${box.dataset.why} ${entry.refused.detail}`;
  const text = row.querySelector(".sync-text");
  text.textContent = entry.body.text || "";
  text.hidden = !entry.body.text;
  row.querySelector("[data-sync-again]").addEventListener("click", () => tryAgain(entry.place));
  row.querySelector("[data-sync-drop]").addEventListener("click", () => drop(entry.place));
  return row;
}

// Who signs out has sent what waits; what cannot be sent stays on the device until they are back.
if (reader && "indexedDB" in window) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/sign-out") return;
    event.preventDefault();
    try {
      if ((await pending()).length) {
        await Promise.race([flush(), new Promise((go) => setTimeout(go, 3000))]);
        if ((await pending()).length) form.action = "/sign-out?keep=unsent";
      }
    } catch {
      // Nothing is kept here.
    }
    form.submit();
  });
}

if (reader && "indexedDB" in window) {
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.hidden || flush());
  // The service worker keeps pages of whoever reads here, and of nobody else.
  navigator.serviceWorker?.ready.then((registration) => registration.active?.postMessage({ reader }));
  flush();
}
