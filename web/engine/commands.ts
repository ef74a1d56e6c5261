/** What may still come of a command, now that others were given after it. */
export interface Wanted {
  /** training: no pause, restart or end was given since */
  toBegin: () => boolean;
  /** weights: no restart or end was given since */
  toLoad: () => boolean;
  /** no end was given since */
  atAll: () => boolean;
}

/** Carries out commands one after the other; one that fails does not stop the next. */
export class Commands {
  #last: Promise<unknown> = Promise.resolve();
  #pauses = 0;
  #restarts = 0;
  #ends = 0;
  #closed = false;
  /** How many were given so far. */
  given = 0;

  /**
   * @param options restarts: nothing has to be loaded, or begun, for the commands before
   * @returns rejected as the command is
   */
  give(
    command: (wanted: Wanted) => Promise<void>,
    {restarts = false}: {restarts?: boolean} = {},
  ): Promise<void> {
    if (restarts) this.#restarts++;
    const wanted = this.guard();
    return this.#follow(this.#last.then(() => (wanted.atAll() ? command(wanted) : undefined)));
  }

  /**
   * A pause, which waits for nothing: commands given before begin no training any more, and those
   * given from now on wait for it.
   */
  pause(pause: () => Promise<void>) {
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

  /** @returns to be asked later: since now */
  guard(): Wanted {
    const [pauses, restarts, ends] = [this.#pauses, this.#restarts, this.#ends];
    const atAll = () => ends === this.#ends && !this.#closed;
    const toLoad = () => atAll() && restarts === this.#restarts;
    return {toBegin: () => toLoad() && pauses === this.#pauses, toLoad, atAll};
  }

  /** Resolves when all commands given so far have ended. */
  async ended() {
    await this.#last;
  }

  #follow(result: Promise<void>): Promise<void> {
    this.given++;
    this.#last = Promise.allSettled([this.#last, result]); // whoever gave it hears how it failed
    return result;
  }
}
