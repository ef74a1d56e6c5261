/** There are weights. Training waits for what a listener wants to do with them first. */
export class ReadyEvent extends Event {
  /** @type {Promise<unknown>[]} */
  #promises = [];

  constructor() {
    super('ready');
  }

  /**
   * To be called while the event is dispatched.
   * @param {Promise<unknown>} promise
   */
  waitUntil(promise) {
    this.#promises.push(promise);
  }

  get settled() {
    return Promise.allSettled(this.#promises);
  }
}
