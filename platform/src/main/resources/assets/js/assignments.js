// Assignments: what somebody writes is kept while they write, files arrive in chunks and go on after a break.
// Without scripts the same forms do the same, less gently.

const PAUSE = 800;
const RETRY = 3000;
// What passes by itself: signed out meanwhile, too slow, too often.
const PASSING = [401, 408, 429];

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

const keeping = (form, base, owner) => {
  const field = form.elements.text;
  if (!field) return;
  const state = form.querySelector("[data-state]");
  const box = form.querySelector("[data-found-box]");
  const version = form.elements.version;
  const key = `assignment:${owner}:${base}`;
  const store = {
    put: (text, submitted) => {
      try {
        localStorage.setItem(key, JSON.stringify({ text, version: version.value, submitted }));
      } catch {
        // Storage is full or off: the server is asked all the same.
      }
    },
    get: () => {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    drop: () => {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was stored.
      }
    },
  };
  let timer = 0;
  let sending = false;
  let again = false;
  let overtaken = false;
  let leaving = false;
  let sent = field.value;

  const save = async () => {
    clearTimeout(timer);
    timer = 0;
    if (overtaken || field.value === sent) return;
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    again = false;
    const text = field.value;
    try {
      const answer = await fetch(`${base}/draft`, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams({ _csrf: form.elements._csrf.value, version: version.value, text }),
      });
      if (answer.status === 412 || (answer.status >= 400 && answer.status < 500 && !PASSING.includes(answer.status))) {
        overtaken = true;
        state.textContent = answer.status === 412 ? form.dataset.elsewhere : form.dataset.refused;
        state.classList.add("is-failed");
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      version.value = (await answer.json()).version;
      sent = text;
      if (field.value === text) store.drop();
      state.classList.remove("is-failed");
      state.textContent = `${form.dataset.saved} ${clock()}`;
    } catch {
      state.classList.add("is-failed");
      state.textContent = form.dataset.offline;
      timer = setTimeout(save, RETRY);
    } finally {
      sending = false;
      if (again) save();
    }
  };

  field.addEventListener("input", () => {
    store.put(field.value);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    // What is handed in is on its way; the copy goes once a page shows that it has arrived.
    store.put(field.value, true);
    leaving = true;
  });
  addEventListener("online", save);
  addEventListener("pagehide", () => {
    if (leaving || overtaken || field.value === sent) return;
    const body = new URLSearchParams({ _csrf: form.elements._csrf.value, version: version.value, text: field.value });
    navigator.sendBeacon(`${base}/left`, body);
  });

  const take = (text) => {
    field.value = text;
    save();
  };
  const kept = store.get();
  if (kept && kept.text !== field.value && kept.version === version.value) {
    // Nothing has changed since it was typed: it goes on where it was.
    take(kept.text);
  } else if (kept && kept.text !== field.value) {
    box.hidden = false;
    box.querySelector("[data-take]").addEventListener("click", () => {
      box.hidden = true;
      field.focus();
      take(kept.text);
    });
    box.querySelector("[data-drop]").addEventListener("click", () => {
      store.drop();
      box.hidden = true;
      field.focus();
    });
  } else {
    store.drop();
  }
};

class Refused extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || "");
    this.code = problem.code;
  }
}

const send = async (address, options) => {
  const answer = await fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers } });
  if (answer.ok) return answer.json();
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) throw new Error(answer.status);
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(problem);
};

const online = () =>
  navigator.onLine
    ? new Promise((go) => setTimeout(go, RETRY))
    : new Promise((go) => addEventListener("online", go, { once: true }));

const uploading = (area, base, csrf) => {
  const input = area.querySelector("input[type=file]");
  const list = area.querySelector(".as-files");
  if (!input) return;
  const form = input.closest("form");
  const problems = JSON.parse(area.dataset.problems);
  let queue = Promise.resolve();

  const told = (file) => {
    list.querySelector(`[data-name="${CSS.escape(file.name)}"]`)?.remove();
    const line = document.createElement("li");
    line.dataset.name = file.name;
    const words = Object.assign(document.createElement("span"), { textContent: area.dataset.going.replace("{name}", file.name) });
    words.dir = "auto";
    const bar = Object.assign(document.createElement("progress"), { className: "progress", max: file.size, value: 0 });
    bar.setAttribute("aria-label", words.textContent);
    const state = Object.assign(document.createElement("span"), { className: "muted small" });
    state.setAttribute("role", "status");
    line.append(words, bar, state);
    list.append(line);
    return { line, words, bar, state };
  };

  const put = async (file) => {
    const shown = told(file);
    let id = "";
    let ends = 0;
    for (;;) {
      try {
        // After a break it is asked how far it is: the last answer may have been lost.
        let at = id
          ? await send(`${base}/uploads/${id}`, {})
          : await send(`${base}/uploads`, {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ name: file.name, size: file.size, modified: file.lastModified }),
            });
        id = at.id;
        shown.state.textContent = "";
        while (!at.whole) {
          if (at.received === file.size && ends++) await new Promise((go) => setTimeout(go, RETRY));
          // The last bytes once more, if only the end of it was missed.
          const from = at.received < file.size ? at.received : Math.max(0, file.size - at.chunk);
          at = await send(`${base}/uploads/${at.id}?from=${from}`, {
            method: "PATCH",
            headers: { "Content-Type": "application/octet-stream", "X-CSRF-Token": csrf },
            body: file.slice(from, from + at.chunk),
          });
          shown.bar.value = at.received;
        }
        shown.line.remove();
        return;
      } catch (problem) {
        if (problem instanceof Refused) {
          shown.bar.remove();
          shown.words.textContent = file.name;
          shown.line.classList.add("is-failed");
          shown.state.textContent = `${area.dataset.failed} ${problems[problem.code] || problem.message}`;
          return;
        }
        shown.state.textContent = area.dataset.waiting;
        await online();
      }
    }
  };

  const fresh = async (mine) => {
    try {
      const answer = await fetch(location.pathname, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector(`[data-assignment="${CSS.escape(base)}"] [data-files]`);
      // Who has chosen more meanwhile sees all of it once that is there.
      if (!now || mine !== queue) return;
      const failed = [...list.querySelectorAll(".is-failed")];
      const here = area.contains(document.activeElement);
      area.replaceWith(now);
      now.querySelector(".as-files").append(...failed);
      const form = document.querySelector(`[data-assignment="${CSS.escape(base)}"] [data-draft]`);
      const version = page.querySelector(`[data-assignment="${CSS.escape(base)}"] [data-draft] [name=version]`);
      if (form && version && form.elements.version.value === "0") form.elements.version.value = version.value;
      uploading(now, base, csrf);
      if (here) (now.querySelector("input[type=file]") || now.querySelector("button"))?.focus();
    } catch {
      // A reload shows them.
    }
  };

  const take = (files) => {
    for (const file of files) queue = queue.then(() => put(file));
    const mine = queue;
    queue.then(() => mine === queue && fresh(mine));
  };

  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
};

for (const one of document.querySelectorAll("[data-assignment]")) {
  const base = one.dataset.assignment;
  const form = one.querySelector("[data-draft]");
  const area = one.querySelector("[data-files]");
  if (form) keeping(form, base, one.dataset.owner);
  else {
    const key = `assignment:${one.dataset.owner}:${base}`;
    try {
      if (JSON.parse(localStorage.getItem(key))?.submitted) localStorage.removeItem(key);
    } catch {
      // Nothing was stored.
    }
  }
  if (area) uploading(area, base, one.dataset.csrf);
}
