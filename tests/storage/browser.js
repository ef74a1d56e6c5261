import 'fake-indexeddb/auto';
import {forceCloseDatabase, IDBFactory as Factory} from 'fake-indexeddb';

/**
 * What the storage has of a browser, in Node: IndexedDB, localStorage and the page's events. No
 * locks, as in a frame that is sandboxed.
 */
export function freshBrowser() {
  /** @type {Map<string, string>} */
  const items = new Map();
  const page = new EventTarget();
  const localStorage = {
    getItem: (/** @type {string} */ key) => items.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => void items.set(key, text),
    removeItem: (/** @type {string} */ key) => void items.delete(key),
  };
  const globals = {
    indexedDB: new Factory(),
    localStorage,
    navigator: {},
    addEventListener: page.addEventListener.bind(page),
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, {value, configurable: true, writable: true});
  }
  return {items, leave: () => page.dispatchEvent(new Event('pagehide'))};
}

/** What a call into IndexedDB does instead. @typedef {'throws' | 'is silent' | 'is aborted' | 'closes the database'} Fault */

/** @type {[prototype: any, methods: string[]][]} */
const calls = [
  [IDBFactory.prototype, ['open']],
  [IDBDatabase.prototype, ['transaction']],
  [IDBObjectStore.prototype, ['get', 'put', 'count', 'delete', 'getAllKeys']],
];

/**
 * Has the calls into IndexedDB fail from the `first` (of 1, 2, ...) on.
 * @param {Fault} fault
 * @param {number} first
 * @param {number} [last]
 * @returns {{count: () => number, mend: () => void}} count: of calls so far
 */
export function injectFault(fault, first, last = first) {
  let count = 0;
  /** @type {(() => void)[]} */
  const mends = [];
  for (const [prototype, methods] of calls) {
    for (const method of methods) {
      const call = prototype[method];
      mends.push(() => (prototype[method] = call));
      prototype[method] = function (/** @type {any[]} */ ...args) {
        count++;
        const fails = count >= first && count <= last;
        if (fails && fault === 'throws') {
          throw new DOMException('Encountered full disk.', 'QuotaExceededError');
        }
        const made = call.apply(this, args);
        if (fails && fault === 'is silent') silence(made);
        if (fails && fault === 'is aborted') this.transaction?.abort?.();
        if (fails && fault === 'closes the database') close(this);
        return made;
      };
    }
  }
  return {count: () => count, mend: () => mends.forEach(mend => mend())};
}

/** @param {EventTarget} target nobody hears of it any more */
export function silence(target) {
  for (const type of ['success', 'error', 'blocked', 'complete', 'abort']) {
    target.addEventListener(type, event => event.stopImmediatePropagation());
  }
}

/** @param {any} of a store or a database; a factory has none to be closed */
function close(of) {
  const database = of instanceof IDBObjectStore ? of.transaction.db : of;
  if (database instanceof IDBDatabase) forceCloseDatabase(/** @type {any} */ (database));
}
