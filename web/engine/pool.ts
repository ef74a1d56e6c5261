import {wrap} from 'comlink';
import type {ShardApi} from './protocol.ts';
import type {Remote} from 'comlink';
import type {CompiledCore} from './core-types.ts';

export type Shard = Remote<ShardApi>;

/** What differs between a browser and Node. */
export interface Host {
  /** that workers can use */
  cores: number;
  startWorker: () => Worker;
  /** signal: nobody waits for it any more */
  compileCore: (signal?: AbortSignal) => Promise<CompiledCore>;
}

/** What was asked for will not come: the workers are gone. Whoever owns them says why. */
export class PoolEnded extends Error {
  name = 'PoolEnded';
}

/**
 * The workers of a run. When one of them dies or fails, all of them are ended, and every call that
 * will not be answered is rejected. What a worker refuses (a Refusal, here a RangeError) is no failure.
 */
export class Pool<Api = ShardApi> {
  #members: {worker: Worker; shard: Remote<Api>}[] = [];
  #end: PoolEnded | null = null;
  /** the calls under way, and their ends */
  #waiting = new Map<Promise<unknown>, (reason: Error) => void>();
  #listening = new AbortController();
  #onFailure;

  /** @param onFailure it has ended by itself */
  constructor(
    host: Pick<Host, 'startWorker'>,
    count: number,
    onFailure: (reason: PoolEnded) => void = () => {},
  ) {
    this.#onFailure = onFailure;
    try {
      for (let i = 0; i < count; i++) this.#add(host.startWorker(), `${i + 1} of ${count}`);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  #add(worker: Worker, number: string) {
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

  /** Calls each shard; the answers, in the shards' order. */
  all<Answer>(call: (shard: Remote<Api>, index: number) => Promise<Answer>): Promise<Answer[]> {
    return this.#answerTo(() =>
      Promise.all(this.#members.map(({shard}, index) => call(shard, index))),
    );
  }

  first<Answer>(call: (shard: Remote<Api>) => Promise<Answer>): Promise<Answer> {
    return this.one(0, call);
  }

  /** @param index of the shard */
  one<Answer>(index: number, call: (shard: Remote<Api>) => Promise<Answer>): Promise<Answer> {
    return this.#answerTo(() => call(this.#members[index].shard));
  }

  /**
   * As a promise of others does, or rejected when a worker dies before.
   * Promise.race with a promise that outlives the calls would keep every answer until then.
   */
  whileAlive<Answer>(answer: Promise<Answer>): Promise<Answer> {
    let refuse: (reason: Error) => void = () => {};
    const call = new Promise<Answer>((resolve, reject) => {
      refuse = reject;
      answer.then(resolve, reject).finally(() => this.#waiting.delete(call));
    });
    if (this.#end) refuse(this.#end);
    else this.#waiting.set(call, refuse);
    return call;
  }

  #answerTo<Answer>(call: () => Promise<Answer>): Promise<Answer> {
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

  #fail(reason: PoolEnded) {
    if (this.#end) return;
    this.dispose(reason);
    this.#onFailure(reason);
  }

  /** Ends the workers beyond the first `count`. */
  keep(count: number) {
    for (const {worker} of this.#members.splice(count)) worker.terminate();
  }

  /** Ends every worker; what was being waited for is rejected. */
  dispose(reason: PoolEnded = new PoolEnded('The run was disposed of.')) {
    this.#listening.abort();
    this.keep(0);
    this.#end ??= reason;
    for (const refuse of this.#waiting.values()) refuse(this.#end);
    this.#waiting.clear();
  }
}

/** @param error that a call was rejected with */
function failureOf(error: Error): PoolEnded {
  if (error.name === 'CoreFailure') return new PoolEnded(error.message, {cause: error});
  console.error('A call of a worker failed:', String(error));
  return new PoolEnded('A message to or from the training code was lost.', {cause: error});
}
