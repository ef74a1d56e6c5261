import {transfer} from 'comlink';
import {PoolEnded} from './pool.ts';
import {weightsAtATime} from './shard-memory.ts';
import type {Division} from './division.ts';
import type {Pool, Shard} from './pool.ts';

export interface Snapshot {
  /** that the weights are of; null in the middle of one, or where shards are at different ones */
  step: number | null;
  /** row-major (rows, columns) of the shape */
  weights: Float32Array;
  /** of the signal given, (rows, outputs) */
  prediction: Float32Array | null;
  /** what the true transform makes of it, likewise */
  reference: Float32Array | null;
}

export interface TimedFrames {
  /** (rows, outputs) */
  prediction: Float32Array;
  /** likewise */
  reference: Float32Array;
  /** of work that each took, of all shards together */
  milliseconds: {network: number; reference: number};
}

/**
 * What can be asked of a network in shards, while they train it too: they answer between two slices.
 */
export class Network {
  #pool;
  #division;
  #ended = false;

  constructor(pool: Pool, division: Division) {
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
   */
  async snapshot(signal?: Float32Array): Promise<Snapshot> {
    const parts = await this.#all(shard => shard.snapshot(signal ?? null, true));
    const [{step, prediction, reference}] = parts;
    return {
      step: parts.every(part => part.step === step) ? step : null,
      weights: this.#division.whole(parts.map(part => part.weights)),
      prediction: prediction && this.#division.whole(parts.map(part => part.prediction)),
      reference: reference && this.#division.whole(parts.map(part => part.reference)),
    };
  }

  /**
   * What the network makes of a signal (rows of `inputs` values), and what the true transform does.
   */
  async predict(
    signal: Float32Array,
  ): Promise<{prediction: Float32Array; reference: Float32Array}> {
    const parts = await this.#all(shard => shard.snapshot(signal, false));
    return {
      prediction: this.#division.whole(parts.map(part => part.prediction)),
      reference: this.#division.whole(parts.map(part => part.reference)),
    };
  }

  /** The same, with the time that each of the two took. */
  async predictTimed(signal: Float32Array): Promise<TimedFrames> {
    const parts = await this.#all(shard => shard.timed(signal));
    const sum = (of: 'network' | 'reference') =>
      parts.reduce((total, {milliseconds}) => total + milliseconds[of], 0);
    return {
      prediction: this.#division.whole(parts.map(part => part.prediction)),
      reference: this.#division.whole(parts.map(part => part.reference)),
      milliseconds: {network: sum('network'), reference: sum('reference')},
    };
  }

  /** The weights now, some rows at a time. */
  async *weightRows(): AsyncGenerator<Float32Array> {
    const {rows, columns} = this.shape;
    const count = Math.ceil(weightsAtATime / (4 * columns));
    for (let begin = 0; begin < rows; begin += count) {
      const end = Math.min(begin + count, rows);
      yield this.#division.whole(await this.#all(shard => shard.weightRows(begin, end)));
    }
  }

  /**
   * The weights of one unit from inputs begin ... end-1 now, row-major (end - begin, unit's columns).
   */
  unitRows(unit: number, begin: number, end: number) {
    return this.#one(unit, shard => shard.unitRows(unit, begin, end));
  }

  /**
   * The weights of units begin ... end-1 now as bytes: a row for each column, unit after unit, with a
   * byte for each input. 127 stands for `limit` and beyond, -127 likewise, -128 for what is not a
   * number.
   * @param spare of that size, whose memory may be used for them
   */
  async picture({begin, end}: {begin: number; end: number}, limit: number, spare?: Int8Array) {
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

  /** Sum of the squares of a unit's weights from inputs begin ... end-1, now. */
  squareSum(unit: number, begin: number, end: number) {
    return this.#one(unit, shard => shard.squareSum(unit, begin, end));
  }

  /** A real test signal, see cpp/signal/audio_signals.h. */
  audio(name: string, length: number, seed: number) {
    return this.#at(0, shard => shard.audio(name, length, seed));
  }

  /** A test signal, see cpp/signal/test_signals.h. */
  signal(
    name: string,
    {n, bin, phase, seed}: {n: number; bin: number; phase: number; seed: number},
  ) {
    return this.#at(0, shard => shard.signal(name, n, bin, phase, seed));
  }

  /**
   * The sound whose spectrogram this is nearest to, with the weight of each sample: towards the two
   * ends the weights fall to 0, and what lies below a tenth of the largest is best left out. The
   * mean of each segment, which the spectrogram does not hold, is missing.
   * @param spectra rows of the spectrogram model's outputs, see spectra.ts
   */
  resynthesise(spectra: Float32Array) {
    return this.#at(0, shard => shard.resynthesise(spectra));
  }

  /** @param unit whose shard is asked */
  #one<Answer>(unit: number, call: (shard: Shard) => Promise<Answer>) {
    return this.#at(this.#division.holderOf(unit), call);
  }

  /** @param index of the shard that is asked */
  async #at<Answer>(index: number, call: (shard: Shard) => Promise<Answer>) {
    if (this.#ended) throw new PoolEnded('The run was begun anew.');
    return this.#pool.one(index, call);
  }

  async #all<Answer>(call: (shard: Shard) => Promise<Answer>) {
    if (this.#ended) throw new PoolEnded('The run was begun anew.');
    return this.#pool.all(call);
  }
}

function joined(parts: Int8Array[]) {
  const whole = new Int8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
