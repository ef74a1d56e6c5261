import {formatRateChanges} from '../settings/rate-changes.ts';
import {settingNamed} from '../settings/table.ts';
import {Logbook} from './logbook.ts';
import {ReadyEvent} from './ready-event.ts';
import {PoolEnded} from './pool.ts';
import {lastStep} from './schedule.ts';
import {Shards} from './shards.ts';
import type {Host} from './pool.ts';
import type {State} from './protocol.ts';
import type {SavedState} from './saved-state.ts';
import type {RateChanges as Schedule} from '../settings/rate-changes.ts';
import type {Settings} from '../settings/table.ts';

/** What a run is made of at present; says what changes in it with events. */
export class RunState {
  state: State = 'idle';
  reason = '';
  /** Whether `error` is for the settings' sake: with others it would be none. */
  isRefused = false;
  settings: Settings;
  schedule: Schedule = [];
  logbook = new Logbook();
  shards: Shards | null = null;
  #target;

  /** @param target of the events */
  constructor(settings: Settings, target: EventTarget) {
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

  /** As it can be written down. */
  saved(): SavedState {
    return {
      version: 1,
      settings: {...this.settings},
      schedule: this.schedule.map(([step, rate]) => [step, rate]),
      step: this.progress.step,
    };
  }

  /**
   * Before the first step.
   * @param schedule empty: the settings' learning rate
   */
  toStart(schedule: Schedule) {
    this.schedule = schedule;
    this.logbook = new Logbook();
    this.set('idle');
  }

  /**
   * Makes the initial weights, in shards of the right number.
   * @param options signal: nobody wants them any more; onFailure: the workers have died, then or
   * later
   * @throws Error where a worker fails, or nobody wants them any more
   */
  async load(
    host: Host,
    {signal, onFailure}: {signal: AbortSignal; onFailure: (reason: Error) => void},
  ) {
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

  /** Another learning rate from the next step on. */
  scheduleRate(rate: number) {
    const {step} = this.progress;
    if (step === 0) this.settings = {...this.settings, lr: rate};
    this.schedule = [...this.schedule.filter(([begin]) => begin < step), [step, rate]];
  }

  /** @param error after which the shards cannot be used */
  fail(error: unknown) {
    this.drop();
    this.isRefused = error instanceof RangeError;
    this.set('error', reasonOf(error));
  }

  set(state: State, reason = '') {
    if (state === this.state && reason === this.reason) return;
    this.state = state;
    this.reason = reason;
    this.#announce('statechange', {state, reason});
  }

  /** @param interval milliseconds since the last time, at least */
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

  #announce(type: string, detail?: object) {
    this.#target.dispatchEvent(new CustomEvent(type, {detail}));
  }
}

export function workerCount({workers, model}: Settings, cores: number) {
  const {max = 1} = settingNamed('workers');
  return workers ?? (model === 'spectrogram' ? Math.min(cores, max) : 1);
}

/** Names of errors whose message is for readers. */
const inWords = ['Error', 'PoolEnded', 'RangeError'];

/** @returns in words; what nobody expected goes to the console */
function reasonOf(error: unknown): string {
  if (error instanceof Error && inWords.includes(error.name)) return error.message;
  console.error(error);
  return 'Training stopped: something failed that should not. The browser’s console tells more.';
}
