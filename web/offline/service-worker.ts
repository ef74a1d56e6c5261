import {keptFiles, version} from '../built.ts';
import {answered} from '../storage/answered.ts';
import {isStorageError} from '../storage/storage-error.ts';

// Keeps the page for when there is no network: a cache for each version, with all its files. The files
// of assets/ are named after what is in them, so they come from whichever cache has them; the page
// itself from the network, so that a new version is seen, and from the cache of this version where there
// is none. A new version waits until no page of the old one is open: each finds the parts that it loads
// later. So does a new page that the old version has brought, in the cache of the one that waits.
// Caches may be silent or broken, as any storage: where there is a network, nothing waits for them.

/** What is used of https://www.w3.org/TR/service-workers/#serviceworkerglobalscope-interface */
interface ServiceWorkerScope {
  registration: {scope: string};
  clients: {claim: () => Promise<void>};
  addEventListener(
    type: 'install' | 'activate',
    listener: (event: {waitUntil: (work: Promise<unknown>) => void}) => void,
  ): void;
  addEventListener(
    type: 'fetch',
    listener: (event: {
      request: Request;
      respondWith: (response: Promise<Response>) => void;
    }) => void,
  ): void;
}

const worker = self as unknown as ServiceWorkerScope;

// A host may have several such pages, each at an address of its own.
const ours = `fourier-net ${worker.registration.scope} `;
const cacheName = ours + version;

/** Milliseconds until a cache that does not answer is gone on without. */
const patience = 500;

worker.addEventListener('install', event => event.waitUntil(store()));
worker.addEventListener('activate', event => event.waitUntil(answered(begin())));
worker.addEventListener('fetch', event => {
  const {request} = event;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (request.url.startsWith(inScope('assets/'))) event.respondWith(asset(request));
});

async function store() {
  const cache = await caches.open(cacheName);
  await cache.addAll(keptFiles.map(file => new Request(inScope(file), {cache: 'no-cache'})));
}

/** The page of the first visit, too, finds its later parts here. What pages ask for waits for this. */
async function begin() {
  await worker.clients.claim();
  const others = (await ourCaches()).filter(name => name !== cacheName);
  await Promise.all(others.map(name => caches.delete(name)));
}

/** @returns names, that of this version first */
async function ourCaches(): Promise<string[]> {
  const names = await caches.keys();
  return [cacheName, ...names.filter(name => name.startsWith(ours) && name !== cacheName)];
}

async function page(request: Request) {
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

async function asset(request: Request) {
  const asked = keptAsset(request);
  const kept = await answered(asked, patience).catch(isSilent);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const late = await asked; // a cache that takes its time, and no network
    if (late) return late;
    throw error;
  }
}

/**
 * The one place where caches are asked for a part of the page.
 * @returns undefined: not kept, or refused
 */
async function keptAsset(request: Request): Promise<Response | undefined> {
  try {
    for (const name of await ourCaches()) {
      const kept = await (await caches.open(name)).match(request);
      if (kept) return kept;
    }
  } catch (error) {
    console.info('What is kept for when there is no network cannot be read:', String(error));
  }
  return undefined; // whatever the browser throws
}

function isSilent(error: unknown) {
  if (!isStorageError(error)) throw error;
  return undefined;
}

/** @param file relative to the page */
function inScope(file: string) {
  return new URL(file, worker.registration.scope).href;
}
