import {formatNpy} from '../formats/npy.js';
import {formatHeader, formatState, readRunFile} from '../formats/run-file.js';
import {checkSetting, completeSettings} from '../settings/check.js';
import {formatRateChanges} from '../settings/rate-changes.js';
import {Pacer} from './pacer.js';
import {Logbook} from './logbook.js';
import {checkedState} from './saved-state.js';
import {isScheduled, lastStep, nextEvaluation} from './schedule.js';
import {settingNamed} from '../settings/table.js';
import {Shards} from './shards.js';
import {verdict} from './verdict.js';

/** @typedef {import('./pool.js').Host} Host */
/** @typedef {import('./protocol.js').State} State */
/** @typedef {import('./logbook.js').Point} Point */
/** @typedef {import('./saved-state.js').SavedState} SavedState */
/** @typedef {import('./shards.js').Schedule} Schedule */
/**
 * @typedef {Pick<Shards, 'snapshot' | 'predict' | 'unitWeights' | 'signal' | 'audio' |
 *   'resynthesise'>} Network
 */
/** @typedef {import('../settings/table.js').Settings} Settings */

/**
 * How far to train.
 * @typedef {object} Goal
 * @property {number} step Infinity: until it has converged
 * @property {boolean} [replay] at full speed
 * @property {boolean} [beyond] on from where it had converged: only divergence ends it
 * @property {boolean} [stepping] asked for by step()
 */

/** Milliseconds between two `progress` events while training, at least. */
const progressInterval = 250;

/**
 * One training run, the same in a browser and in Node.
 *
 * Events: `ready` (there are weights), `statechange` {state, reason}, `progress` (at most 4 a second
 * and at each stop; see Progress). Commands return promises, may be given at any time and are
 * carried out one after the other.
 */
export class Run extends EventTarget {
  #host;
  #settings;
  /** @type {State} */
  #state = 'idle';
  #reason = '';
  /** @type {Shards | null} */
  #shards = null;

  /** @type {Schedule} */
  #schedule = [];
  #logbook = new Logbook();

  #queue = Promise.resolve();
  #training = Promise.resolve();
  #stopping = false;
  /** @type {Goal | null} of training that was paused on its way */
  #unfinished = null;
  /** @type {number | null} where the step() under way ends */
  #stepsTo = null;
  #disposals = 0;
  /** @type {(() => Promise<void>)[]} */
  #betweenSteps = [];
  #pacer = new Pacer();

  /**
   * @param {Host} host
   * @param {Partial<Record<string, unknown>>} [settings] over the defaults
   * @throws {RangeError} naming the setting, its value and what is allowed
   */
  constructor(host, settings = {}) {
    super();
    this.#host = host;
    this.#settings = runnable(settings);
  }

  get state() {
    return this.#state;
  }

  get reason() {
    return this.#reason;
  }

  get settings() {
    return this.#settings;
  }

  get progress() {
    return this.#logbook.progress;
  }

  /** All evaluations so far. @returns {readonly Point[]} */
  get history() {
    return this.#logbook.history;
  }

  /** Learning rate of the next step; null before the run is loaded where it was left open. */
  get learningRate() {
    const {step} = this.progress;
    return this.#schedule.findLast(([begin]) => begin <= step)?.[1] ?? this.#settings.lr;
  }

  /** Workers at work; 0 before the run is loaded. */
  get workers() {
    return this.#shards?.count ?? 0;
  }

  /**
   * What can be asked of the network, while it trains too; null when there are no weights.
   * @returns {Network | null}
   */
  get network() {
    return this.#shards;
  }

  /** Held-out loss of the optimum rounded to float32; null before the run is loaded. */
  get floor() {
    return this.#shards?.floor ?? null;
  }

  /** Learning rate above which the optimiser is unstable; Infinity where that is not known. */
  get stableBound() {
    return this.#shards?.stableBound ?? Infinity;
  }

  /** The settings with the learning-rate changes made so far: a run from them is this run. */
  get replaySettings() {
    const changes = this.#schedule.filter(([step]) => step > 0);
    return {...this.#settings, 'lr-changes': formatRateChanges(changes)};
  }

  /** Seconds spent training. */
  get seconds() {
    return this.#logbook.seconds;
  }

  /** Starts the workers and makes the initial weights. */
  prepare() {
    return this.#command(async () => void (await this.#load()));
  }

  /** Trains until told otherwise; resolves once training has begun. */
  play() {
    return this.#command(async () => {
      if (this.#state === 'running') return;
      const beyond = this.#state === 'converged';
      if (await this.#load()) this.#begin({step: lastStep(this.#settings), beyond});
    });
  }

  /** Goes on with what pause() interrupted, as far as that was to go. */
  resume() {
    return this.#command(async () => {
      if (this.#state === 'paused' && this.#unfinished) this.#begin(this.#unfinished);
    });
  }

  /** Stops after the step at hand; resolves when that is done. */
  pause() {
    return this.#command(() => this.#stop());
  }

  /** Resolves when the training under way, if any, has stopped. */
  async stopped() {
    await this.#queue;
    await this.#training;
  }

  /**
   * Trains `count` steps, then pauses; resolves when that is done.
   * @param {number} [count]
   */
  async step(count = 1) {
    if (!Number.isSafeInteger(count) || count < 1) {
      throw new RangeError(`step(${count}) is not possible: allowed is a whole number from 1.`);
    }
    await this.#command(async () => {
      // Steps that were asked for before and are still to be done are not forgotten.
      const from = this.#state === 'running' ? this.#stepsTo : null;
      await this.#stop();
      if (!(await this.#load())) return;
      this.#begin({step: (from ?? this.progress.step) + count, stepping: true});
    });
    await this.#training;
  }

  /** Back to the start: the same settings and seed, so the same run again. */
  reset() {
    return this.configure({});
  }

  /** A run from another seed. */
  newSeed() {
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    return this.configure({seed});
  }

  /**
   * Changes settings and goes back to the start.
   * @param {Partial<Record<string, unknown>>} changes
   */
  configure(changes) {
    return this.#command(async () => {
      const settings = runnable({...this.#settings, ...changes});
      await this.#restart(settings, []);
    });
  }

  /**
   * Changes the learning rate from the next step on, while training goes on. reset() forgets it,
   * unless it was changed before the first step.
   * @param {number} rate
   */
  setLearningRate(rate) {
    return this.#command(async () => {
      checkSetting('lr', rate);
      await this.#between(async () => {
        const {step} = this.progress;
        if (step === 0) this.#settings = {...this.#settings, lr: rate};
        if (!this.#shards) return;
        this.#schedule = [...this.#schedule.filter(([begin]) => begin < step), [step, rate]];
        await this.#shards.changeLearningRate(step, rate);
      });
    });
  }

  /**
   * Changes how fast steps follow each other.
   * @param {number | 'max'} speed steps a second
   */
  setSpeed(speed) {
    checkSetting('speed', speed);
    this.#settings = {...this.#settings, speed};
    this.#pacer.wake();
  }

  /** @returns {Promise<Uint8Array>} W.npy: float32 (inputs, outputs), so y = x @ W */
  async exportWeights() {
    await this.prepare();
    if (!this.#shards) throw new Error(`There are no weights to export: ${this.#reason}`);
    const {inputs, outputs} = this.#shards.shape;
    return formatNpy([inputs, outputs], (await this.#shards.snapshot()).weights);
  }

  /** @returns {SavedState} */
  getState() {
    return {
      version: 1,
      settings: {...this.#settings},
      schedule: this.#schedule.map(([step, rate]) => [step, rate]),
      step: this.progress.step,
    };
  }

  /**
   * Replays a run up to its step; resolves when it is there.
   * @param {SavedState} saved
   */
  async setState(saved) {
    const {settings, schedule, step} = checkedState(saved);
    lastStep(settings);
    await this.#command(async () => {
      await this.#restart(settings, schedule);
      if ((await this.#load()) && step > 0) this.#begin({step, replay: true});
    });
    await this.#training;
  }

  /**
   * Writes the whole run, weights and optimiser included, between two steps.
   * @param {(bytes: Uint8Array) => Promise<unknown>} write pieces of a file, in order
   */
  save(write) {
    return this.#command(async () => {
      if (!(await this.#load())) throw new Error(`There is nothing to save: ${this.#reason}`);
      await this.#between(async () => {
        const {loss} = this.progress;
        await write(formatHeader({...this.getState(), loss, ...this.#logbook.saved()}));
        const shards = /** @type {Shards} */ (this.#shards);
        for await (const state of shards.states()) await write(formatState(state));
      });
    });
  }

  /**
   * Goes on with a saved run, bit for bit. If it cannot be read, this run is back at its start.
   * @param {import('../formats/run-file.js').Read} read
   * @param {Partial<Record<string, unknown>>} [changes] to settings that do not touch the weights
   * @throws {TypeError | RangeError} saying what is wrong with the file
   */
  async open(read, changes = {}) {
    const {header, states} = await readRunFile(read);
    const {settings, schedule, step} = checkedState(header);
    await this.#command(async () => {
      await this.#restart(runnable({...settings, ...changes}), schedule);
      if (!(await this.#load())) return;
      const shards = /** @type {Shards} */ (this.#shards);
      try {
        await shards.restore(states, step);
      } catch (error) {
        await this.#restart(this.#settings, []);
        throw error;
      }
      const outcome = {step, loss: header.loss ?? NaN, evaluation: null};
      this.#logbook = Logbook.restored(header, outcome, this.#settings);
      this.#publish();
      this.#setState('paused', '');
    });
  }

  /** Ends the workers. The run can be used again: it starts afresh. */
  async dispose() {
    this.#disposals++; // commands given before are not carried out
    this.#stopping = true;
    this.#pacer.wake();
    this.#shards?.dispose();
    await this.#queue;
    await this.#training;
    this.#shards?.dispose();
    this.#shards = null;
    this.#toStart([]);
  }

  /**
   * Carries out commands one after the other; one that fails does not stop the next.
   * @param {() => Promise<void>} command
   */
  #command(command) {
    const given = this.#disposals;
    const result = this.#queue.then(() => (given === this.#disposals ? command() : undefined));
    this.#queue = result.catch(() => {});
    return result;
  }

  /** @param {Schedule} schedule */
  #toStart(schedule) {
    this.#schedule = schedule;
    this.#unfinished = null;
    this.#logbook = new Logbook();
    this.#setState('idle', '');
  }

  /**
   * @param {Settings} settings
   * @param {Schedule} schedule empty: the settings' learning rate
   */
  async #restart(settings, schedule) {
    await this.#stop();
    const wasLoaded = this.#shards !== null || this.#state === 'error';
    this.#settings = settings;
    this.#toStart(schedule);
    if (wasLoaded) await this.#load({afresh: true});
  }

  /**
   * Sees to it that there are shards; false when that failed.
   * @param {{afresh?: boolean}} [options] afresh: with initial weights even if there are some
   */
  async #load({afresh = false} = {}) {
    if (this.#shards && !afresh) return true;
    const given = this.#disposals;
    this.#logbook = new Logbook();
    this.#setState('loading', '');
    try {
      const workers = workerCount(this.#settings, this.#host.cores);
      if (this.#shards?.count !== workers) {
        this.#shards?.dispose();
        this.#shards = null;
        this.#shards = await Shards.launch(this.#host, workers);
        if (given !== this.#disposals) throw new Error('The run was disposed of.');
      }
      this.#schedule = await this.#shards.start(this.#settings, this.#schedule);
      this.#logbook.add(await this.#shards.advance(0, true), this.#settings);
    } catch (error) {
      if (given === this.#disposals) this.#fail(error);
      return false;
    }
    if (given !== this.#disposals) return false;
    this.#setState('idle', '');
    this.dispatchEvent(new CustomEvent('ready'));
    this.#publish();
    return true;
  }

  /** @param {Goal} goal */
  #begin(goal) {
    this.#stopping = false;
    this.#unfinished = null;
    this.#stepsTo = goal.stepping ? goal.step : null;
    this.#setState('running', '');
    const given = this.#disposals;
    this.#training = this.#train(goal).catch(error => {
      if (given === this.#disposals) this.#fail(error);
    });
  }

  /** @param {Goal} goal */
  async #train(goal) {
    this.#pacer.start();
    let since = performance.now();
    /** @type {ReturnType<typeof verdict>} */
    let ending = null;
    while (!this.#stopping && !ending && this.progress.step < goal.step) {
      const due = await this.#pacer.allowedSteps(goal.replay ? 'max' : this.#settings.speed);
      for (const act of this.#betweenSteps.splice(0)) await act();
      if (this.#stopping || due === 0) continue;
      ending = await this.#advance(due, goal);
      this.#logbook.seconds += (performance.now() - since) / 1000;
      since = performance.now();
      this.#publish(progressInterval);
    }
    for (const act of this.#betweenSteps.splice(0)) await act();
    this.#publish();
    const arrived = this.progress.step >= goal.step;
    if (!arrived && !ending) this.#unfinished = goal;
    const paused = arrived ? `Step ${goal.step} reached, as asked.` : '';
    this.#setState(ending?.state ?? 'paused', ending?.reason ?? paused);
  }

  /**
   * @param {number} due steps that may be done now
   * @param {Goal} goal
   */
  async #advance(due, goal) {
    const shards = /** @type {Shards} */ (this.#shards);
    const {step} = this.progress;
    const target = Math.min(nextEvaluation(step, this.#settings), goal.step, step + due);
    const evaluate = target === nextEvaluation(step, this.#settings) || target === goal.step;
    const outcome = await shards.advance(target, evaluate);
    this.#logbook.add(outcome, this.#settings);
    if (!outcome.evaluation) return null;
    // Evaluations that someone's step() asked for in between must not move the end of a run.
    const counted = this.history.filter(
      point => point.step === target || isScheduled(point.step, this.#settings),
    );
    const ending = verdict(
      {
        losses: counted.map(point => point.heldOutLoss),
        floor: shards.floor,
        targetLoss: this.#settings['target-loss'],
      },
      {
        rate: this.learningRate ?? NaN,
        bound: shards.stableBound,
        batch: this.#settings.batch,
      },
    );
    // A run of so many steps goes exactly that far; one told to go on does not stop again.
    const goesOn = goal.step < Infinity || goal.beyond;
    return ending?.state === 'converged' && goesOn ? null : ending;
  }

  /** Ends the training under way after the step at hand. */
  async #stop() {
    this.#stopping = true;
    await this.#halt();
    await this.#training;
  }

  async #halt() {
    this.#pacer.wake();
    if (this.#state === 'running') await this.#shards?.halt().catch(() => {}); // #train reports it
  }

  /**
   * Does something while no shard is in the middle of a step.
   * @param {() => Promise<void>} act
   */
  async #between(act) {
    if (this.#state !== 'running') return act();
    const done = new Promise((resolve, reject) => {
      this.#betweenSteps.push(() => act().then(resolve, reject));
    });
    await this.#halt();
    await Promise.race([done, this.#training]);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#shards?.dispose();
    this.#shards = null;
    this.#betweenSteps = [];
    this.#setState('error', error instanceof Error ? error.message : String(error));
  }

  /**
   * @param {State} state
   * @param {string} reason
   */
  #setState(state, reason) {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    this.dispatchEvent(new CustomEvent('statechange', {detail: {state, reason}}));
  }

  /** @param {number} [interval] milliseconds since the last time, at least */
  #publish(interval = 0) {
    if (!this.#logbook.isDue(interval)) return;
    this.dispatchEvent(new CustomEvent('progress', {detail: this.progress}));
  }
}

/**
 * @param {Settings} settings
 * @param {number} cores
 */
function workerCount({workers, model}, cores) {
  const {max = 1} = settingNamed('workers');
  return workers ?? (model === 'spectrogram' ? Math.min(cores, max) : 1);
}

/**
 * Complete settings that a run can be made from.
 * @param {Partial<Record<string, unknown>>} given
 */
function runnable(given) {
  const settings = completeSettings(given);
  lastStep(settings);
  return settings;
}
