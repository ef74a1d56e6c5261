import {cellOf} from '../settings/cell.js';
import {whyUnused} from '../settings/fitted.js';
import {parseRateChanges} from '../settings/rate-changes.js';
import {Division} from './division.js';
import {matrixOf} from '../settings/matrix-of.js';
import {settingNamed} from '../settings/table.js';
import {Network} from './network.js';
import {Pool, PoolEnded} from './pool.js';
import {inMegabytes, shardMemory} from './shard-memory.js';
import {ShardStates} from './shard-states.js';

/** @typedef {import('./pool.js').Host} Host */
/** @typedef {import('./protocol.js').Report} Report */
/** @typedef {import('./protocol.js').ShardConfig} ShardConfig */
/** @typedef {import('../settings/table.js').Settings} Settings */

/**
 * @typedef {object} Outcome of steps, merged over the shards
 * @property {number} step steps completed, or left open: see Shards.isOpen
 * @property {number} position steps done with the share, about, of the one left open
 * @property {number | null} loss mean squared error of the last batch; NaN before the first, null
 *   where the step was left open
 * @property {{heldOutLoss: number, weightError: number} | null} evaluation where one was done
 */

/** @typedef {import('../settings/rate-changes.js').RateChanges} Schedule */

/** kHeldOutExamples of cpp/train/evaluation.h. */
const heldOutExamples = 512;

/** Settings that say how much memory training takes. */
const memorySettings = /** @type {const} */ ([
  'model',
  'n',
  'nperseg',
  'hop',
  'units',
  'optimizer',
  'batch',
  'workers',
]);

/** Milliseconds that code and workers may take to come: a server that never answers is told of. */
const longestLaunch = 60_000;
const tooLate =
  'The training code has not come within a minute. Check the connection and press Reset.';

/** Milliseconds that halted shards have to come to the end of the step at hand. */
const patience = 60;

/**
 * The shards of one run, in as many workers: told what to do together, heard as one.
 */
export class Shards {
  #pool;
  #division = new Division({inputs: 0, outputs: 0, units: 0, rows: 0, columns: 0}, 0);
  #network;
  #states;
  #optimumNorm = 0;
  #open = false;
  #halted = false;

  /** Held-out loss of the optimum rounded to float32: as low as it goes. */
  floor = 0;
  /** About what it costs to round each output once: where the floor is less, it is chance. */
  #rounding = 0;
  /** Learning rate above which the optimiser is unstable; Infinity where that is not known. */
  stableBound = Infinity;
  /** Matrix kernel in use: relaxed or simd128. */
  kernel = '';

  /** @param {Pool} pool */
  constructor(pool) {
    this.#pool = pool;
    this.#network = new Network(pool, this.#division);
    this.#states = new ShardStates(pool, this.#division);
  }

  /**
   * Starts `count` workers, each with the compiled core.
   * @param {Host} host
   * @param {number} count
   * @param {{signal: AbortSignal, onFailure: (reason: Error) => void}} options signal: nobody waits
   *   for it any more; onFailure: the workers have died
   * @throws {Error} in words
   */
  static async launch(host, count, {signal, onFailure}) {
    const pool = new Pool(host, count, onFailure);
    const end = () => pool.dispose();
    const timer = setTimeout(() => pool.dispose(new PoolEnded(tooLate)), longestLaunch);
    signal.addEventListener('abort', end);
    try {
      const core = await pool.whileAlive(host.compileCore(signal));
      await pool.all(shard => shard.load(core));
      return new Shards(pool);
    } catch (error) {
      pool.dispose();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  get count() {
    return this.#pool.size;
  }

  /** What can be asked of the network. */
  get network() {
    return this.#network;
  }

  /** What a saved run holds of it. */
  get states() {
    return this.#states;
  }

  /**
   * Mean square of the targets, for which a loss is large or small: of white noise every output's
   * variance is the sum of the squares of its weights.
   */
  get targetPower() {
    return this.#optimumNorm ** 2 / this.#division.shape.outputs;
  }

  /**
   * Gives every worker its share of the columns, with initial weights.
   * @param {Settings} settings
   * @param {Readonly<Schedule>} schedule empty: as the settings say
   * @returns {Promise<Schedule>} the schedule in force
   */
  async start(settings, schedule) {
    const {model, n, seed, optimizer, lr, batch, examples, data, kernel} = settings;
    const pool = this.#pool;
    /** @type {ShardConfig} */
    const config = {
      model,
      n,
      ...cellOf(settings),
      matrix: matrixOf(settings),
      seed,
      optimizer,
      learningRate: 1,
      decaySteps: settings['decay-steps'] ?? 0,
      batch,
      examples: examples === 'streaming' ? 0 : examples,
      tones: data === 'tones',
      kernel,
      units: {begin: 0, end: 0},
      shard: 0,
      shards: 1,
    };
    this.#open = false;
    this.#network.end(); // its questions are about what was there before
    await pool.all(shard => shard.release());
    const shape = await pool.first(shard => shard.shape(config));
    config.learningRate = lr ?? (await pool.first(shard => shard.defaultLearningRate(config)));
    this.stableBound = await pool.first(shard => shard.stableBound(config));
    this.kernel = await pool.first(shard => shard.kernelInUse(kernel));
    pool.keep(shape.units); // an empty share would stand for all
    const changes = parseRateChanges(settings['lr-changes'] ?? '') ?? [];
    /** @type {Schedule} */
    const inForce = schedule.length > 0 ? [...schedule] : [[0, config.learningRate], ...changes];
    const division = new Division(shape, pool.size);
    await this.#reserve(settings, config, division);
    const starts = await pool.all(async (shard, i) => {
      const share = {units: division.shares[i], shard: i, shards: pool.size};
      const start = await shard.start({...config, ...share});
      for (const [step, rate] of inForce) await shard.changeLearningRate(step, rate);
      return start;
    });
    division.columns = starts.map(start => start.columns);
    this.#division = division;
    this.#network = new Network(pool, division);
    this.#states = new ShardStates(pool, division);
    this.floor = this.#heldOutMean(starts.map(start => start.floorSquares));
    this.#optimumNorm = Math.sqrt(sumOfUnits(starts.map(start => start.optimumSquares)));
    this.#rounding = 2 ** -48 * (this.#optimumNorm ** 2 / shape.outputs);
    return inForce;
  }

  /**
   * Has every worker make room for its share: after that, memory does not run out.
   * @param {Settings} settings
   * @param {ShardConfig} config
   * @param {Division} division
   * @throws {RangeError} where there is not so much
   */
  async #reserve(settings, config, {shape, shares}) {
    const pool = this.#pool;
    const bytes = shares.map(share => shardMemory(config, shape, share, pool.size));
    const had = await pool.all((shard, i) => shard.reserve(bytes[i]));
    if (had.every(Boolean)) return;
    const all = inMegabytes(bytes.reduce((sum, some) => sum + some));
    const sizes = sizesOf(settings, pool.size);
    throw new RangeError(
      `Training takes ${all} of memory with ${sizes}, and there is not so much here: ` +
        'with other values it takes less.',
    );
  }

  /** The floor that training can be expected to come near: weights such as 0 and 1 have none. */
  get reachableFloor() {
    return this.floor < this.#rounding / 10 ? this.#rounding : this.floor;
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
   * Goes on from a saved run.
   * @param {AsyncIterable<import('./shard-states.js').UnitState>} states all of them, in any order
   * @param {number} step completed
   */
  async restore(states, step) {
    await this.#states.restore(states, step);
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

  /** @param {Report[]} reports */
  #batchMean(reports) {
    const squares = sumOfUnits(reports.map(report => report.batchSquares));
    return squares / (reports[0].batchSize * this.#division.shape.outputs);
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
    return sumOfUnits(squares) / (heldOutExamples * this.#division.shape.outputs);
  }
}

/**
 * The settings that memory depends on, in words.
 * @param {Settings} settings
 * @param {number} workers
 */
function sizesOf(settings, workers) {
  const {hop, hidden} = cellOf(settings);
  const values = {...settings, hop, units: hidden, workers};
  return memorySettings
    .filter(key => !whyUnused(settingNamed(key), settings))
    .map(key => `${key}=${values[key]}`)
    .join(', ');
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
