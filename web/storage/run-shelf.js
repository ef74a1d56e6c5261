import {openDB} from 'idb';

/** @typedef {import('../formats/run-file.js').Read} Read */

/**
 * A kept run: the head of a run file; the other records lie beside it, in pieces.
 * @typedef {object} Kept
 * @property {string} generation tells this writing of a run from any other
 * @property {Uint8Array} head see formats/run-file.js
 * @property {number} savedAt milliseconds since 1970
 */

/** Where a run is kept. @typedef {{name: string, generation: string}} Place */

/** @typedef {import('idb').IDBPDatabase<any>} Database */

const file = 'fourier-net';
const version = 1;

/**
 * Runs kept in this browser, one a name, each a run file in pieces of at most 8 MB. A new one is
 * written piece by piece, by the workers, beside the one that is there; it takes its place when all
 * of it is written, and the old one goes last.
 */
export class RunShelf {
  #database;

  /** @param {Database} database */
  constructor(database) {
    this.#database = database;
  }

  /** @throws {DOMException} where the browser refuses to store anything */
  static async open() {
    const database = await openDB(file, version, {
      upgrade(created) {
        created.createObjectStore('runs');
        created.createObjectStore('pieces');
      },
      // A newer page waits for this one to let go; what is under way here fails, and says so.
      blocking: (_, __, event) => /** @type {IDBDatabase} */ (event.target).close(),
    });
    return new RunShelf(database);
  }

  close() {
    this.#database.close();
  }

  /**
   * @param {Place} place
   * @param {number} index pieces are read in its order
   * @param {Uint8Array} record
   */
  async putPiece({name, generation}, index, record) {
    await this.#database.put('pieces', record, [name, generation, index]);
  }

  /**
   * All pieces are there: this is the run now. What was there before is dropped.
   * @param {Place} place
   * @param {Uint8Array} head
   */
  async commit({name, generation}, head) {
    const kept = {generation, head, savedAt: Date.now()};
    await this.#database.put('runs', kept, name);
    await this.#dropPieces(name, generation);
  }

  /**
   * Drops what was written of a run that did not become whole.
   * @param {string} name
   */
  async dropUnfinished(name) {
    const kept = await this.#database.get('runs', name);
    await this.#dropPieces(name, kept?.generation);
  }

  /**
   * @param {string} name
   * @returns {Promise<Kept | null>}
   */
  async find(name) {
    return (await this.#database.get('runs', name)) ?? null;
  }

  /**
   * @param {string} name
   * @param {Kept} kept
   * @returns {Read} of the whole run file
   */
  reader(name, {generation, head}) {
    const database = this.#database;
    const range = piecesOf(name, generation);
    return readerOf(
      (async function* () {
        yield head;
        for (const key of await database.getAllKeys('pieces', range)) {
          yield await database.get('pieces', key);
        }
      })(),
    );
  }

  /** @param {string} name */
  async remove(name) {
    const change = this.#database.transaction(['runs', 'pieces'], 'readwrite');
    await Promise.all([
      change.objectStore('runs').delete(name),
      change.objectStore('pieces').delete(piecesOf(name)),
      change.done,
    ]);
  }

  /**
   * @param {string} name
   * @param {string} [but] this generation
   */
  async #dropPieces(name, but) {
    const keys = await this.#database.getAllKeys('pieces', piecesOf(name));
    const generations = new Set(keys.map(key => /** @type {string[]} */ (key)[1]));
    for (const generation of generations) {
      if (generation !== but) await this.#database.delete('pieces', piecesOf(name, generation));
    }
  }
}

/**
 * @param {string} name
 * @param {string} [generation] left out: any
 */
function piecesOf(name, generation) {
  // An array sorts after any string or number.
  return generation === undefined
    ? IDBKeyRange.bound([name], [name, []])
    : IDBKeyRange.bound([name, generation], [name, generation, []]);
}

/**
 * @param {AsyncIterator<Uint8Array>} chunks
 * @returns {Read}
 */
function readerOf(chunks) {
  /** @type {Uint8Array} */
  let rest = new Uint8Array(0);
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
