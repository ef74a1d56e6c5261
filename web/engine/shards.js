import {transfer} from 'comlink';
import {parseRateChanges} from '../settings/rate-changes.js';
import {Pool} from './pool.js';

/** @typedef {import('./pool.js').Host} Host */
/** @typedef {import('./protocol.js').Report} Report */
/** @typedef {import('./protocol.js').ShardConfig} ShardConfig */
/** @typedef {import('./protocol.js').Shape} Shape */
/** @typedef {import('../settings/table.js').Settings} Settings */

/**
 * @typedef {object} Snapshot
 * @property {Float32Array} weights row-major (inputs, outputs)
 * @property {Float32Array | null} prediction of the signal given, (rows, outputs)
 * @property {Float32Array | null} reference what the true transform makes of it, likewise
 */

/**
 * @typedef {object} Outcome of steps, merged over the shards
 * @property {number} step steps completed, or left open: see Shards.isOpen
 * @property {number} position steps done with the share, about, of the one left open
 * @property {number | null} loss mean squared error of the last batch; NaN before the first, null
 *   where the step was left open
 * @property {{heldOutLoss: number, weightError: number} | null} evaluation where one was done
 */

/** @typedef {import('../settings/rate-changes.js').RateChanges} Schedule */
/** @typedef {{unit: number, array: number, values: Float32Array}} UnitState */

/** kHeldOutExamples of cpp/train/evaluation.h. */
const heldOutExamples = 512;

/** Milliseconds that halted shards have to come to the end of the step at hand. */
const patience = 60;

/** Bytes of weights that are asked for at a time, about. */
const weightsAtATime = 2 ** 21;

/**
 * The shards of one run, in as many workers: told what to do together, heard as one.
 */
export class Shards {
  #pool;
  /** @type {Shape} */
  #shape = {inputs: 0, outputs: 0, units: 0};
  /** @type {Int32Array[]} by shard: numbers of its columns in the whole matrix */
  #columns = [];
  /** @type {{begin: number, end: number}[]} by shard: its units */
  #shares = [];
  #optimumNorm = 0;
  #open = false;
  #halted = false;

  /** Held-out loss of the optimum rounded to float32: as low as it goes. */
  floor = 0;
  /** Learning rate above which the optimiser is unstable; Infinity where that is not known. */
  stableBound = Infinity;
  /** Matrix kernel in use: relaxed or simd128. */
  kernel = '';

  /** @param {Pool} pool */
  constructor(pool) {
    this.#pool = pool;
  }

  /**
   * Starts `count` workers, each with the compiled core.
   * @param {Host} host
   * @param {number} count
   */
  static async launch(host, count) {
    const pool = new Pool(host, count);
    try {
      const core = await host.compileCore();
      await pool.all(shard => shard.load(core));
      return new Shards(pool);
    } catch (error) {
      pool.dispose();
      throw error;
    }
  }

  get count() {
    return this.#pool.size;
  }

  get shape() {
    return this.#shape;
  }

  /**
   * Gives every worker its share of the columns, with initial weights.
   * @param {Settings} settings
   * @param {Readonly<Schedule>} schedule empty: as the settings say
   * @returns {Promise<Schedule>} the schedule in force
   */
  async start(settings, schedule) {
    const {model, n, seed, optimizer, lr, batch, examples, kernel} = settings;
    const pool = this.#pool;
    this.#shape = await pool.first(shard => shard.shape(model, n));
    /** @type {ShardConfig} */
    const config = {
      model,
      n,
      seed,
      optimizer,
      learningRate: 1,
      batch,
      examples: examples === 'streaming' ? 0 : examples,
      kernel,
      units: {begin: 0, end: this.#shape.units},
      shard: 0,
      shards: 1,
    };
    config.learningRate = lr ?? (await pool.first(shard => shard.defaultLearningRate(config)));
    this.stableBound = await pool.first(shard => shard.stableBound(config));
    this.kernel = await pool.first(shard => shard.kernelInUse(kernel));
    pool.keep(this.#shape.units); // an empty share would stand for all
    const changes = parseRateChanges(settings['lr-changes'] ?? '') ?? [];
    /** @type {Schedule} */
    const inForce = schedule.length > 0 ? [...schedule] : [[0, config.learningRate], ...changes];
    this.#shares = dividedUnits(this.#shape.units, pool.size);
    this.#open = false;
    const starts = await pool.all(async (shard, i) => {
      const share = {units: this.#shares[i], shard: i, shards: pool.size};
      const start = await shard.start({...config, ...share});
      for (const [step, rate] of inForce) await shard.changeLearningRate(step, rate);
      return start;
    });
    this.#columns = starts.map(start => start.columns);
    this.floor = this.#heldOutMean(starts.map(start => start.floorSquares));
    this.#optimumNorm = Math.sqrt(sumOfUnits(starts.map(start => start.optimumSquares)));
    return inForce;
  }

  /**
   * Whether halted shards were left in the middle of a step: all have done the one before it. To
   * advance() to that step or beyond completes it.
   */
  get isOpen() {
    return this.#open;
  }

  /**
   * Trains to step `target` and evaluates there if asked. After halt() the step of all shards is the
   * latest that any of them has begun; where it cannot be completed at once, it stays open.
   * @param {number} target
   * @param {boolean} evaluate
   * @returns {Promise<Outcome>}
   */
  async advance(target, evaluate) {
    this.#halted = false;
    let reports = await this.#advanceAll(target, evaluate);
    const complete = (/** @type {Report} */ report) =>
      report.step === target && (!evaluate || report.heldOutSquares !== null);
    let step = target;
    if (!reports.every(complete)) {
      step = Math.max(...reports.map(report => report.begun));
      const evaluateHere = evaluate && step === target;
      this.#halted = true;
      reports = await this.#advanceAll(step, evaluateHere);
    }
    this.#open = reports.some(report => report.step < step);
    return {
      step,
      position: this.#open ? mean(reports.map(report => report.position)) : step,
      loss: this.#open ? null : this.#batchMean(reports),
      evaluation: this.#open ? null : this.#evaluationOf(reports),
    };
  }

  /** As `position` of an outcome; answered while the shards advance, too. */
  async position() {
    return mean(await this.#pool.all(shard => shard.position()));
  }

  /**
   * Has all shards advance until one of them has reason to stop. What they have in common and sum
   * in parts is exchanged on the way, when all parts are there.
   * @param {number} target
   * @param {boolean} evaluate
   */
  async #advanceAll(target, evaluate) {
    for (;;) {
      const time = this.#halted ? patience : Infinity;
      const reports = await this.#pool.all(shard => shard.advance(target, evaluate, time));
      if (!reports.every(report => report.awaitsParts)) return reports;
      await this.#exchangeParts();
    }
  }

  async #exchangeParts() {
    const parts = await this.#pool.all(shard => shard.part());
    await this.#pool.all(async (shard, index) => {
      for (const [i, values] of parts.entries()) {
        if (i !== index) await shard.setPart(i, values);
      }
    });
  }

  /** Ends `advance` within a slice, and `keep` soon. */
  async halt() {
    this.#halted = true;
    await this.#pool.all(shard => shard.halt());
  }

  /**
   * @param {number} step from which the rate holds
   * @param {number} rate
   */
  async changeLearningRate(step, rate) {
    await this.#pool.all(shard => shard.changeLearningRate(step, rate));
  }

  /**
   * The weights now and, where a signal (rows of `inputs` values) is given, what the network and
   * the true transform make of it. Answered between two slices of training.
   * @param {Float32Array} [signal]
   * @returns {Promise<Snapshot>}
   */
  async snapshot(signal) {
    const parts = await this.#pool.all(shard => shard.snapshot(signal ?? null, true));
    const [{prediction, reference}] = parts;
    return {
      weights: this.#whole(parts.map(part => part.weights)),
      prediction: prediction && this.#whole(parts.map(part => part.prediction)),
      reference: reference && this.#whole(parts.map(part => part.reference)),
    };
  }

  /**
   * What the network makes of a signal (rows of `inputs` values), and what the true transform does.
   * @param {Float32Array} signal
   * @returns {Promise<{prediction: Float32Array, reference: Float32Array}>}
   */
  async predict(signal) {
    const parts = await this.#pool.all(shard => shard.snapshot(signal, false));
    return {
      prediction: this.#whole(parts.map(part => part.prediction)),
      reference: this.#whole(parts.map(part => part.reference)),
    };
  }

  /** The weights now, some rows at a time. @returns {AsyncGenerator<Float32Array>} */
  async *weightRows() {
    const {inputs, outputs} = this.#shape;
    const count = Math.ceil(weightsAtATime / (4 * outputs));
    for (let begin = 0; begin < inputs; begin += count) {
      const end = Math.min(begin + count, inputs);
      yield this.#whole(await this.#pool.all(shard => shard.weightRows(begin, end)));
    }
  }

  /**
   * The weights of one unit from inputs begin ... end-1 now, row-major (end - begin, unit's columns).
   * @param {number} unit
   * @param {number} begin
   * @param {number} end
   */
  unitRows(unit, begin, end) {
    return this.#pool.one(this.#holderOf(unit), shard => shard.unitRows(unit, begin, end));
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
      this.#shares.flatMap((share, index) => {
        const [from, to] = [Math.max(begin, share.begin), Math.min(end, share.end)];
        const whole = from === begin && to === end;
        const memory = whole && spare ? transfer(spare, [spare.buffer]) : null;
        return from < to
          ? [this.#pool.one(index, shard => shard.picture(from, to, limit, memory))]
          : [];
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
    return this.#pool.one(this.#holderOf(unit), shard => shard.squareSum(unit, begin, end));
  }

  /**
   * A real test signal, see cpp/signal/audio_signals.h.
   * @param {string} name
   * @param {number} length
   * @param {number} seed
   */
  audio(name, length, seed) {
    return this.#pool.first(shard => shard.audio(name, length, seed));
  }

  /**
   * A test signal, see cpp/signal/test_signals.h.
   * @param {string} name
   * @param {{n: number, bin: number, phase: number, seed: number}} options
   */
  signal(name, {n, bin, phase, seed}) {
    return this.#pool.first(shard => shard.signal(name, n, bin, phase, seed));
  }

  /**
   * The sound whose spectrogram this is nearest to, with the weight of each sample: towards the two
   * ends the weights fall to 0, and what lies below a tenth of the largest is best left out. The
   * mean of each segment, which the spectrogram does not hold, is missing.
   * @param {Float32Array} spectra rows of the spectrogram model's outputs, see spectra.js
   */
  resynthesise(spectra) {
    return this.#pool.first(shard => shard.resynthesise(spectra));
  }

  /**
   * What a saved run holds, array by array: for each unit its weights, then what the optimiser
   * remembers of them. Between steps only.
   * @returns {AsyncGenerator<UnitState>}
   */
  async *states() {
    const arrays = await this.#pool.first(shard => shard.stateArrays());
    for (const [index, {begin, end}] of this.#shares.entries()) {
      for (let unit = begin; unit < end; unit++) {
        for (let array = 0; array < arrays; array++) {
          const values = await this.#pool.one(index, shard => shard.unitState(unit, array));
          yield {unit, array, values};
        }
      }
    }
  }

  /** How many arrays states() gives. */
  async stateCount() {
    return this.#shape.units * (await this.#pool.first(shard => shard.stateArrays()));
  }

  /**
   * Has each worker write its states to the browser's shelf. Between steps only; halt() ends it.
   * @param {import('../storage/run-shelf.js').Place} place
   * @returns {Promise<boolean>} whether all were written
   */
  async keep(place) {
    // One after the other: the database holds some copies of what each is writing.
    for (let index = 0; index < this.#pool.size; index++) {
      if (!(await this.#pool.one(index, shard => shard.keep(place)))) return false;
    }
    return true;
  }

  /**
   * Puts a saved run in the place of this one.
   * @param {AsyncIterable<UnitState>} states all of them, in any order
   * @param {number} step completed
   */
  async restore(states, step) {
    const {units, inputs, outputs} = this.#shape;
    const arrays = await this.#pool.first(shard => shard.stateArrays());
    /** @type {Set<string>} */
    const missing = new Set();
    for (let unit = 0; unit < units; unit++) {
      for (let array = 0; array < arrays; array++) missing.add(`${unit}/${array}`);
    }
    for await (const {unit, array, values} of states) {
      if (!missing.delete(`${unit}/${array}`) || values.length !== (inputs * outputs) / units) {
        throw new TypeError(
          `array ${array} of unit ${unit} with ${values.length} values does not belong to this model`,
        );
      }
      await this.#pool.one(this.#holderOf(unit), shard => shard.setUnitState(unit, array, values));
    }
    if (missing.size > 0) {
      throw new TypeError(`${missing.size} of ${units * arrays} arrays are missing`);
    }
    await this.#pool.all(shard => shard.resumeAt(step));
    this.#open = false;
  }

  /** Ends the workers once they have answered what they were asked. */
  async retire() {
    await this.#pool.answered();
    this.#pool.dispose();
  }

  /** Ends the workers; whatever waits for them is rejected. */
  dispose() {
    this.#pool.dispose();
  }

  /** @param {number} unit */
  #holderOf(unit) {
    return this.#shares.findIndex(({begin, end}) => unit >= begin && unit < end);
  }

  /** @param {Report[]} reports */
  #batchMean(reports) {
    const squares = sumOfUnits(reports.map(report => report.batchSquares));
    return squares / (reports[0].batchSize * this.#shape.outputs);
  }

  /** @param {Report[]} reports */
  #evaluationOf(reports) {
    const heldOut = reports.flatMap(report => report.heldOutSquares ?? []);
    if (heldOut.length < reports.length) return null;
    const weightErrors = reports.flatMap(report => report.weightErrorSquares ?? []);
    return {
      heldOutLoss: this.#heldOutMean(heldOut),
      weightError: Math.sqrt(sumOfUnits(weightErrors)) / this.#optimumNorm,
    };
  }

  /** @param {Float64Array[]} squares */
  #heldOutMean(squares) {
    return sumOfUnits(squares) / (heldOutExamples * this.#shape.outputs);
  }

  /**
   * The columns of all shards in one row-major matrix.
   * @param {(Float32Array | null)[]} parts by shard, each (rows, its columns)
   */
  #whole(parts) {
    const {outputs} = this.#shape;
    // A shard's columns ascend: one that has all of them has the whole matrix.
    if (parts.length === 1) return /** @type {Float32Array} */ (parts[0]);
    const rows = /** @type {Float32Array} */ (parts[0]).length / this.#columns[0].length;
    const whole = new Float32Array(rows * outputs);
    parts.forEach((values, shard) => {
      const columns = this.#columns[shard];
      for (let row = 0, from = 0; row < rows; row++) {
        for (const column of columns) {
          whole[row * outputs + column] = /** @type {Float32Array} */ (values)[from++];
        }
      }
    });
    return whole;
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

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Over all units of all shards in ascending order: the same bits for any division into shards.
 * @param {Float64Array[]} squares
 */
function sumOfUnits(squares) {
  let sum = 0;
  for (const units of squares) {
    for (const square of units) sum += square;
  }
  return sum;
}

/**
 * A fair share of `units` for each of `count` shards.
 * @param {number} units
 * @param {number} count
 */
export function dividedUnits(units, count) {
  return Array.from({length: count}, (_, i) => ({
    begin: Math.floor((i * units) / count),
    end: Math.floor(((i + 1) * units) / count),
  }));
}
