{# Served as a script: the list without a network. What it keeps goes when the list is closed. #}{% load static %}"use strict";
const SHELF = "prepapp-{{ version }}";
const ASSETS = [{% for asset in assets %}"{% static asset %}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const LIST = "{% url "patient-list" %}";
const CLOSE = "{% url "patient-close" %}";
const PATIENCE = 6000; // ms: a thin line is given up after this, and the kept list shown

const forget = async () => {
  const shelf = await caches.open(SHELF);
  for (const request of await shelf.keys()) {
    if (new URL(request.url).pathname === LIST) await shelf.delete(request);
  }
};

const keep = async (request, response) => {
  if (response.status === 401 || response.status === 403) return forget();
  if (response.ok && !response.redirected) return (await caches.open(SHELF)).put(request, response.clone());
};

const kept = async (request) => {
  const shelf = await caches.open(SHELF);
  return (await shelf.match(request)) || (await shelf.match(LIST)) || (await shelf.match(LIST, { ignoreSearch: true }));
};

const fromNetwork = async (event) => {
  const asked = fetch(event.request).then(async (response) => {
    await keep(event.request, response.clone());
    return response;
  });
  event.waitUntil(asked.catch(() => undefined));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    return (await Promise.race([asked, patience.then(() => kept(event.request))])) || (await asked);
  } catch (failure) {
    const list = await kept(event.request);
    if (list) return list;
    throw failure;
  }
};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(ASSETS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const drop = (names) => Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.method === "POST" && url.pathname === CLOSE) {
    event.waitUntil(forget());
  } else if (event.request.method === "GET" && ASSETS.includes(url.pathname)) {
    event.respondWith(caches.match(event.request).then((asset) => asset || fetch(event.request)));
  } else if (event.request.method === "GET" && url.pathname === LIST && !event.request.headers.has("HX-Request")) {
    event.respondWith(fromNetwork(event));
  }
});

// The page tells that something was ticked: what is kept shows it too.
self.addEventListener("message", (event) => {
  if (event.data !== "changed" || !event.source) return;
  const request = new Request(event.source.url.split("#")[0], { credentials: "same-origin" });
  if (new URL(request.url).pathname === LIST) {
    event.waitUntil(fetch(request).then((response) => keep(request, response)).catch(() => undefined));
  }
});
