// What every page of the academy can do beyond links and forms.

const root = document.documentElement;

function showTheme() {
  const chosen = root.dataset.theme || "auto";
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen));
  }
}

function chooseTheme(theme) {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch (denied) {
    // Storage is off: the choice lasts for this page.
  }
  showTheme();
}

/** Says something for ten seconds; with an action it can be taken back. */
export function toast(text, label, action) {
  const list = document.querySelector(".toasts");
  const box = document.createElement("div");
  box.className = "toast";
  box.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label || document.body.dataset.undo;
    button.addEventListener("click", () => {
      box.remove();
      action();
    });
    box.append(button);
  }
  list.append(box);
  setTimeout(() => box.remove(), 10000);
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

/** Folds that are only a fold on a phone stand open where there is room. */
function openWideFolds() {
  const wide = matchMedia("(min-width: 62rem)");
  const apply = () => {
    for (const fold of document.querySelectorAll("details[data-wide-open]")) fold.open = wide.matches;
  };
  wide.addEventListener("change", apply);
  apply();
}

function addCopyButtons() {
  if (!navigator.clipboard) return;
  for (const pre of document.querySelectorAll(".prose pre")) {
    // What a program printed is read, not typed.
    if (pre.querySelector(".language-output, .language-error, .language-warning")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = document.body.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText((pre.querySelector("code") || pre).textContent);
      button.textContent = document.body.dataset.copied;
      setTimeout(() => (button.textContent = document.body.dataset.copy), 2000);
    });
    const frame = document.createElement("div");
    frame.className = "code-frame";
    pre.before(frame);
    frame.append(pre, button);
  }
}

export function start() {
  showTheme();
  openWideFolds();
  addCopyButtons();
  document.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-theme-choice]");
    if (choice) chooseTheme(choice.dataset.themeChoice);
    if (event.target.closest("[data-reload]")) {
      event.preventDefault();
      location.reload();
    }
    closeMenus(event.target.closest("details[data-menu]"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
  if ("serviceWorker" in navigator && window.isSecureContext) {
    navigator.serviceWorker.register("/sw.js").catch(() => {});
  }
}
