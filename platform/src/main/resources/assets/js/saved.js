// Lessons that are kept on the device: those that somebody asked for, and the one that was opened last.

import { reader, table } from "asset:js/offline.js";

const LESSONS = "lessons-1:";
const PAGES = "pages-2:";
const FILES = "files-1";

export const possible = () => Boolean(reader) && "caches" in window && "serviceWorker" in navigator && "indexedDB" in window;

/** What is kept for this reader, the latest first. */
export async function list() {
  const all = await table("saved", "readonly", (saved, done) => {
    saved.index("reader").getAll(reader).onsuccess = (event) => done(event.target.result);
  });
  const cache = await caches.open(LESSONS + reader);
  const there = [];
  for (const one of all) {
    // Who signed out or made way for somebody else has no pages here any more.
    if (await cache.match(one.path, { ignoreVary: true })) there.push(one);
    else await table("saved", "readwrite", (saved) => saved.delete([reader, one.path]));
  }
  return there.sort((a, b) => b.at - a.at);
}

async function page(path, auto) {
  const seen = auto && (await (await caches.open(PAGES + reader)).match(path, { ignoreVary: true }));
  if (seen) return seen;
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected || answer.headers.get("Lyceum-Reader") !== reader) throw new Error("not a page of this reader");
  return answer;
}

const local = (address) => {
  const url = new URL(address, location.href);
  return url.origin === location.origin ? url.pathname : undefined;
};

/** Keeps the lesson of this page with its pictures. */
export async function save(title, course, auto) {
  const path = location.pathname;
  const cache = await caches.open(LESSONS + reader);
  const answer = await page(path, auto);
  let size = (await answer.clone().blob()).size;
  const files = [];
  for (const image of document.querySelectorAll(".prose img[src]")) {
    const file = local(image.getAttribute("src"));
    if (!file || files.includes(file)) continue;
    const got = await fetch(file, { credentials: "same-origin" });
    if (!got.ok) continue;
    size += (await got.clone().blob()).size;
    await cache.put(file, got);
    files.push(file);
  }
  const looks = await caches.open(FILES);
  const used = performance.getEntriesByType("resource").map((one) => local(one.name));
  for (const file of new Set(used)) {
    if (file && /^\/(assets\/|brand\.)/.test(file) && !(await looks.match(file))) await looks.add(file);
  }
  await cache.put(path, answer);
  await table("saved", "readwrite", (saved) => saved.put({ reader, path, title, course, size, files, auto, at: Date.now() }));
}

/** Removes a kept lesson, and the pictures that no other one shows. */
export async function remove(path) {
  const cache = await caches.open(LESSONS + reader);
  const all = await list();
  const gone = all.find((one) => one.path === path);
  await cache.delete(path);
  await (await caches.open(PAGES + reader)).delete(path);
  const shown = new Set(all.filter((one) => one !== gone).flatMap((one) => one.files));
  for (const file of gone?.files || []) if (!shown.has(file)) await cache.delete(file);
  await table("saved", "readwrite", (saved) => saved.delete([reader, path]));
}

/** Keeps the lesson of this page in place of the one that was opened before, unless it is kept anyway. */
export async function keepLast(title, course) {
  const all = await list();
  const here = location.pathname;
  if (!all.some((one) => one.path === here)) await save(title, course, true);
  for (const one of all) if (one.auto && one.path !== here) await remove(one.path);
}
