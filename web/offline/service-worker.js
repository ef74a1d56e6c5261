// Keeps the page for when there is no network: a cache for each version, with all its files. The files
// of assets/ are named after what is in them, so they come from whichever cache has them; the page
// itself from the network, so that a new version is seen, and from the cache of this version where there
// is none. A new version waits until no page of the old one is open: each finds the parts that it loads
// later. So does a new page that the old version has brought, in the cache of the one that waits.

const worker = /** @type {any} */ (self);

// A host may have several such pages, each at an address of its own.
const ours = `fourier-net ${worker.registration.scope} `;
const cacheName = ours + VERSION;

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(store()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(begin()));
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const {request} = event;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (request.url.startsWith(inScope('assets/'))) event.respondWith(asset(request));
});

async function store() {
  const cache = await caches.open(cacheName);
  await cache.addAll(FILES.map(file => new Request(inScope(file), {cache: 'no-cache'})));
}

/** The page of the first visit, too, finds its later parts here. */
async function begin() {
  const others = (await ourCaches()).filter(name => name !== cacheName);
  await Promise.all(others.map(name => caches.delete(name)));
  await worker.clients.claim();
}

/** @returns {Promise<string[]>} names, that of this version first */
async function ourCaches() {
  const names = await caches.keys();
  return [cacheName, ...names.filter(name => name.startsWith(ours) && name !== cacheName)];
}

/** @param {Request} request */
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const url = new URL(request.url);
    url.pathname = url.pathname.replace(/index\.html$/, '');
    const kept = await (await caches.open(cacheName)).match(url, {ignoreSearch: true});
    if (kept) return kept;
    throw error;
  }
}

/** @param {Request} request */
async function asset(request) {
  for (const name of await ourCaches()) {
    const kept = await (await caches.open(name)).match(request);
    if (kept) return kept;
  }
  return fetch(request);
}

/** @param {string} file relative to the page */
function inScope(file) {
  return new URL(file, worker.registration.scope).href;
}
