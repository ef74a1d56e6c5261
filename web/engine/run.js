import {npyHeader} from '../formats/npy.js';
import {checkRunFile, formatHeader, formatState, readRunFile} from '../formats/run-file.js';
import {checkSetting, completeSettings} from '../settings/check.js';
import {changed, whyUnused} from '../settings/fitted.js';
import {formatRateChanges} from '../settings/rate-changes.js';
import {Commands} from './commands.js';
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

  #commands = new Commands();
  #training = Promise.resolve();
  #stopping = false;
  /** @type {Goal | null} of training that was paused on its way */
  #unfinished = null;
  #goalStep = Infinity;
  /** @type {number | null} where the step() under way ends */
  #stepsTo = null;
  /** @type {(() => Promise<void>)[]} */
  #betweenSteps = [];
  #pacer = new Pacer();
  /** @type {Promise<unknown> | null} the keep() under way */
  #keeping = null;
  /** Whether a command waits for it. */
  #hurried = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #telling;

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

  /** Where the training begun last ends by itself; Infinity: when it has converged. */
  get goalStep() {
    return this.#goalStep;
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

  /** Matrix kernel in use, relaxed or simd128; null before the run is loaded. */
  get kernel() {
    return this.#shards?.kernel || null;
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

  /**
   * Stops at once; resolves when that is done. A step that takes long is left half done; whatever
   * needs it whole, such as save(), completes it.
   */
  pause() {
    return this.#command(() => this.#stop());
  }

  /** Resolves when the training under way, if any, has stopped. */
  async stopped() {
    await this.#commands.ended();
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
      const settings = runnable(changed(this.#settings, changes));
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
      const unused = whyUnused(settingNamed('lr'), this.#settings);
      if (unused) throw new RangeError(`lr=${rate} ${unused}`);
      if (!this.#shards) this.#settings = {...this.#settings, lr: rate};
      await this.#between(async shards => {
        const {step} = this.progress;
        if (step === 0) this.#settings = {...this.#settings, lr: rate};
        this.#schedule = [...this.#schedule.filter(([begin]) => begin < step), [step, rate]];
        await shards.changeLearningRate(step, rate);
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
    /** @type {Uint8Array | undefined} */
    let bytes;
    await this.#command(async () => {
      if (!(await this.#load())) throw new Error(`There are no weights: ${this.#reason}`);
      await this.#between(async shards => {
        const {inputs, outputs} = shards.shape;
        const header = npyHeader('<f4', [inputs, outputs]);
        bytes = new Uint8Array(header.length + 4 * inputs * outputs);
        bytes.set(header);
        let at = header.length;
        for await (const rows of shards.weightRows()) {
          bytes.set(new Uint8Array(rows.buffer), at);
          at += rows.byteLength;
        }
      });
    });
    if (!bytes) throw new Error('The run was disposed of.');
    return bytes;
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
      await this.#between(async shards => {
        await write(await this.#head(shards));
        for await (const state of shards.states()) await write(formatState(state));
      });
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
    if (!['running', 'paused', 'converged'].includes(this.#state)) return null;
    /** @type {{step: number, head: Uint8Array} | null} */
    let kept = null;
    this.#hurried = false;
    const keeping = this.#between(async shards => {
      if (shards.isOpen) return; // a command has come in before its step was done
      const {step} = this.progress;
      const head = await this.#head(shards);
      if (await shards.keep(place)) kept = {step, head};
    });
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
    await checkRunFile(reader());
    const {header, states} = await readRunFile(reader());
    const {settings, step, ...saved} = checkedState(header);
    const {schedule} = upTo ? checkedState(upTo) : saved;
    const checked = runnable({...settings, ...changes});
    await this.#command(async () => {
      await this.#restart(checked, schedule);
      if (!(await this.#load())) return;
      const shards = /** @type {Shards} */ (this.#shards);
      try {
        await shards.restore(states, step);
      } catch (error) {
        await this.#restart(this.#settings, []);
        throw error;
      }
      const outcome = {step, position: step, loss: header.loss ?? NaN, evaluation: null};
      this.#logbook = Logbook.restored(header, outcome, this.#settings);
      this.#publish();
      this.#setState('paused', '');
      if (upTo && upTo.step > step) this.#begin({step: upTo.step, replay: true});
    });
    await this.#training;
  }

  /** Ends the workers of a run that has not begun; they are back when they are needed. */
  release() {
    return this.#command(async () => {
      if (this.#state !== 'idle' || this.progress.step > 0) return;
      const shards = this.#shards;
      this.#shards = null;
      this.#toStart([]);
      await shards?.retire();
    });
  }

  /** Ends the workers. The run can be used again: it starts afresh. */
  async dispose() {
    this.#commands.dropAll();
    this.#stopping = true;
    this.#pacer.wake();
    this.#shards?.dispose();
    await this.#commands.ended();
    await this.#training;
    this.#shards?.dispose();
    this.#shards = null;
    this.#toStart([]);
  }

  /** @param {() => Promise<void>} command */
  #command(command) {
    if (this.#keeping) {
      this.#hurried = true;
      void this.#shards?.halt().catch(() => {});
    }
    return this.#commands.give(async () => {
      await this.#keeping;
      return command();
    });
  }

  /**
   * How the file of a saved run begins.
   * @param {Shards} shards
   */
  async #head(shards) {
    const {loss} = this.progress;
    const records = await shards.stateCount();
    return formatHeader({...this.getState(), records, loss, ...this.#logbook.saved()});
  }

  /** @param {Schedule} schedule */
  #toStart(schedule) {
    this.#schedule = schedule;
    this.#unfinished = null;
    this.#goalStep = Infinity;
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
    const stillWanted = this.#commands.guard();
    this.#logbook = new Logbook();
    this.#setState('loading', '');
    try {
      const workers = workerCount(this.#settings, this.#host.cores);
      if (this.#shards?.count !== workers) {
        this.#shards?.dispose();
        this.#shards = null;
        this.#shards = await Shards.launch(this.#host, workers);
        if (!stillWanted()) throw new Error('The run was disposed of.');
      }
      this.#schedule = await this.#shards.start(this.#settings, this.#schedule);
      this.#logbook.add(await this.#shards.advance(0, true), this.#settings);
    } catch (error) {
      if (stillWanted()) this.#fail(error);
      return false;
    }
    if (!stillWanted()) return false;
    this.#setState('idle', '');
    this.dispatchEvent(new CustomEvent('ready'));
    this.#publish();
    return true;
  }

  /** @param {Goal} goal */
  #begin(goal) {
    this.#stopping = false;
    this.#unfinished = null;
    this.#goalStep = goal.step;
    this.#stepsTo = goal.stepping ? goal.step : null;
    this.#setState('running', '');
    const stillWanted = this.#commands.guard();
    this.#telling = setInterval(() => void this.#tellPosition(), progressInterval);
    const ended = this.#train(goal).finally(() => clearInterval(this.#telling));
    this.#training = ended.catch(error => {
      if (stillWanted()) this.#fail(error);
    });
  }

  /** @param {Goal} goal */
  async #train(goal) {
    this.#pacer.start();
    /** @type {ReturnType<typeof verdict>} */
    let ending = null;
    while (!this.#stopping && !ending && !this.#isAt(goal)) {
      const due = await this.#pacer.allowedSteps(goal.replay ? 'max' : this.#settings.speed);
      await this.#actBetweenSteps();
      if (this.#stopping || due === 0) continue;
      const begin = {step: this.progress.step, time: performance.now()};
      ending = await this.#advance(due, goal);
      const seconds = (performance.now() - begin.time) / 1000;
      this.#logbook.seconds += seconds;
      this.#pacer.took(this.progress.step - begin.step, seconds);
      this.#publish(progressInterval);
    }
    await this.#actBetweenSteps();
    this.#publish();
    const arrived = this.#isAt(goal);
    if (!arrived && !ending) this.#unfinished = goal;
    const paused = arrived ? `Step ${goal.step} reached, as asked.` : '';
    this.#setState(ending?.state ?? 'paused', ending?.reason ?? paused);
  }

  /** Tells how far the shards are, in the middle of a step that takes long. */
  async #tellPosition() {
    const telling = this.#telling;
    const position = await this.#shards?.position().catch(() => {}); // #train reports it
    if (position === undefined || telling !== this.#telling || this.#state !== 'running') return;
    this.#logbook.moveTo(position);
    this.#publish(progressInterval);
  }

  /**
   * @param {number} due steps that may be done now
   * @param {Goal} goal
   */
  async #advance(due, goal) {
    const shards = /** @type {Shards} */ (this.#shards);
    const {step} = this.progress;
    const next = this.#owesEvaluation(goal) ? step : nextEvaluation(step, this.#settings);
    const target = Math.min(next, goal.step, step + due);
    const evaluate = target === next || target === goal.step;
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
        optimizer: this.#settings.optimizer,
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

  /**
   * Whether that is done; a step that was left open is not, nor one that is still to be evaluated.
   * @param {Goal} goal
   */
  #isAt(goal) {
    return this.progress.step >= goal.step && !this.#shards?.isOpen && !this.#owesEvaluation(goal);
  }

  /** @param {Goal} goal */
  #owesEvaluation(goal) {
    const {step} = this.progress;
    const atGoal = step === goal.step && this.history.at(-1)?.step !== step;
    return atGoal || this.#logbook.owesEvaluation(this.#settings);
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
   * Does something while no shard is in the middle of a step; nothing where there are no shards.
   * @param {(shards: Shards) => Promise<void>} act
   */
  async #between(act) {
    const done = new Promise((resolve, reject) => {
      this.#betweenSteps.push(() =>
        (this.#shards ? act(this.#shards) : Promise.resolve()).then(resolve, reject),
      );
    });
    if (this.#state === 'running') await this.#halt();
    else await this.#actBetweenSteps().catch(error => this.#fail(error));
    await Promise.race([done, this.#training]);
  }

  async #actBetweenSteps() {
    if (this.#betweenSteps.length === 0) return;
    const {step} = this.progress;
    // Where only keep() needs the step whole, a command is not kept waiting for it.
    const given = () => this.#hurried && this.#betweenSteps.length === 1;
    while (this.#shards?.isOpen && !given()) {
      this.#logbook.add(await this.#shards.advance(step, false), this.#settings);
    }
    for (const act of this.#betweenSteps.splice(0)) await act();
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
