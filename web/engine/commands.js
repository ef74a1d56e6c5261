/**
 * What may still come of a command, now that others were given after it.
 * @typedef {object} Wanted
 * @property {() => boolean} toBegin training: no pause, restart or end was given since
 * @property {() => boolean} toLoad weights: no restart or end was given since
 * @property {() => boolean} atAll no end was given since
 */

/** Carries out commands one after the other; one that fails does not stop the next. */
export class Commands {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  #pauses = 0;
  #restarts = 0;
  #ends = 0;
  #closed = false;
  /** How many were given so far. */
  given = 0;

  /**
   * @param {(wanted: Wanted) => Promise<void>} command
   * @param {{restarts?: boolean}} [options] restarts: nothing has to be loaded, or begun, for the
   *   commands before
   * @returns {Promise<void>} rejected as the command is
   */
  give(command, {restarts = false} = {}) {
    if (restarts) this.#restarts++;
    const wanted = this.guard();
    return this.#follow(this.#last.then(() => (wanted.atAll() ? command(wanted) : undefined)));
  }

  /**
   * A pause, which waits for nothing: commands given before begin no training any more, and those
   * given from now on wait for it.
   * @param {() => Promise<void>} pause
   */
  pause(pause) {
    this.#pauses++;
    return this.#follow(pause());
  }

  /** Commands given before, and not begun yet, are not carried out. */
  dropAll() {
    this.#ends++;
  }

  /** No command is carried out from now on. */
  close() {
    this.#closed = true;
    this.dropAll();
  }

  /** @returns {Wanted} to be asked later: since now */
  guard() {
    const [pauses, restarts, ends] = [this.#pauses, this.#restarts, this.#ends];
    const atAll = () => ends === this.#ends && !this.#closed;
    const toLoad = () => atAll() && restarts === this.#restarts;
    return {toBegin: () => toLoad() && pauses === this.#pauses, toLoad, atAll};
  }

  /** Resolves when all commands given so far have ended. */
  async ended() {
    await this.#last;
  }

  /**
   * @param {Promise<void>} result
   * @returns {Promise<void>}
   */
  #follow(result) {
    this.given++;
    this.#last = Promise.allSettled([this.#last, result]); // whoever gave it hears how it failed
    return result;
  }
}
