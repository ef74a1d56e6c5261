import {checkSetting, completeSettings} from '../settings/check.js';
import {changed, whyUnused} from '../settings/fitted.js';
import {Commands} from './commands.js';
import {stateAtEnd} from './ending.js';
import {RunState, workerCount} from './run-state.js';
import {keepRun, readSavedRun, restoreRun, writeRun} from './saved-run.js';
import {checkedState} from './saved-state.js';
import {lastStep} from './schedule.js';
import {settingNamed} from '../settings/table.js';
import {Training} from './training.js';
import {weightsFile} from './weights-file.js';

/** @typedef {import('./pool.js').Host} Host */
/** @typedef {import('./logbook.js').Point} Point */
/** @typedef {import('./saved-state.js').SavedState} SavedState */
/** @typedef {import('./shards.js').Schedule} Schedule */
/** @typedef {import('./shards.js').Shards} Shards */
/** @typedef {import('../settings/table.js').Settings} Settings */

/**
 * One training run, the same in a browser and in Node.
 *
 * Events: `ready` (there are weights), `statechange` {state, reason}, `progress` (at most 4 a second
 * and at each stop; see Progress). Commands return promises, may be given at any time and are
 * carried out one after the other.
 */
export class Run extends EventTarget {
  #host;
  #run;
  #commands = new Commands();
  #training;
  /** @type {Promise<unknown> | null} the keep() under way */
  #keeping = null;

  /**
   * @param {Host} host
   * @param {Partial<Record<string, unknown>>} [settings] over the defaults
   * @throws {RangeError} naming the setting, its value and what is allowed
   */
  constructor(host, settings = {}) {
    super();
    this.#host = host;
    this.#run = new RunState(completeSettings(settings), this);
    this.#training = new Training(this.#run, this.#commands);
  }

  get state() {
    return this.#run.state;
  }

  get reason() {
    return this.#run.reason;
  }

  get settings() {
    return this.#run.settings;
  }

  get progress() {
    return this.#run.logbook.progress;
  }

  /** All evaluations so far. @returns {readonly Point[]} */
  get history() {
    return this.#run.logbook.history;
  }

  /** Learning rate of the next step, where it decays before that; null before the run is loaded where it was left open. */
  get learningRate() {
    return this.#run.learningRate;
  }

  /** Step at which the training begun last ends; Infinity: when there is no more to gain. */
  get goalStep() {
    return this.#training.goalStep;
  }

  /** Whether it trains on from where it had converged. */
  get goesOn() {
    return this.#training.goesOn;
  }

  /** Workers at work; 0 before the run is loaded. */
  get workers() {
    return this.#run.shards?.count ?? 0;
  }

  /** Workers that it has once it is loaded. */
  get plannedWorkers() {
    return workerCount(this.settings, this.#host.cores);
  }

  /**
   * What can be asked of the network, while it trains too; null when there are no weights.
   * @returns {import('./network.js').Network | null}
   */
  get network() {
    return this.#run.shards?.network ?? null;
  }

  /** Matrix kernel in use, relaxed or simd128; null before the run is loaded. */
  get kernel() {
    return this.#run.shards?.kernel || null;
  }

  /** Held-out loss of the optimum rounded to float32; null before the run is loaded. */
  get floor() {
    return this.#run.shards?.floor ?? null;
  }

  /** Mean square of the targets of white noise; null before the run is loaded. */
  get targetPower() {
    return this.#run.shards?.targetPower ?? null;
  }

  /** Learning rate above which the optimiser is unstable; Infinity where that is not known. */
  get stableBound() {
    return this.#run.shards?.stableBound ?? Infinity;
  }

  /** Whether play() has nothing to do: all the steps are done, or its learning rate is zero. */
  get isAtEnd() {
    return this.#run.isAtEnd;
  }

  /** The settings with the learning-rate changes made so far: a run from them is this run. */
  get replaySettings() {
    return this.#run.replaySettings;
  }

  /** Seconds spent training. */
  get seconds() {
    return this.#run.logbook.seconds;
  }

  /** Starts the workers and makes the initial weights. */
  prepare() {
    return this.#command(async () => void (await this.#load()));
  }

  /** Trains until told otherwise; resolves once training has begun. */
  play() {
    return this.#command(async () => {
      if (this.#run.state === 'running') return;
      const beyond = this.#run.state === 'converged';
      if (!(await this.#load())) return;
      const end = stateAtEnd(this.#run);
      if (end) this.#run.set(end.state, end.reason);
      else this.#training.begin({step: lastStep(this.#run.settings), beyond});
    });
  }

  /** Goes on with what pause() interrupted, as far as that was to go. */
  resume() {
    return this.#command(async () => {
      const {unfinished} = this.#training;
      if (this.#run.state === 'paused' && unfinished) this.#training.begin(unfinished);
    });
  }

  /**
   * Stops at once; resolves when that is done. A step that takes long is left half done; whatever
   * needs it whole, such as save(), completes it.
   */
  pause() {
    return this.#command(() => this.#training.stop());
  }

  /** Resolves when the training under way, if any, has stopped. */
  async stopped() {
    await this.#commands.ended();
    await this.#training.ended;
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
      const from = this.#training.stepsTo;
      await this.#training.stop();
      if (!(await this.#load())) return;
      this.#training.begin({step: (from ?? this.progress.step) + count, stepping: true});
    });
    await this.#training.ended;
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
      const settings = completeSettings(changed(this.#run.settings, changes));
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
      const unused = whyUnused(settingNamed('lr'), this.#run.settings);
      if (unused) throw new RangeError(`lr=${rate} ${unused}`);
      if (!this.#run.shards) this.#run.settings = {...this.#run.settings, lr: rate};
      await this.#training.between(async shards => {
        this.#run.scheduleRate(rate);
        await shards.changeLearningRate(this.progress.step, rate);
      });
    });
  }

  /**
   * Changes how fast steps follow each other.
   * @param {number | 'max'} speed steps a second
   */
  setSpeed(speed) {
    checkSetting('speed', speed);
    this.#run.settings = {...this.#run.settings, speed};
    this.#training.wake();
  }

  /** @returns {Promise<Uint8Array>} W.npy: float32 (inputs, outputs), so y = x @ W */
  async exportWeights() {
    /** @type {Uint8Array | undefined} */
    let bytes;
    await this.#command(async () => {
      if (!(await this.#load())) throw new Error(`There are no weights: ${this.#run.reason}`);
      await this.#training.between(async shards => {
        bytes = await weightsFile(shards.network);
      });
    });
    if (!bytes) throw new Error('The run was disposed of.');
    return bytes;
  }

  /** @returns {SavedState} */
  getState() {
    return this.#run.saved();
  }

  /**
   * Replays a run up to its step; resolves when it is there.
   * @param {SavedState} saved
   */
  async setState(saved) {
    const {settings, schedule, step} = checkedState(saved);
    await this.#command(async () => {
      await this.#restart(settings, schedule);
      if ((await this.#load()) && step > 0) this.#training.begin({step, replay: true});
    });
    await this.#training.ended;
  }

  /**
   * Writes the whole run, weights and optimiser included, between two steps.
   * @param {(bytes: Uint8Array) => Promise<unknown>} write pieces of a file, in order
   */
  save(write) {
    return this.#command(async () => {
      if (!(await this.#load())) throw new Error(`There is nothing to save: ${this.#run.reason}`);
      await this.#training.between(shards => writeRun(this.#run, shards, write));
    });
  }

  /**
   * Has the workers write the whole run to the browser's shelf, between two steps. Any command given
   * meanwhile ends it early: what was written then is not whole.
   * @param {import('../storage/run-shelf.js').Place} place
   * @returns {Promise<{step: number, head: Uint8Array} | null>} the head to commit it with; null
   *   when it is not whole
   */
  async keep(place) {
    if (!['running', 'paused', 'converged'].includes(this.#run.state)) return null;
    /** @type {Awaited<ReturnType<typeof keepRun>>} */
    let kept = null;
    const keeping = this.#training.between(
      async shards => {
        if (shards.isOpen) return; // a command has come in before its step was done
        kept = await keepRun(this.#run, shards, place);
      },
      {yields: true},
    );
    this.#keeping = keeping.catch(() => {}).then(() => (this.#keeping = null));
    await keeping;
    return kept;
  }

  /**
   * Goes on with a saved run, bit for bit. A file that is damaged changes nothing.
   * @param {() => import('../formats/run-file.js').Read} reader from the file's beginning
   * @param {{changes?: Partial<Record<string, unknown>>, upTo?: SavedState}} [options] changes: to
   *   settings that do not touch the weights; upTo: how far that run had come after it was saved,
   *   which is replayed
   * @throws {TypeError | RangeError} saying what is wrong with the file
   */
  async open(reader, {changes = {}, upTo} = {}) {
    const saved = await readSavedRun(reader);
    const {schedule} = upTo ? checkedState(upTo) : saved;
    const settings = completeSettings({...saved.settings, ...changes});
    const before = this.getState();
    /** @type {unknown} */
    let problem = null;
    await this.#command(async () => {
      await this.#restart(settings, schedule);
      if (!(await this.#load())) return;
      try {
        await restoreRun(this.#run, /** @type {Shards} */ (this.#run.shards), saved);
      } catch (error) {
        // Undamaged, but its arrays are not its model's: back to where this run was, which is replayed.
        problem = error;
        await this.#restart(before.settings, before.schedule);
        if (before.step > 0) this.#training.begin({step: before.step, replay: true});
        return;
      }
      if (upTo && upTo.step > saved.step) this.#training.begin({step: upTo.step, replay: true});
    });
    await this.#training.ended;
    if (problem) throw problem;
  }

  /** Ends the workers of a run that has not begun; they are back when they are needed. */
  release() {
    return this.#command(async () => {
      if (this.#run.state !== 'idle' || this.progress.step > 0) return;
      const shards = this.#run.shards;
      this.#run.shards = null;
      this.#toStart([]);
      await shards?.retire();
    });
  }

  /** Ends the workers. The run can be used again: it starts afresh. */
  async dispose() {
    this.#commands.dropAll();
    this.#training.abandon();
    this.#run.shards?.dispose();
    await this.#commands.ended();
    await this.#training.ended;
    this.#run.shards?.dispose();
    this.#run.shards = null;
    this.#toStart([]);
  }

  /** @param {() => Promise<void>} command */
  #command(command) {
    if (this.#keeping) this.#training.hurry();
    return this.#commands.give(async () => {
      await this.#keeping;
      return command();
    });
  }

  /** @param {Schedule} schedule */
  #toStart(schedule) {
    this.#training.forget();
    this.#run.toStart(schedule);
  }

  /**
   * @param {Settings} settings
   * @param {Schedule} schedule empty: the settings' learning rate
   */
  async #restart(settings, schedule) {
    await this.#training.stop();
    const wasLoaded = this.#run.shards !== null || this.#run.state === 'error';
    this.#run.settings = settings;
    this.#toStart(schedule);
    if (wasLoaded) await this.#load({afresh: true});
  }

  /**
   * Sees to it that there are shards; false when that failed.
   * @param {{afresh?: boolean}} [options] afresh: with initial weights even if there are some
   */
  async #load({afresh = false} = {}) {
    if (this.#run.shards && !afresh) return true;
    const stillWanted = this.#commands.guard();
    try {
      await this.#run.load(this.#host, stillWanted);
    } catch (error) {
      if (stillWanted()) this.#training.fail(error);
      return false;
    }
    if (!stillWanted()) return false;
    this.#run.set('idle');
    await this.#run.ready();
    if (!stillWanted()) return false;
    this.#run.publish();
    return true;
  }
}
