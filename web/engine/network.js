import {transfer} from 'comlink';
import {PoolEnded} from './pool.js';
import {weightsAtATime} from './shard-memory.js';

/** @typedef {import('./division.js').Division} Division */
/** @typedef {import('./pool.js').Pool} Pool */

/**
 * @typedef {object} Snapshot
 * @property {Float32Array} weights row-major (rows, columns) of the shape
 * @property {Float32Array | null} prediction of the signal given, (rows, outputs)
 * @property {Float32Array | null} reference what the true transform makes of it, likewise
 */

/**
 * @typedef {object} TimedFrames
 * @property {Float32Array} prediction (rows, outputs)
 * @property {Float32Array} reference likewise
 * @property {{network: number, reference: number}} milliseconds of work that each took, of all
 *   shards together
 */

/**
 * What can be asked of a network in shards, while they train it too: they answer between two slices.
 */
export class Network {
  #pool;
  #division;
  #ended = false;

  /**
   * @param {Pool} pool
   * @param {Division} division
   */
  constructor(pool, division) {
    this.#pool = pool;
    this.#division = division;
  }

  /** There is another one in its place: what is asked of it from now on is rejected (PoolEnded). */
  end() {
    this.#ended = true;
  }

  get shape() {
    return this.#division.shape;
  }

  /**
   * The weights now and, where a signal (rows of `inputs` values) is given, what the network and
   * the true transform make of it. Answered between two slices of training.
   * @param {Float32Array} [signal]
   * @returns {Promise<Snapshot>}
   */
  async snapshot(signal) {
    const parts = await this.#all(shard => shard.snapshot(signal ?? null, true));
    const [{prediction, reference}] = parts;
    return {
      weights: this.#division.whole(parts.map(part => part.weights)),
      prediction: prediction && this.#division.whole(parts.map(part => part.prediction)),
      reference: reference && this.#division.whole(parts.map(part => part.reference)),
    };
  }

  /**
   * What the network makes of a signal (rows of `inputs` values), and what the true transform does.
   * @param {Float32Array} signal
   * @returns {Promise<{prediction: Float32Array, reference: Float32Array}>}
   */
  async predict(signal) {
    const parts = await this.#all(shard => shard.snapshot(signal, false));
    return {
      prediction: this.#division.whole(parts.map(part => part.prediction)),
      reference: this.#division.whole(parts.map(part => part.reference)),
    };
  }

  /**
   * The same, with the time that each of the two took.
   * @param {Float32Array} signal
   * @returns {Promise<TimedFrames>}
   */
  async predictTimed(signal) {
    const parts = await this.#all(shard => shard.timed(signal));
    const sum = (/** @type {'network' | 'reference'} */ of) =>
      parts.reduce((total, {milliseconds}) => total + milliseconds[of], 0);
    return {
      prediction: this.#division.whole(parts.map(part => part.prediction)),
      reference: this.#division.whole(parts.map(part => part.reference)),
      milliseconds: {network: sum('network'), reference: sum('reference')},
    };
  }

  /** The weights now, some rows at a time. @returns {AsyncGenerator<Float32Array>} */
  async *weightRows() {
    const {rows, columns} = this.shape;
    const count = Math.ceil(weightsAtATime / (4 * columns));
    for (let begin = 0; begin < rows; begin += count) {
      const end = Math.min(begin + count, rows);
      yield this.#division.whole(await this.#all(shard => shard.weightRows(begin, end)));
    }
  }

  /**
   * The weights of one unit from inputs begin ... end-1 now, row-major (end - begin, unit's columns).
   * @param {number} unit
   * @param {number} begin
   * @param {number} end
   */
  unitRows(unit, begin, end) {
    return this.#one(unit, shard => shard.unitRows(unit, begin, end));
  }

  /**
   * The weights of units begin ... end-1 now as bytes: a row for each column, unit after unit, with a
   * byte for each input. 127 stands for `limit` and beyond, -127 likewise, -128 for what is not a
   * number.
   * @param {{begin: number, end: number}} units
   * @param {number} limit
   * @param {Int8Array} [spare] of that size, whose memory may be used for them
   */
  async picture({begin, end}, limit, spare) {
    const parts = await Promise.all(
      this.#division.shares.flatMap((share, index) => {
        const [from, to] = [Math.max(begin, share.begin), Math.min(end, share.end)];
        const whole = from === begin && to === end;
        const memory = whole && spare ? transfer(spare, [spare.buffer]) : null;
        return from < to ? [this.#at(index, shard => shard.picture(from, to, limit, memory))] : [];
      }),
    );
    return parts.length === 1 ? parts[0] : joined(parts);
  }

  /**
   * Sum of the squares of a unit's weights from inputs begin ... end-1, now.
   * @param {number} unit
   * @param {number} begin
   * @param {number} end
   */
  squareSum(unit, begin, end) {
    return this.#one(unit, shard => shard.squareSum(unit, begin, end));
  }

  /**
   * A real test signal, see cpp/signal/audio_signals.h.
   * @param {string} name
   * @param {number} length
   * @param {number} seed
   */
  audio(name, length, seed) {
    return this.#at(0, shard => shard.audio(name, length, seed));
  }

  /**
   * A test signal, see cpp/signal/test_signals.h.
   * @param {string} name
   * @param {{n: number, bin: number, phase: number, seed: number}} options
   */
  signal(name, {n, bin, phase, seed}) {
    return this.#at(0, shard => shard.signal(name, n, bin, phase, seed));
  }

  /**
   * The sound whose spectrogram this is nearest to, with the weight of each sample: towards the two
   * ends the weights fall to 0, and what lies below a tenth of the largest is best left out. The
   * mean of each segment, which the spectrogram does not hold, is missing.
   * @param {Float32Array} spectra rows of the spectrogram model's outputs, see spectra.js
   */
  resynthesise(spectra) {
    return this.#at(0, shard => shard.resynthesise(spectra));
  }

  /**
   * @template Answer
   * @param {number} unit whose shard is asked
   * @param {(shard: import('./pool.js').Shard) => Promise<Answer>} call
   */
  #one(unit, call) {
    return this.#at(this.#division.holderOf(unit), call);
  }

  /**
   * @template Answer
   * @param {number} index of the shard that is asked
   * @param {(shard: import('./pool.js').Shard) => Promise<Answer>} call
   */
  async #at(index, call) {
    if (this.#ended) throw new PoolEnded('The run was begun anew.');
    return this.#pool.one(index, call);
  }

  /**
   * @template Answer
   * @param {(shard: import('./pool.js').Shard) => Promise<Answer>} call
   */
  async #all(call) {
    if (this.#ended) throw new PoolEnded('The run was begun anew.');
    return this.#pool.all(call);
  }
}

/** @param {Int8Array[]} parts */
function joined(parts) {
  const whole = new Int8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
