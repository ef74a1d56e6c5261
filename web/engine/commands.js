/** Carries out commands one after the other; one that fails does not stop the next. */
export class Commands {
  #last = Promise.resolve();
  #generation = 0;

  /**
   * @param {() => Promise<void>} command
   * @returns {Promise<void>} rejected as the command is
   */
  give(command) {
    const stillWanted = this.guard();
    const result = this.#last.then(() => (stillWanted() ? command() : undefined));
    this.#last = result.catch(() => {});
    return result;
  }

  /** Commands given before, and not begun yet, are not carried out. */
  dropAll() {
    this.#generation++;
  }

  /** A question to ask later: whether nothing was dropped since now. */
  guard() {
    const generation = this.#generation;
    return () => generation === this.#generation;
  }

  /** Resolves when all commands given so far have ended. */
  ended() {
    return this.#last;
  }
}
