import {wrap} from 'comlink';

/** @typedef {import('./protocol.js').ShardApi} ShardApi */
/** @typedef {import('comlink').Remote<ShardApi>} Shard */

/**
 * What differs between a browser and Node.
 * @typedef {object} Host
 * @property {number} cores that workers can use
 * @property {() => Worker} startWorker
 * @property {(signal?: AbortSignal) => Promise<import('./core-types.js').CompiledCore>} compileCore
 *   signal: nobody waits for it any more
 */

/** What was asked for will not come: the workers are gone. Whoever owns them says why. */
export class PoolEnded extends Error {
  name = 'PoolEnded';
}

/**
 * The workers of a run. When one of them dies or fails, all of them are ended, and every call that
 * will not be answered is rejected. What a worker refuses (a Refusal, here a RangeError) is no failure.
 * @template [Api=ShardApi]
 */
export class Pool {
  /** @type {{worker: Worker, shard: import('comlink').Remote<Api>}[]} */
  #members = [];
  /** @type {PoolEnded | null} */
  #end = null;
  /** @type {Map<Promise<unknown>, (reason: Error) => void>} the calls under way, and their ends */
  #waiting = new Map();
  #listening = new AbortController();
  #onFailure;

  /**
   * @param {Pick<Host, 'startWorker'>} host
   * @param {number} count
   * @param {(reason: PoolEnded) => void} [onFailure] it has ended by itself
   */
  constructor(host, count, onFailure = () => {}) {
    this.#onFailure = onFailure;
    try {
      for (let i = 0; i < count; i++) this.#add(host.startWorker(), `${i + 1} of ${count}`);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /**
   * @param {Worker} worker
   * @param {string} number
   */
  #add(worker, number) {
    const {signal} = this.#listening;
    const died = () => {
      if (!this.#members.some(member => member.worker === worker)) return; // ended by us
      this.#fail(new PoolEnded(`Worker ${number} died, perhaps for want of memory.`));
    };
    for (const type of ['error', 'messageerror', 'close']) {
      worker.addEventListener(type, died, {signal});
    }
    this.#members.push({worker, shard: wrap(worker)});
  }

  get size() {
    return this.#members.length;
  }

  /**
   * Calls each shard; the answers, in the shards' order.
   * @template Answer
   * @param {(shard: import('comlink').Remote<Api>, index: number) => Promise<Answer>} call
   * @returns {Promise<Answer[]>}
   */
  all(call) {
    return this.#answerTo(() =>
      Promise.all(this.#members.map(({shard}, index) => call(shard, index))),
    );
  }

  /**
   * @template Answer
   * @param {(shard: import('comlink').Remote<Api>) => Promise<Answer>} call
   * @returns {Promise<Answer>}
   */
  first(call) {
    return this.one(0, call);
  }

  /**
   * @template Answer
   * @param {number} index of the shard
   * @param {(shard: import('comlink').Remote<Api>) => Promise<Answer>} call
   * @returns {Promise<Answer>}
   */
  one(index, call) {
    return this.#answerTo(() => call(this.#members[index].shard));
  }

  /**
   * As a promise of others does, or rejected when a worker dies before.
   * Promise.race with a promise that outlives the calls would keep every answer until then.
   * @template Answer
   * @param {Promise<Answer>} answer
   * @returns {Promise<Answer>}
   */
  whileAlive(answer) {
    /** @type {(reason: Error) => void} */
    let refuse = () => {};
    const call = new Promise((resolve, reject) => {
      refuse = reject;
      answer.then(resolve, reject).finally(() => this.#waiting.delete(call));
    });
    if (this.#end) refuse(this.#end);
    else this.#waiting.set(call, refuse);
    return call;
  }

  /**
   * @template Answer
   * @param {() => Promise<Answer>} call
   * @returns {Promise<Answer>}
   */
  #answerTo(call) {
    if (this.#end) return Promise.reject(this.#end);
    const answer = call().catch(error => {
      if (error.name === 'Refusal') throw new RangeError(error.message, {cause: error});
      this.#fail(failureOf(error));
      throw error;
    });
    return this.whileAlive(answer);
  }

  /** Resolves when all calls under way have been answered. */
  async answered() {
    await Promise.allSettled([...this.#waiting.keys()]);
  }

  /** @param {PoolEnded} reason */
  #fail(reason) {
    if (this.#end) return;
    this.dispose(reason);
    this.#onFailure(reason);
  }

  /**
   * Ends the workers beyond the first `count`.
   * @param {number} count
   */
  keep(count) {
    for (const {worker} of this.#members.splice(count)) worker.terminate();
  }

  /**
   * Ends every worker; what was being waited for is rejected.
   * @param {PoolEnded} [reason]
   */
  dispose(reason = new PoolEnded('The run was disposed of.')) {
    this.#listening.abort();
    this.keep(0);
    this.#end ??= reason;
    for (const refuse of this.#waiting.values()) refuse(this.#end);
    this.#waiting.clear();
  }
}

/**
 * @param {Error} error that a call was rejected with
 * @returns {PoolEnded}
 */
function failureOf(error) {
  if (error.name === 'CoreFailure') return new PoolEnded(error.message, {cause: error});
  console.error('A call of a worker failed:', String(error));
  return new PoolEnded('A message to or from the training code was lost.', {cause: error});
}
