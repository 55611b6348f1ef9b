// Lets pages people write into from a phone open while the line is down: the network first, what was seen last where there is none.
"use strict";
const KEPT = "viec";
const OPENS = new RegExp("{{ opens|escapejs }}"); // the pages that open so

async function kept(request) {
  try {
    const answer = await fetch(request);
    const store = await caches.open(KEPT);
    if (request.mode === "navigate" && answer.redirected) await caches.delete(KEPT); // signed out: nothing stays
    else if (answer.ok) await store.put(request, answer.clone());
    return answer;
  } catch (trouble) {
    const found = await caches.match(request, { ignoreVary: true });
    if (found) return found;
    throw trouble;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const page = request.mode === "navigate" && OPENS.test(pathname) && !search;
  if (page || pathname.startsWith("/static/")) event.respondWith(kept(request));
});
