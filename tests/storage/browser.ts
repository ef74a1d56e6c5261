import 'fake-indexeddb/auto';
import {forceCloseDatabase, IDBFactory as Factory} from 'fake-indexeddb';

/**
 * What the storage has of a browser, in Node: IndexedDB, localStorage and the page's events. No
 * locks, as in a frame that is sandboxed.
 */
export function freshBrowser() {
  const items = new Map<string, string>();
  const page = new EventTarget();
  const localStorage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
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

/** Of a prototype of IndexedDB; of what they are called on, a store has a transaction. */
type Methods = Record<
  string,
  (this: {transaction?: {abort?: () => void}}, ...args: unknown[]) => unknown
>;

/** What a call into IndexedDB does instead. */
export type Fault = 'throws' | 'is silent' | 'is aborted' | 'closes the database';

const calls: [prototype: object, methods: string[]][] = [
  [IDBFactory.prototype, ['open']],
  [IDBDatabase.prototype, ['transaction']],
  [IDBObjectStore.prototype, ['get', 'put', 'count', 'delete', 'getAllKeys']],
];

/**
 * Has the calls into IndexedDB fail from the `first` (of 1, 2, ...) on.
 * @returns count: of calls so far
 */
export function injectFault(
  fault: Fault,
  first: number,
  last: number = first,
): {count: () => number; mend: () => void} {
  let count = 0;
  const mends: (() => void)[] = [];
  for (const [prototype, methods] of calls as [Methods, string[]][]) {
    for (const method of methods) {
      const call = prototype[method];
      mends.push(() => (prototype[method] = call));
      prototype[method] = function (...args) {
        count++;
        const fails = count >= first && count <= last;
        if (fails && fault === 'throws') {
          throw new DOMException('Encountered full disk.', 'QuotaExceededError');
        }
        const made = call.apply(this, args);
        if (fails && fault === 'is silent') silence(made as EventTarget);
        if (fails && fault === 'is aborted') this.transaction?.abort?.();
        if (fails && fault === 'closes the database') close(this);
        return made;
      };
    }
  }
  return {count: () => count, mend: () => mends.forEach(mend => mend())};
}

/** @param target nobody hears of it any more */
export function silence(target: EventTarget) {
  for (const type of ['success', 'error', 'blocked', 'complete', 'abort']) {
    target.addEventListener(type, event => event.stopImmediatePropagation());
  }
}

/** A database; the library's types ask for the class itself. */
type Closable = Parameters<typeof forceCloseDatabase>[0];

/** @param of a store or a database; a factory has none to be closed */
function close(of: object) {
  const database = of instanceof IDBObjectStore ? of.transaction.db : of;
  if (database instanceof IDBDatabase) forceCloseDatabase(database as object as Closable);
}
