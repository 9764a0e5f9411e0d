// Notes and the bookmark of a lesson. What is written is kept on the device with each character and sent a moment
// later; without this, the same things are plain forms.

import { toast } from "asset:js/common.js";
import { able, flush, keep, leave, listen, pending, ready, uuid } from "asset:js/offline.js";

const PAUSE = 700;
const CONTEXT = 60;
const panel = document.querySelector("[data-notes]");
const player = document.querySelector(".player");
const lessonText = document.querySelector("[data-lesson-text]");
const list = panel?.querySelector("[data-note-list]");
const wide = matchMedia("(min-width: 75rem)");
const time = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
const place = panel && { course: panel.dataset.course, lesson: panel.dataset.lesson };

/** The lesson that changes are about; nothing for who isn't enrolled. */
export { place };

let sending = 0;
const soon = () => {
  clearTimeout(sending);
  sending = setTimeout(flush, PAUSE);
};

// ------------------------------------------------------------------ the panel

function isOpen() {
  const said = player.dataset.notes;
  return said ? said === "open" : wide.matches;
}

function show(open, focus) {
  player.dataset.notes = open ? "open" : "closed";
  const toggle = document.querySelector("[data-notes-toggle]");
  toggle.setAttribute("aria-expanded", String(open));
  if (wide.matches) {
    try {
      localStorage.setItem("notes", open ? "open" : "closed");
    } catch {
      // Storage is off: the choice lasts for this page.
    }
  }
  if (focus) (open ? panel : toggle).focus({ preventScroll: true });
}

function startPanel() {
  const toggle = document.querySelector("[data-notes-toggle]");
  toggle.setAttribute("role", "button");
  toggle.setAttribute("aria-controls", "notes");
  let said;
  try {
    said = localStorage.getItem("notes");
  } catch {
    // Storage is off.
  }
  if (wide.matches && said === "closed") player.dataset.notes = "closed";
  if (/^#note(s$|-)/.test(location.hash) && !isOpen()) player.dataset.notes = "open";
  toggle.setAttribute("aria-expanded", String(isOpen()));
  wide.addEventListener("change", () => {
    delete player.dataset.notes;
    toggle.setAttribute("aria-expanded", String(isOpen()));
  });
  toggle.addEventListener("click", (event) => {
    event.preventDefault();
    show(!isOpen(), true);
  });
  toggle.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      toggle.click();
    }
  });
  panel.querySelector("[data-notes-close]").addEventListener("click", () => show(false, true));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !wide.matches && isOpen() && !document.querySelector("dialog[open]")) show(false, true);
  });
}

function count() {
  const all = list.children.length;
  const badge = document.querySelector("[data-notes-count]");
  badge.textContent = all;
  badge.hidden = !all;
  panel.querySelector("[data-notes-empty]").hidden = all > 0;
}

// ------------------------------------------------------------------ notes

const about = (id) => `note:${id}`;
const card = (id) => list.querySelector(`[data-note="${CSS.escape(id)}"]`);
const words = (note) => note.querySelector("textarea");
const say = (note, text, kind) => {
  const line = note.querySelector(".note-state");
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("is-kept", kind === "kept");
};

const body = (note) => ({
  kind: "NOTE",
  ...place,
  note: note.dataset.note,
  version: Number(note.dataset.version),
  // What programs paste along with text and nobody sees.
  text: words(note).value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ""),
  heading: note.dataset.heading,
  quote: note.dataset.quote,
  before: note.dataset.before,
  permille: Number(note.dataset.permille),
});

// What the device has not kept yet.
const unkept = new Map();

async function written(note) {
  const text = words(note).value;
  if (!text.trim() && !note.dataset.quote) {
    say(note, "fresh" in note.dataset ? "" : panel.dataset.emptyNote);
    return;
  }
  say(note, navigator.onLine ? panel.dataset.saving : panel.dataset.kept, navigator.onLine ? "" : "kept");
  note.dataset.dirty = "";
  delete note.dataset.fresh;
  const turn = {};
  unkept.set(note, turn);
  try {
    await keep(about(note.dataset.note), body(note));
    if (unkept.get(note) === turn) unkept.delete(note);
    soon();
  } catch {
    say(note, panel.dataset.refused);
  }
}

function fit(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

function live(note) {
  const area = words(note);
  fit(area);
  area.addEventListener("input", () => {
    fit(area);
    written(note);
  });
  area.addEventListener("blur", flush);
  note.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.matches("[data-note-remove]")) remove(note);
    else written(note);
  });
  const quote = note.querySelector(".note-quote");
  if (note.dataset.quote) {
    const found = find(note);
    note.querySelector(".note-lost").hidden = Boolean(found);
    if (found) {
      quote.tabIndex = 0;
      quote.setAttribute("role", "link");
      quote.addEventListener("click", () => goTo(note));
      quote.addEventListener("keydown", (event) => event.key === "Enter" && goTo(note));
    }
  }
}

function make(data) {
  const note = panel.querySelector("[data-note-template]").content.firstElementChild.cloneNode(true);
  note.id = `note-${data.note}`;
  Object.assign(note.dataset, {
    note: data.note,
    version: data.version || 0,
    heading: data.heading || "",
    quote: data.quote || "",
    before: data.before || "",
    permille: data.permille || 0,
  });
  note.querySelector("label").htmlFor = words(note).id = `text-${data.note}`;
  words(note).value = data.text || "";
  for (const [name, text] of [["heading", data.heading], ["quote", data.quote]]) {
    const line = note.querySelector(`.note-${name}`);
    line.textContent = text || "";
    line.hidden = !text;
  }
  const after = [...list.children].find((one) => Number(one.dataset.permille) > Number(note.dataset.permille));
  list.insertBefore(note, after || null);
  live(note);
  count();
  return note;
}

function add(anchor) {
  const unused = [...list.children].find((one) => "fresh" in one.dataset);
  unused?.remove();
  const note = make({ note: uuid(), ...anchor });
  note.dataset.fresh = "";
  show(true, false);
  words(note).focus();
  note.scrollIntoView({ block: "nearest" });
  if (anchor.quote) written(note);
  paint();
}

async function remove(note) {
  const id = note.dataset.note;
  const data = { ...body(note) };
  gone.add(id);
  note.remove();
  count();
  paint();
  panel.focus({ preventScroll: true });
  if ("fresh" in note.dataset) return;
  await keep(about(id), { kind: "NOTE_REMOVED", ...place, note: id, version: data.version });
  flush();
  toast(panel.dataset.removed, "", async () => {
    gone.delete(id);
    const back = make({ ...data, version: versions.get(id) || data.version });
    await keep(about(id), body(back));
    back.dataset.dirty = "";
    flush();
    words(back).focus();
    paint();
  });
}

const versions = new Map();
// Removed here: what was on its way of them brings them back to nobody.
const gone = new Set();

listen((message) => {
  if (!panel) return;
  if (message.type === "waiting") {
    for (const note of list.querySelectorAll("[data-dirty]")) say(note, panel.dataset.kept, "kept");
    return;
  }
  const id = message.entry?.body.note;
  if (!id || message.entry.body.lesson !== place.lesson) return;
  const note = card(id);
  if (message.type === "refused") {
    if (note) say(note, panel.dataset.refused, "kept");
    return;
  }
  const { outcome } = message;
  if (outcome.version != null) versions.set(id, outcome.version);
  if (outcome.apart) {
    toast(panel.dataset.apart);
    readAnew(id);
    return;
  }
  if (!note) {
    // Another tab's, which either of them may have sent.
    if (message.entry.body.kind === "NOTE" && !gone.has(id)) make({ ...message.entry.body, version: outcome.version });
    return;
  }
  if (message.entry.body.kind === "NOTE_REMOVED") {
    if (message.elsewhere) note.remove();
    count();
    return;
  }
  note.dataset.version = outcome.version;
  if (message.elsewhere && !("dirty" in note.dataset)) words(note).value = message.entry.body.text;
  if (words(note).value === message.entry.body.text) {
    delete note.dataset.dirty;
    say(note, `${panel.dataset.saved} ${time()}`);
  }
});

/** Shows both texts of a note that was changed here and elsewhere. */
async function readAnew(id) {
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = [...fresh.querySelectorAll("[data-note-list] > li")];
    if (!answer.ok) return;
    card(id)?.remove();
    for (const one of now) {
      if (!card(one.dataset.note)) {
        make({ ...one.dataset, text: one.querySelector("textarea").value });
      }
    }
    count();
  } catch {
    // Loading the page anew shows them.
  }
}

// ------------------------------------------------------------------ passages

/** The lesson's text as one line, with where each character stands. */
function flat() {
  const walk = document.createTreeWalker(lessonText, NodeFilter.SHOW_TEXT);
  const at = [];
  let text = "";
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (let i = 0; i < node.data.length; i++) {
      const blank = /\s/.test(node.data[i]);
      if (blank && (!text || text.endsWith(" "))) continue;
      text += blank ? " " : node.data[i];
      at.push([node, i]);
    }
    if (text && !text.endsWith(" ")) {
      text += " ";
      at.push([node, node.data.length - 1]);
    }
  }
  return { text, at };
}

let lines;
const known = () => (lines ||= flat());
const one = (text) => text.replace(/\s+/g, " ").trim();

function rangeOf(from, to) {
  const { at } = known();
  const range = document.createRange();
  range.setStart(...at[from]);
  range.setEnd(at[to - 1][0], at[to - 1][1] + 1);
  return range;
}

/** Finds a note's passage, also where some words of it were changed. */
function find(note) {
  const { text } = known();
  const quote = one(note.dataset.quote);
  const before = one(note.dataset.before);
  const near = (Number(note.dataset.permille) / 1000) * text.length;
  const hits = [];
  for (let i = text.indexOf(quote); quote && i >= 0 && hits.length < 200; i = text.indexOf(quote, i + 1)) hits.push(i);
  if (hits.length) {
    const best = hits.find((i) => before && text.slice(0, i).trimEnd().endsWith(before)) ?? hits.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0];
    return rangeOf(best, best + quote.length);
  }
  return roughly(text, quote);
}

const SAME = 0.7;
const parts = (text) => [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((word) => ({ word: word[0].toLowerCase(), from: word.index, to: word.index + word[0].length }));

/** The stretch of as many words that shares most of them with the passage, if that is enough to be it. */
function roughly(text, quote) {
  const wanted = parts(quote);
  const all = parts(text);
  const size = wanted.length;
  if (size < 4 || all.length < size) return undefined;
  const left = new Map();
  for (const { word } of wanted) left.set(word, (left.get(word) || 0) + 1);
  let shared = 0;
  let best = { shared: 0, at: 0 };
  const step = (word, by) => {
    if (!left.has(word)) return;
    const now = left.get(word);
    if (by > 0 ? now > 0 : now >= 0) shared += by;
    left.set(word, now - by);
  };
  all.forEach(({ word }, i) => {
    step(word, 1);
    if (i >= size) step(all[i - size].word, -1);
    if (i >= size - 1 && shared > best.shared) best = { shared, at: i - size + 1 };
  });
  return best.shared / size >= SAME ? rangeOf(all[best.at].from, all[best.at + size - 1].to) : undefined;
}

function paint() {
  if (!CSS.highlights) return;
  const ranges = [...list.children].filter((note) => note.dataset.quote).map(find).filter(Boolean);
  CSS.highlights.set("noted", new Highlight(...ranges));
}

function goTo(note) {
  const range = find(note);
  if (!range) return;
  if (!wide.matches) show(false, false);
  const where = range.getBoundingClientRect();
  scrollTo({ top: scrollY + where.top - innerHeight * 0.3, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  if (CSS.highlights) {
    CSS.highlights.set("noted-now", new Highlight(range));
    setTimeout(() => CSS.highlights.delete("noted-now"), 2000);
  }
}

/** Where a note belongs that is written now: the selected passage, or what is read. */
function here() {
  const chosen = selected();
  const box = lessonText.getBoundingClientRect();
  const top = chosen ? chosen.getBoundingClientRect().top : innerHeight * 0.3;
  const heading = [...lessonText.querySelectorAll("h1, h2, h3, h4")].filter((head) => !head.closest(".callout") && head.getBoundingClientRect().top <= top + 1).pop();
  const anchor = {
    heading: one(heading?.textContent || "").slice(0, 300),
    permille: Math.round(Math.min(1, Math.max(0, (top - box.top) / Math.max(1, box.height))) * 1000),
  };
  if (!chosen) return anchor;
  const until = document.createRange();
  until.setStart(lessonText, 0);
  until.setEnd(chosen.startContainer, chosen.startOffset);
  return { ...anchor, quote: one(chosen.toString()).slice(0, 2000), before: one(until.toString()).slice(-CONTEXT) };
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  return lessonText.contains(range.commonAncestorContainer) && one(range.toString()) ? range : undefined;
}

function startQuoting() {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quote-button", textContent: panel.dataset.quoteAction, hidden: true });
  player.append(button);
  // The selection would be gone with the press.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const anchor = here();
    button.hidden = true;
    getSelection().removeAllRanges();
    add(anchor);
  });
  let wait;
  document.addEventListener("selectionchange", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      const range = selected();
      button.hidden = !range;
      if (!range) return;
      const box = range.getBoundingClientRect();
      const inside = Math.min(Math.max(box.left + box.width / 2, 80), innerWidth - 80);
      button.style.insetBlockStart = `${scrollY + box.bottom + 8}px`;
      button.style.insetInlineStart = `${document.documentElement.dir === "rtl" ? innerWidth - inside : inside}px`;
    }, 150);
  });
}

// ------------------------------------------------------------------ bookmark

function showMark(on) {
  const form = document.querySelector("[data-bookmark]");
  form.querySelector("[data-key]").setAttribute("aria-pressed", String(on));
  form.elements.on.value = String(!on);
}

function startBookmark() {
  document.querySelector("[data-bookmark]").addEventListener("submit", async (event) => {
    event.preventDefault();
    const on = event.target.elements.on.value === "true";
    showMark(on);
    await keep(`bookmark:${place.lesson}`, { kind: "BOOKMARK", ...place, on });
    flush();
  });
}

// ------------------------------------------------------------------ start

/** Shows what was done here and not sent yet; a page that was kept does not know of it. */
async function overlay() {
  for (const entry of await pending()) {
    const { body: done } = entry;
    if (done.lesson !== place.lesson) continue;
    if (done.kind === "BOOKMARK") showMark(done.on);
    if (done.kind === "NOTE_REMOVED") card(done.note)?.remove();
    if (done.kind === "NOTE") {
      const note = card(done.note) || make(done);
      words(note).value = done.text;
      note.dataset.dirty = "";
      fit(words(note));
      say(note, entry.refused ? panel.dataset.refused : panel.dataset.kept, "kept");
    }
  }
  count();
}

export async function startNotes() {
  if (!panel) return;
  startPanel();
  if (!(await able())) return;
  panel.dataset.live = "";
  for (const note of [...list.children]) live(note);
  panel.querySelector("[data-note-new]").addEventListener("click", () => add(here()));
  startBookmark();
  startQuoting();
  addEventListener("pagehide", () => {
    leave([...unkept.keys()].map((note) => [about(note.dataset.note), body(note)]));
  });
  await ready;
  await overlay();
  paint();
}

/** By key: a note on what is selected or read. */
export function newNote() {
  if (panel && "live" in panel.dataset) add(here());
}
