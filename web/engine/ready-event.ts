/** There are weights. Training waits for what a listener wants to do with them first. */
export class ReadyEvent extends Event {
  #promises: Promise<unknown>[] = [];

  constructor() {
    super('ready');
  }

  /** To be called while the event is dispatched. */
  waitUntil(promise: Promise<unknown>) {
    this.#promises.push(promise);
  }

  get settled() {
    return Promise.allSettled(this.#promises);
  }
}
