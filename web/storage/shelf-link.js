import {answered} from './answered.js';
import {readKept} from './kept-run.js';
import {letGo, RunShelf} from './run-shelf.js';
import {isStorageError, UnreadableError} from './storage-error.js';

/** @typedef {import('./kept-run.js').KeptRun} KeptRun */
/** @typedef {import('./storage-error.js').StorageError} StorageError */

/**
 * What the shelf holds under a name.
 * @typedef {object} Shelved
 * @property {KeptRun | null} kept
 * @property {UnreadableError | null} unreadable what else is there
 * @property {StorageError | null} problem the storage does not say what it holds
 */

/** A page's connection to the shelf: opened when it is needed, and anew after it was lost. */
export class ShelfLink {
  #onLost;
  /** @type {Promise<RunShelf> | null} */
  #opening = null;

  /** @param {() => unknown} onLost it was closed by the browser, or for another tab */
  constructor(onLost) {
    this.#onLost = onLost;
  }

  /** The shelf; one that is not there yet is asked for once. Throws what RunShelf.open() does. */
  open() {
    if (!this.#opening) {
      const isMine = () => this.#opening === opening;
      const opening = RunShelf.open(() => {
        if (!isMine()) return;
        this.#opening = null;
        this.#onLost();
      });
      this.#opening = opening;
      opening.catch(error => {
        if (!isStorageError(error)) throw error;
        if (isMine()) this.#opening = null; // the next time may do
      });
    }
    return this.#opening;
  }

  /** Lets go of a connection that is no good, or that nobody needs any more. */
  close() {
    if (this.#opening) letGo(this.#opening);
    this.#opening = null;
  }

  /**
   * Resolves in any case, within the limit.
   * @param {string} name
   * @param {number} limit milliseconds
   * @returns {Promise<Shelved>}
   */
  async find(name, limit) {
    const nothing = {kept: null, unreadable: null, problem: null};
    try {
      return {...nothing, kept: await answered(this.#read(name), limit)};
    } catch (error) {
      if (error instanceof UnreadableError) return {...nothing, unreadable: error};
      if (isStorageError(error)) return {...nothing, problem: error};
      throw error;
    }
  }

  /** @param {string} name */
  async #read(name) {
    const shelf = await this.open();
    const stored = await shelf.find(name);
    return stored && readKept(stored, name);
  }
}
