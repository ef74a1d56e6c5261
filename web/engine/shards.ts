import {cellOf} from '../settings/cell.ts';
import {whyUnused} from '../settings/fitted.ts';
import {parseRateChanges} from '../settings/rate-changes.ts';
import {Division} from './division.ts';
import {matrixOf} from '../settings/matrix-of.ts';
import {settingNamed} from '../settings/table.ts';
import {Network} from './network.ts';
import {Pool, PoolEnded} from './pool.ts';
import {inMegabytes, shardMemory} from './shard-memory.ts';
import {ShardStates} from './shard-states.ts';
import type {Host} from './pool.ts';
import type {Report, ShardConfig} from './protocol.ts';
import type {Settings} from '../settings/table.ts';
import type {RateChanges as Schedule} from '../settings/rate-changes.ts';
import type {UnitState} from '../formats/run-file.ts';

/** What came of steps, merged over the shards. */
export interface Outcome {
  /** steps completed, or left open: see Shards.isOpen */
  step: number;
  /** steps done with the share, about, of the one left open */
  position: number;
  /**
   * mean squared error of the last batch; NaN before the first, null where the step was left open
   */
  loss: number | null;
  /** where one was done */
  evaluation: {heldOutLoss: number; weightError: number} | null;
}

/** kHeldOutExamples of cpp/train/evaluation.h. */
const heldOutExamples = 512;

/** Settings that say how much memory training takes. */
const memorySettings = [
  'model',
  'n',
  'nperseg',
  'hop',
  'units',
  'optimizer',
  'batch',
  'workers',
] as const;

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

  constructor(pool: Pool) {
    this.#pool = pool;
    this.#network = new Network(pool, this.#division);
    this.#states = new ShardStates(pool, this.#division);
  }

  /**
   * Starts `count` workers, each with the compiled core.
   * @param options signal: nobody waits for it any more; onFailure: the workers have died
   * @throws Error in words
   */
  static async launch(
    host: Host,
    count: number,
    {signal, onFailure}: {signal: AbortSignal; onFailure: (reason: Error) => void},
  ) {
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
   * @param schedule empty: as the settings say
   * @returns the schedule in force
   */
  async start(settings: Settings, schedule: Readonly<Schedule>): Promise<Schedule> {
    const {model, n, seed, optimizer, lr, batch, examples, data, kernel} = settings;
    const pool = this.#pool;
    const config: ShardConfig = {
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
    const inForce: Schedule =
      schedule.length > 0 ? [...schedule] : [[0, config.learningRate], ...changes];
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
   * @throws RangeError where there is not so much
   */
  async #reserve(settings: Settings, config: ShardConfig, {shape, shares}: Division) {
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
   */
  async advance(target: number, evaluate: boolean): Promise<Outcome> {
    this.#halted = false;
    let reports = await this.#advanceAll(target, evaluate);
    const complete = (report: Report) =>
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
   */
  async #advanceAll(target: number, evaluate: boolean) {
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

  /** @param step from which the rate holds */
  async changeLearningRate(step: number, rate: number) {
    await this.#pool.all(shard => shard.changeLearningRate(step, rate));
  }

  /**
   * Goes on from a saved run.
   * @param states all of them, in any order
   * @param step completed
   */
  async restore(states: AsyncIterable<UnitState>, step: number) {
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

  #batchMean(reports: Report[]) {
    const squares = sumOfUnits(reports.map(report => report.batchSquares));
    return squares / (reports[0].batchSize * this.#division.shape.outputs);
  }

  #evaluationOf(reports: Report[]) {
    const heldOut = reports.flatMap(report => report.heldOutSquares ?? []);
    if (heldOut.length < reports.length) return null;
    const weightErrors = reports.flatMap(report => report.weightErrorSquares ?? []);
    return {
      heldOutLoss: this.#heldOutMean(heldOut),
      weightError: Math.sqrt(sumOfUnits(weightErrors)) / this.#optimumNorm,
    };
  }

  #heldOutMean(squares: Float64Array[]) {
    return sumOfUnits(squares) / (heldOutExamples * this.#division.shape.outputs);
  }
}

/** The settings that memory depends on, in words. */
function sizesOf(settings: Settings, workers: number) {
  const {hop, hidden} = cellOf(settings);
  const values = {...settings, hop, units: hidden, workers};
  return memorySettings
    .filter(key => !whyUnused(settingNamed(key), settings))
    .map(key => `${key}=${values[key]}`)
    .join(', ');
}

function mean(values: number[]) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Over all units of all shards in ascending order: the same bits for any division into shards.
 */
function sumOfUnits(squares: Float64Array[]) {
  let sum = 0;
  for (const units of squares) {
    for (const square of units) sum += square;
  }
  return sum;
}
