import {releaseProxy, wrap} from 'comlink';

/** @typedef {import('./protocol.js').ShardApi} ShardApi */
/** @typedef {import('comlink').Remote<ShardApi>} Shard */

/**
 * What differs between a browser and Node.
 * @typedef {object} Host
 * @property {number} cores that workers can use
 * @property {() => Worker} startWorker
 * @property {() => Promise<import('./core-types.js').CompiledCore>} compileCore
 */

/** The workers of a run. A call that a dead worker will never answer is rejected. */
export class Pool {
  /** @type {{worker: Worker, shard: Shard}[]} */
  #members = [];
  /** @type {Error | null} */
  #death = null;
  /** @type {Map<Promise<unknown>, (reason: Error) => void>} the calls under way, and their ends */
  #waiting = new Map();
  #listening = new AbortController();

  /**
   * @param {Host} host
   * @param {number} count
   */
  constructor(host, count) {
    const {signal} = this.#listening;
    for (let i = 0; i < count; i++) {
      const worker = host.startWorker();
      const died = (/** @type {Event} */ event) => {
        if (!this.#members.some(member => member.worker === worker)) return; // ended by us
        const detail = /** @type {ErrorEvent} */ (event).message;
        this.#die(new Error(`Worker ${i + 1} of ${count} died${detail ? `: ${detail}` : ''}.`));
      };
      for (const type of ['error', 'messageerror', 'close']) {
        worker.addEventListener(type, died, {signal});
      }
      this.#members.push({worker, shard: wrap(worker)});
    }
  }

  get size() {
    return this.#members.length;
  }

  /**
   * Calls each shard; the answers, in the shards' order.
   * @template Answer
   * @param {(shard: Shard, index: number) => Promise<Answer>} call
   * @returns {Promise<Answer[]>}
   */
  all(call) {
    const answers = this.#members.map(({shard}, index) => call(shard, index));
    return this.#unlessDead(Promise.all(answers));
  }

  /**
   * @template Answer
   * @param {(shard: Shard) => Promise<Answer>} call
   * @returns {Promise<Answer>}
   */
  first(call) {
    return this.one(0, call);
  }

  /**
   * @template Answer
   * @param {number} index of the shard
   * @param {(shard: Shard) => Promise<Answer>} call
   * @returns {Promise<Answer>}
   */
  one(index, call) {
    return this.#unlessDead(call(this.#members[index].shard));
  }

  /**
   * Promise.race with a promise that outlives the calls would keep every answer until then.
   * @template Answer
   * @param {Promise<Answer>} answer
   * @returns {Promise<Answer>}
   */
  #unlessDead(answer) {
    if (this.#death) return Promise.reject(this.#death);
    /** @type {(reason: Error) => void} */
    let refuse = () => {};
    const call = new Promise((resolve, reject) => {
      refuse = reject;
      answer.then(resolve, reject).finally(() => this.#waiting.delete(call));
    });
    this.#waiting.set(call, refuse);
    return call;
  }

  /** Resolves when all calls under way have been answered. */
  async answered() {
    await Promise.allSettled([...this.#waiting.keys()]);
  }

  /** @param {Error} reason */
  #die(reason) {
    this.#death ??= reason;
    for (const refuse of this.#waiting.values()) refuse(this.#death);
    this.#waiting.clear();
  }

  /**
   * Ends the workers beyond the first `count`.
   * @param {number} count
   */
  keep(count) {
    for (const {worker, shard} of this.#members.splice(count)) {
      shard[releaseProxy]();
      worker.terminate();
    }
  }

  /** Ends every worker; what was being waited for is rejected. */
  dispose() {
    this.#listening.abort();
    for (const {worker, shard} of this.#members) {
      shard[releaseProxy]();
      worker.terminate();
    }
    this.#members = [];
    this.#die(new Error('The run was disposed of.'));
  }
}
