import {deleteDB, openDB} from 'idb';
import {answered} from './answered.ts';
import {
  isStorageError,
  refusalOf,
  StorageError,
  TakenError,
  UnreadableError,
} from './storage-error.ts';
import type {Read} from '../formats/run-file.ts';
import type {IDBPDatabase, IDBPObjectStore} from 'idb';

/**
 * How a run is kept in this browser.
 *
 * **What is there.** A run has a name (its model). Under it lie, in IndexedDB, the head of a run file
 * (store `runs`) and its other records (store `pieces`), each piece under [name, generation, index];
 * and in localStorage a note of how far it has come since (run-notes.ts). A generation is one writing
 * of the run. The head names the generation whose pieces are the run: there is one, or none. The note
 * names the generation that it goes on from, or null: from the run's start.
 *
 * **Nothing waits for storage.** A kept run is an offer. Whoever asks the storage waits as long as
 * answered() does, and goes on without. A worker, whose training stands still while it writes, also
 * stops waiting as soon as it is halted. Whatever the browser throws becomes a StorageError here, at
 * the calls into IndexedDB and nowhere else: every other error is a fault of ours and stays one.
 *
 * **The kept run is whole, whatever fails, and when.** A new generation is written beside the old one,
 * piece by piece, by the workers. commit() is one transaction: it counts the pieces, puts the head in
 * the old one's place and drops all other pieces of the name. Before it, the old generation is all
 * there; after it, the new one; and where a database was deleted under way, or another tab has dropped
 * pieces, the count is wrong and nothing is committed. What an attempt has left behind is dropped by
 * abandon(), and where that fails too, by the begin() and the commit() of the next one.
 *
 * **Nothing is dropped unasked.** begin() and commit() replace only generations that they are told to
 * (those that the page itself has written, gone on with, or asked the reader about); any other is a
 * TakenError, be it another tab's run or something that is no run. A database of a newer version or
 * without our stores is an UnreadableError, and stays as it is until remove(), or destroy().
 *
 * **Recovery.** A connection that fails, or that the browser or another tab closes, is let go; each
 * attempt to keep the run opens one anew. So keeping goes on when storage is back.
 */

/** A kept run: the head of a run file; the other records lie beside it, in pieces. */
export interface Kept {
  /** tells this writing of a run from any other */
  generation: string;
  /** see formats/run-file.ts */
  head: Uint8Array;
  /** milliseconds since 1970 */
  savedAt: number;
}

/**
 * What lies under a name: a kept run, or whatever else got there.
 * pieces: how many of its generation
 */
export type Stored = {record: unknown; pieces: number};

/** Where a run is kept. */
export type Place = {name: string; generation: string};

export type MayReplace = (generation: string) => boolean;

type Database = IDBPDatabase;
type Store = IDBPObjectStore<unknown, string[], string, 'readwrite'>;

const file = 'fourier-net';
const version = 1;
const stores = ['runs', 'pieces'];

/** Milliseconds that a connection may take to close. */
const closingTime = 500;

/**
 * Runs kept in this browser, one a name, each a run file in pieces of at most 8 MB. All methods throw
 * StorageErrors, and answer when the browser does: see answered().
 */
export class RunShelf {
  #database;
  #isClosed = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * @param onLost the connection was closed by the browser, or for another tab
   * @throws StorageError where the browser refuses to store anything
   * @throws UnreadableError where the database is not as this page makes it
   */
  static async open(onLost: () => void = () => {}) {
    const lose = () => {
      shelf.close();
      onLost();
    };
    const database = await asked(() =>
      openDB(file, version, {
        upgrade: created => stores.forEach(store => created.createObjectStore(store)),
        // Another page deletes the database, or makes a newer one, once this one has let go.
        blocking: lose,
        terminated: lose,
      }).catch(error => {
        if (error?.name !== 'VersionError') throw error;
        const problem = 'Its database was made by a newer version of this page.';
        throw new UnreadableError(problem, {cause: error});
      }),
    );
    const shelf = new RunShelf(database);
    try {
      if (await asked(async () => isOurs(database))) return shelf;
      throw new UnreadableError('Its database is not as this page makes it.');
    } catch (error) {
      shelf.close();
      throw error;
    }
  }

  /** Drops the database, with whatever it holds. */
  static destroy() {
    return asked(
      () =>
        new Promise((resolve, reject) => {
          // WebKit says so also of a connection of ours that was closed a moment ago.
          const refuse = () => reject(new StorageError('another tab is using it'));
          const blocked = () => void setTimeout(refuse, closingTime);
          deleteDB(file, {blocked}).then(resolve, reject);
        }),
    );
  }

  close() {
    this.#isClosed = true;
    this.#database.close();
  }

  /** What lies under a name; null: nothing. */
  find(name: string): Promise<Stored | null> {
    return this.#transact('readonly', (runs, pieces) => stored(name, runs, pieces));
  }

  /**
   * Makes room for a generation: drops what attempts before it have left behind.
   * @throws TakenError
   */
  begin({name}: Place, mayReplace: MayReplace) {
    return this.#transact('readwrite', async (runs, pieces) => {
      const before = replaceable(await stored(name, runs, pieces), mayReplace);
      await dropPieces(pieces, name, before);
    });
  }

  /** @param index pieces are read in its order */
  async putPiece({name, generation}: Place, index: number, record: Uint8Array) {
    await this.#asked(() => this.#database.put('pieces', record, [name, generation, index]));
  }

  /**
   * All pieces are there: this is the run now. What was there before is dropped.
   * @param written records: how many pieces it has
   * @throws TakenError
   */
  commit(
    {name, generation}: Place,
    {head, records}: {head: Uint8Array; records: number},
    mayReplace: MayReplace,
  ) {
    return this.#transact('readwrite', async (runs, pieces) => {
      replaceable(await stored(name, runs, pieces), mayReplace);
      if ((await pieces.count(piecesOf(name, generation))) !== records) {
        throw new StorageError('what it had stored was removed meanwhile');
      }
      await runs.put({generation, head, savedAt: Date.now()}, name);
      await dropPieces(pieces, name, generation);
    });
  }

  /** Drops what was written of a generation, unless it has become the run after all. */
  abandon({name, generation}: Place) {
    return this.#transact('readwrite', async (runs, pieces) => {
      if (generationOf(await runs.get(name)) === generation) return;
      await pieces.delete(piecesOf(name, generation));
    });
  }

  /**
   * @param patience with each piece; left out: as answered() has it
   * @returns of the whole run file; a piece that is none is a TypeError, as in a file
   */
  reader(name: string, {generation, head}: Kept, patience?: number): Read {
    const database = this.#database;
    const ask = <Answer>(request: () => Promise<Answer>) =>
      answered(this.#asked(request), patience);
    return readerOf(
      (async function* () {
        yield head;
        const range = piecesOf(name, generation);
        for (const key of await ask(() => database.getAllKeys('pieces', range))) {
          const piece = await ask(() => database.get('pieces', key));
          if (!(piece instanceof Uint8Array)) {
            throw new TypeError('is damaged: a piece is no bytes');
          }
          yield piece;
        }
      })(),
    );
  }

  remove(name: string) {
    return this.#transact('readwrite', async (runs, pieces) => {
      await runs.delete(name);
      await pieces.delete(piecesOf(name));
    });
  }

  /** Does something in one transaction: all of it is done, or nothing. */
  #transact<Result>(
    mode: 'readonly' | 'readwrite',
    act: (runs: Store, pieces: Store) => Promise<Result>,
  ): Promise<Result> {
    return this.#asked(async () => {
      const transaction = this.#database.transaction(stores, mode);
      const [runs, pieces] = stores.map(
        store => transaction.objectStore(store) as unknown as Store,
      );
      const acted = act(runs, pieces).catch(error => {
        // The browser has aborted it already where it is its own error.
        if (error instanceof StorageError) transaction.abort();
        throw error;
      });
      const [result] = await Promise.all([acted, transaction.done]);
      return result;
    });
  }

  #asked<Answer>(request: () => Promise<Answer>) {
    return asked(request, () => this.#isClosed);
  }
}

/** @param database whether it has our stores, and they take what we store in them */
function isOurs(database: Database) {
  if (stores.some(store => !database.objectStoreNames.contains(store))) return false;
  const transaction = database.transaction(stores);
  return stores.every(store => transaction.objectStore(store).keyPath === null);
}

/** A name for a generation that no other has. */
export function newGeneration() {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return `${Date.now()}-${random}`;
}

/** Closes a shelf, as soon as it is there. */
export function letGo(opening: Promise<RunShelf>) {
  opening.then(
    shelf => shelf.close(),
    error => {
      if (!isStorageError(error)) throw error; // that there is none was told whoever waited for it
    },
  );
}

/** The one place where the browser's storage is called: what it throws is a StorageError. */
async function asked<Answer>(
  request: () => Promise<Answer>,
  isClosed: () => boolean = () => false,
) {
  try {
    return await request();
  } catch (error) {
    throw refusalOf(error, isClosed());
  }
}

async function stored(
  name: string,
  runs: Pick<Store, 'get'>,
  pieces: Pick<Store, 'count'>,
): Promise<Stored | null> {
  const record = await runs.get(name);
  if (record === undefined) return null;
  const generation = generationOf(record);
  const count = generation === undefined ? 0 : await pieces.count(piecesOf(name, generation));
  return {record, pieces: count};
}

/**
 * @returns its generation; undefined: there is none
 * @throws TakenError
 */
function replaceable(before: Stored | null, mayReplace: MayReplace): string | undefined {
  if (!before) return undefined;
  const generation = generationOf(before.record);
  if (generation === undefined || !mayReplace(generation)) throw new TakenError(before);
  return generation;
}

/** @returns undefined: it is no kept run */
function generationOf(record: unknown): string | undefined {
  const generation = (record as {generation?: unknown} | null | undefined)?.generation;
  return typeof generation === 'string' ? generation : undefined;
}

/** @param but this generation */
async function dropPieces(pieces: Store, name: string, but?: string) {
  if (but === undefined) {
    await pieces.delete(piecesOf(name));
    return;
  }
  const {lower: first, upper: last} = piecesOf(name);
  const {lower, upper} = piecesOf(name, but);
  await pieces.delete(IDBKeyRange.bound(first, lower, false, true));
  await pieces.delete(IDBKeyRange.bound(upper, last, true, true));
}

/** @param generation left out: any */
function piecesOf(name: string, generation?: string) {
  // An array sorts after any string or number.
  return generation === undefined
    ? IDBKeyRange.bound([name], [name, []])
    : IDBKeyRange.bound([name, generation], [name, generation, []]);
}

function readerOf(chunks: AsyncIterator<Uint8Array>): Read {
  let rest: Uint8Array = new Uint8Array(0);
  return async length => {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (rest.length === 0) {
        const {value, done} = await chunks.next();
        if (done) break;
        rest = value;
      }
      const part = rest.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
    }
    return bytes.subarray(0, filled);
  };
}
