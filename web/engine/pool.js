import {releaseProxy, wrap} from 'comlink';

/** @typedef {import('./protocol.js').ShardApi} ShardApi */
/** @typedef {import('comlink').Remote<ShardApi>} Shard */

/**
 * What differs between a browser and Node.
 * @typedef {object} Host
 * @property {() => Worker} startWorker
 * @property {() => Promise<WebAssembly.Module>} compileCore
 */

/** The workers of a run. A call that a dead worker will never answer is rejected. */
export class Pool {
  /** @type {{worker: Worker, shard: Shard}[]} */
  #members = [];
  /** @type {Promise<never>} */
  #death;
  /** @type {(reason: Error) => void} */
  #reportDeath = () => {};
  #listening = new AbortController();

  /**
   * @param {Host} host
   * @param {number} count
   */
  constructor(host, count) {
    this.#death = new Promise((_, reject) => {
      this.#reportDeath = reject;
    });
    this.#death.catch(() => {}); // reported through the calls it ends
    const {signal} = this.#listening;
    for (let i = 0; i < count; i++) {
      const worker = host.startWorker();
      const died = (/** @type {Event} */ event) => {
        const detail = /** @type {ErrorEvent} */ (event).message;
        this.#reportDeath(
          new Error(`Worker ${i + 1} of ${count} died${detail ? `: ${detail}` : ''}.`),
        );
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
    return Promise.race([Promise.all(answers), this.#death]);
  }

  /**
   * @template Answer
   * @param {(shard: Shard) => Promise<Answer>} call
   * @returns {Promise<Answer>}
   */
  first(call) {
    return Promise.race([call(this.#members[0].shard), this.#death]);
  }

  /** Ends every worker; what was being waited for is rejected. */
  dispose() {
    this.#listening.abort();
    for (const {worker, shard} of this.#members) {
      shard[releaseProxy]();
      worker.terminate();
    }
    this.#members = [];
    this.#reportDeath(new Error('The run was disposed of.'));
  }
}
