// Pages come from the network and are kept for the way without it; our own files never change, so
// they come from the cache. Pages of a signed-in person are forgotten when they sign out.
const FILES = "files-1";
const PAGES = "pages-1";
const MOST_PAGES = 40;
const READY = ["/offline", "asset:css/base.css", "asset:css/academy.css", "asset:css/player.css", "asset:js/theme.js", "asset:js/common.js", "asset:js/academy.js", "asset:js/player.js"];

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
      .then((names) => Promise.all(names.filter((n) => n !== FILES && n !== PAGES).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out") {
    event.waitUntil(Promise.all([caches.delete(PAGES), tellNothingMore()]));
    return;
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/assets/") || url.pathname.startsWith("/brand.")) {
    event.respondWith(fromCache(request));
  } else if (request.mode === "navigate" && isKept(url.pathname)) {
    event.respondWith(fromNetwork(request));
  }
});

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

async function fromNetwork(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.type === "basic" && !answer.redirected) {
      const cache = await caches.open(PAGES);
      await cache.put(request, answer.clone());
      const keys = await cache.keys();
      if (keys.length > MOST_PAGES) await cache.delete(keys[0]);
    }
    return answer;
  } catch (offline) {
    return (await caches.match(request)) || (await caches.match("/offline")) || Response.error();
  }
}
