import {formatRateChanges} from '../settings/rate-changes.js';
import {settingNamed} from '../settings/table.js';
import {Logbook} from './logbook.js';
import {ReadyEvent} from './ready-event.js';
import {PoolEnded} from './pool.js';
import {lastStep} from './schedule.js';
import {Shards} from './shards.js';

/** @typedef {import('./pool.js').Host} Host */
/** @typedef {import('./protocol.js').State} State */
/** @typedef {import('./saved-state.js').SavedState} SavedState */
/** @typedef {import('./shards.js').Schedule} Schedule */
/** @typedef {import('../settings/table.js').Settings} Settings */

/** What a run is made of at present; says what changes in it with events. */
export class RunState {
  /** @type {State} */
  state = 'idle';
  reason = '';
  /** Whether `error` is for the settings' sake: with others it would be none. */
  isRefused = false;
  /** @type {Settings} */
  settings;
  /** @type {Schedule} */
  schedule = [];
  logbook = new Logbook();
  /** @type {Shards | null} */
  shards = null;
  #target;

  /**
   * @param {Settings} settings
   * @param {EventTarget} target of the events
   */
  constructor(settings, target) {
    this.settings = settings;
    this.#target = target;
  }

  get progress() {
    return this.logbook.progress;
  }

  /** Learning rate of the next step, where it decays before that; null before the run is loaded where it was left open. */
  get learningRate() {
    const {step} = this.progress;
    return this.schedule.findLast(([begin]) => begin <= step)?.[1] ?? this.settings.lr;
  }

  /** Whether the learning rate has fallen to zero, so that no step changes anything any more. */
  get hasDecayed() {
    return this.progress.step >= (this.settings['decay-steps'] ?? Infinity);
  }

  /** Whether there is nothing more to be done: all the steps are, or its learning rate is zero. */
  get isAtEnd() {
    if (!this.shards) return false; // it begins anew, or is still to be put back
    const last = lastStep(this.settings);
    return last < Infinity ? this.progress.step >= last : this.hasDecayed;
  }

  /** The settings with the learning-rate changes made so far: a run from them is this run. */
  get replaySettings() {
    const changes = this.schedule.filter(([step]) => step > 0);
    return {...this.settings, 'lr-changes': formatRateChanges(changes)};
  }

  /** As it can be written down. @returns {SavedState} */
  saved() {
    return {
      version: 1,
      settings: {...this.settings},
      schedule: this.schedule.map(([step, rate]) => [step, rate]),
      step: this.progress.step,
    };
  }

  /**
   * Before the first step.
   * @param {Schedule} schedule empty: the settings' learning rate
   */
  toStart(schedule) {
    this.schedule = schedule;
    this.logbook = new Logbook();
    this.set('idle');
  }

  /**
   * Makes the initial weights, in shards of the right number.
   * @param {Host} host
   * @param {{signal: AbortSignal, onFailure: (reason: Error) => void}} options signal: nobody wants
   *   them any more; onFailure: the workers have died, then or later
   * @throws {Error} where a worker fails, or nobody wants them any more
   */
  async load(host, {signal, onFailure}) {
    this.logbook = new Logbook();
    this.set('loading');
    const drop = () => this.drop();
    signal.addEventListener('abort', drop);
    try {
      const workers = workerCount(this.settings, host.cores);
      if (this.shards?.count !== workers) {
        this.drop();
        const shards = await Shards.launch(host, workers, {signal, onFailure});
        if (signal.aborted) shards.dispose();
        else this.shards = shards;
      }
      const {shards} = this;
      if (!shards) throw new PoolEnded('The run was begun anew.');
      this.schedule = await shards.start(this.settings, this.schedule);
      this.logbook.add(await shards.advance(0, true), this.settings);
    } finally {
      signal.removeEventListener('abort', drop);
    }
  }

  /** Ends the workers; whatever waits for them is rejected. */
  drop() {
    this.shards?.dispose();
    this.shards = null;
  }

  /**
   * Another learning rate from the next step on.
   * @param {number} rate
   */
  scheduleRate(rate) {
    const {step} = this.progress;
    if (step === 0) this.settings = {...this.settings, lr: rate};
    this.schedule = [...this.schedule.filter(([begin]) => begin < step), [step, rate]];
  }

  /** @param {unknown} error after which the shards cannot be used */
  fail(error) {
    this.drop();
    this.isRefused = error instanceof RangeError;
    this.set('error', reasonOf(error));
  }

  /**
   * @param {State} state
   * @param {string} [reason]
   */
  set(state, reason = '') {
    if (state === this.state && reason === this.reason) return;
    this.state = state;
    this.reason = reason;
    this.#announce('statechange', {state, reason});
  }

  /** @param {number} [interval] milliseconds since the last time, at least */
  publish(interval = 0) {
    if (!this.logbook.isDue(interval)) return;
    const {step, examples, loss, heldOutLoss, weightError, stepsPerSecond} = this.progress;
    const told = {step, examples, loss, heldOutLoss, weightError, stepsPerSecond};
    this.#announce('progress', told);
  }

  /** There are weights; resolves when whoever wanted to do something with them first has done so. */
  async ready() {
    const event = new ReadyEvent();
    this.#target.dispatchEvent(event);
    await event.settled;
  }

  /**
   * @param {string} type
   * @param {object} [detail]
   */
  #announce(type, detail) {
    this.#target.dispatchEvent(new CustomEvent(type, {detail}));
  }
}

/**
 * @param {Settings} settings
 * @param {number} cores
 */
export function workerCount({workers, model}, cores) {
  const {max = 1} = settingNamed('workers');
  return workers ?? (model === 'spectrogram' ? Math.min(cores, max) : 1);
}

/** Names of errors whose message is for readers. */
const inWords = ['Error', 'PoolEnded', 'RangeError'];

/**
 * @param {unknown} error
 * @returns {string} in words; what nobody expected goes to the console
 */
function reasonOf(error) {
  if (error instanceof Error && inWords.includes(error.name)) return error.message;
  console.error(error);
  return 'Training stopped: something failed that should not. The browser’s console tells more.';
}
