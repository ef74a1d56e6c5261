import {completeSettings} from '../settings/check.ts';
import {accepted} from '../settings/shown.ts';
import {Commands} from './commands.ts';
import {RunState, workerCount} from './run-state.ts';
import {Training} from './training.ts';
import type {Host} from './pool.ts';
import type {Point} from './logbook.ts';
import type {Shown} from '../settings/shown.ts';
import type {Network} from './network.ts';

/** What a run tells of itself. */
export abstract class RunAccount extends EventTarget {
  protected inside;

  /**
   * @param settings over the defaults
   * @param shown by what
   * @throws RangeError naming the setting, its value and what is allowed
   */
  constructor(host: Host, settings: Partial<Record<string, unknown>>, shown: Shown | null) {
    super();
    const commands = new Commands();
    const run = new RunState(accepted(completeSettings(settings), shown), this);
    this.inside = {host, shown, commands, run, training: new Training(run, commands)};
  }

  get state() {
    return this.inside.run.state;
  }

  get reason() {
    return this.inside.run.reason;
  }

  /** Whether the state is `error` for the settings' sake: with others it would be none. */
  get isRefused() {
    return this.state === 'error' && this.inside.run.isRefused;
  }

  get settings() {
    return this.inside.run.settings;
  }

  get progress() {
    return this.inside.run.logbook.progress;
  }

  /** All evaluations so far. */
  get history(): readonly Point[] {
    return this.inside.run.logbook.history;
  }

  /** Learning rate of the next step, where it decays before that; null before the run is loaded where it was left open. */
  get learningRate() {
    return this.inside.run.learningRate;
  }

  /** Step at which the training begun last ends; Infinity: when there is no more to gain. */
  get goalStep() {
    return this.inside.training.goalStep;
  }

  /** Whether it trains on from where it had converged. */
  get goesOn() {
    return this.inside.training.goesOn;
  }

  /** Whether someone waits for the end of what it trains: of step(), setState() or open(). */
  get isAwaited() {
    return this.inside.training.isAwaited;
  }

  /** Workers at work; 0 before the run is loaded. */
  get workers() {
    return this.inside.run.shards?.count ?? 0;
  }

  /** Workers that it has once it is loaded. */
  get plannedWorkers() {
    return workerCount(this.settings, this.inside.host.cores);
  }

  /**
   * What can be asked of the network, while it trains too; null when there are no weights. Where the
   * run ends, or begins anew, before it has answered, it rejects with PoolEnded.
   */
  get network(): Network | null {
    return this.inside.run.state === 'loading' ? null : (this.inside.run.shards?.network ?? null);
  }

  /** Matrix kernel in use, relaxed or simd128; null before the run is loaded. */
  get kernel() {
    return this.inside.run.shards?.kernel || null;
  }

  /** Held-out loss of the optimum rounded to float32; null before the run is loaded. */
  get floor() {
    return this.inside.run.shards?.floor ?? null;
  }

  /** Mean square of the targets of white noise; null before the run is loaded. */
  get targetPower() {
    return this.inside.run.shards?.targetPower ?? null;
  }

  /** Learning rate above which the optimiser is unstable; Infinity where that is not known. */
  get stableBound() {
    return this.inside.run.shards?.stableBound ?? Infinity;
  }

  /** Whether play() has nothing to do: all the steps are done, or its learning rate is zero. */
  get isAtEnd() {
    return this.inside.run.isAtEnd;
  }

  /** The settings with the learning-rate changes made so far: a run from them is this run. */
  get replaySettings() {
    return this.inside.run.replaySettings;
  }

  /** Seconds spent training. */
  get seconds() {
    return this.inside.run.logbook.seconds;
  }
}
