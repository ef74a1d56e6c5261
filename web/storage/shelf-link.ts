import {answered} from './answered.ts';
import {readKept} from './kept-run.ts';
import {letGo, RunShelf} from './run-shelf.ts';
import {isStorageError, UnreadableError} from './storage-error.ts';
import type {KeptRun} from './kept-run.ts';
import type {StorageError} from './storage-error.ts';

/** What the shelf holds under a name. */
export interface Shelved {
  kept: KeptRun | null;
  /** what else is there */
  unreadable: UnreadableError | null;
  /** the storage does not say what it holds */
  problem: StorageError | null;
}

/** A page's connection to the shelf: opened when it is needed, and anew after it was lost. */
export class ShelfLink {
  #onLost;
  #opening: Promise<RunShelf> | null = null;

  /** @param onLost it was closed by the browser, or for another tab */
  constructor(onLost: () => unknown) {
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
   * @param limit milliseconds
   */
  async find(name: string, limit: number): Promise<Shelved> {
    const nothing = {kept: null, unreadable: null, problem: null};
    try {
      return {...nothing, kept: await answered(this.#read(name), limit)};
    } catch (error) {
      if (error instanceof UnreadableError) return {...nothing, unreadable: error};
      if (isStorageError(error)) return {...nothing, problem: error};
      throw error;
    }
  }

  async #read(name: string) {
    const shelf = await this.open();
    const stored = await shelf.find(name);
    return stored && readKept(stored, name);
  }
}
