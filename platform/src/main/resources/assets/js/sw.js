// Pages come from the network and are kept for the way without it; our own files never change, so
// they come from the cache. What is kept of somebody's pages is under their name: it is shown to nobody else, and
// forgotten when they sign out or somebody else comes.
const FILES = "files-1";
const PAGES = "pages-2:";
const LESSONS = "lessons-1:";
const READER = "reader-1";
const MOST_PAGES = 40;
const MARK = /^(\/courses\/[^/]+\/lessons\/[^/]+)\/complete$/;
// Without the session of whoever is signed in when this is installed: it is shown to everybody.
const READY = [new Request("/offline", { credentials: "omit" }), "asset:css/base.css", "asset:css/academy.css", "asset:css/player.css", "asset:js/theme.js", "asset:js/common.js", "asset:js/frames.js", "asset:js/activities.js", "asset:js/assignments.js", "asset:js/offline.js", "asset:js/saved.js", "asset:js/notes.js", "asset:js/academy.js", "asset:js/player.js"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(FILES)
      .then((cache) => cache.addAll(READY))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => ![FILES, READER].includes(n) && !isOfPages(n)).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out") {
    event.waitUntil(Promise.all([forget(() => true), caches.delete(READER), tellNothingMore()]));
    return;
  }
  if (request.method === "POST" && request.mode === "navigate" && MARK.test(url.pathname)) {
    event.respondWith(mark(request, url));
    return;
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/assets/") || url.pathname.startsWith("/brand.")) {
    event.respondWith(fromCache(request));
  } else if (request.mode === "navigate" && isKept(url.pathname)) {
    event.respondWith(fromNetwork(request));
  } else if (request.destination === "image") {
    event.respondWith(fetch(request).catch(async () => (await kept(request)) || Response.error()));
  }
});

// A page says who reads it, so that this is known also before a first page has come through here.
self.addEventListener("message", (event) => {
  if (event.data && event.data.reader) event.waitUntil(become(event.data.reader));
});

const isOfPages = (name) => name.startsWith(PAGES) || name.startsWith(LESSONS);

/** Removes what is kept of pages where a name of a cache is of the kind. */
async function forget(which) {
  const names = await caches.keys();
  await Promise.all(names.filter((n) => isOfPages(n) && which(n)).map((n) => caches.delete(n)));
}

/** Who has read here last; nothing for visitors. */
async function lastReader() {
  const said = await caches.match("/reader", { cacheName: READER });
  return said ? said.text() : "";
}

/** Makes way for whoever reads here now. */
async function become(reader) {
  if ((await lastReader()) === reader) return;
  await forget((name) => !name.endsWith(`:${reader}`));
  await (await caches.open(READER)).put("/reader", new Response(reader));
}

/** What is kept for whoever has read here last. */
async function kept(request) {
  const reader = await lastReader();
  const names = reader ? [LESSONS + reader, PAGES + reader, PAGES] : [PAGES];
  for (const name of names) {
    const exact = await caches.match(request, { cacheName: name, ignoreVary: true });
    if (exact) return exact;
  }
  return reader ? caches.match(request, { cacheName: LESSONS + reader, ignoreSearch: true, ignoreVary: true }) : undefined;
}

// A message of the school. Each has a mark of its own, so that one that comes twice shows once.
self.addEventListener("push", (event) => {
  const message = event.data ? event.data.json() : {};
  event.waitUntil(
    self.registration.showNotification(message.title || "", {
      body: message.body || "",
      tag: message.tag,
      data: { path: message.path || "/notifications" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data.path, location.origin).href));
});

async function open(address) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const one of windows) {
    if ("navigate" in one) {
      await one.focus();
      return one.navigate(address);
    }
  }
  return clients.openWindow(address);
}

// Whoever signs out here is told nothing more here: the next one may be somebody else.
async function tellNothingMore() {
  if (!self.registration.pushManager) return;
  const subscription = await self.registration.pushManager.getSubscription();
  if (subscription) await subscription.unsubscribe();
}

// The back office, the API and the ways in and out always need the network.
function isKept(path) {
  return !/^\/(api|manage|platform|oidc|sign-in|sign-out|register|welcome|account|language)(\/|$)/.test(path);
}

async function fromCache(request) {
  const known = await caches.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(FILES);
    await cache.put(request, answer.clone());
  }
  return answer;
}

/** A mark that cannot be sent shows the lesson again, whose script keeps it. */
async function mark(request, url) {
  try {
    return await fetch(request);
  } catch (offline) {
    const lesson = await kept(new Request(url.pathname.replace(MARK, "$1")));
    return lesson || (await caches.match("/offline", { cacheName: FILES })) || Response.error();
  }
}

async function fromNetwork(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch (offline) {
    return (await kept(request)) || (await caches.match("/offline", { cacheName: FILES })) || Response.error();
  }
  if (answer.ok && answer.type === "basic" && !answer.redirected && isPage(answer)) {
    try {
      await remember(request, answer);
    } catch (full) {
      // The page is shown all the same.
    }
  }
  return answer;
}

// Papers and files are opened anew each time, and so is what is not to be kept.
function isPage(answer) {
  const type = answer.headers.get("Content-Type") || "";
  return type.startsWith("text/html") && !/no-store/.test(answer.headers.get("Cache-Control") || "");
}

async function remember(request, answer) {
  const reader = answer.headers.get("Lyceum-Reader") || "";
  if (reader) await become(reader);
  const cache = await caches.open(PAGES + reader);
  await cache.put(request, answer.clone());
  const keys = await cache.keys();
  if (keys.length > MOST_PAGES) await cache.delete(keys[0]);
  // A lesson that is kept is kept as it is now.
  const lessons = LESSONS + reader;
  if (reader && (await caches.match(request, { cacheName: lessons, ignoreVary: true }))) {
    await (await caches.open(lessons)).put(request, answer.clone());
  }
}
