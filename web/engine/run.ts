import {checkSetting, completeSettings} from '../settings/check.ts';
import {changed, whyUnused} from '../settings/fitted.ts';
import {stateAtEnd} from './ending.ts';
import {PoolEnded} from './pool.ts';
import {RunAccount} from './run-account.ts';
import {checkedState} from './saved-state.ts';
import {lastStep} from './schedule.ts';
import {accepted} from '../settings/shown.ts';
import {settingNamed} from '../settings/table.ts';
import type {Host} from './pool.ts';
import type {Wanted} from './commands.ts';
import type {SavedState} from './saved-state.ts';
import type {RateChanges as Schedule} from '../settings/rate-changes.ts';
import type {Shards} from './shards.ts';
import type {Settings} from '../settings/table.ts';
import type {Shown} from '../settings/shown.ts';
import type {Place} from '../storage/run-shelf.ts';
import type {Read} from '../formats/run-file.ts';
import type {Goal} from './training.ts';

/**
 * One training run, the same in a browser and in Node.
 *
 * Events: `ready` (there are weights), `statechange` {state, reason}, `progress` (at most 4 a second
 * and at each stop; see Progress). Commands return promises, may be given at any time and are
 * carried out one after the other, but for three: pause() waits for none, and what was told to train
 * before it does not begin; a restart (reset(), configure(), setState(), open()) ends what is being
 * loaded or trained for those before it, but not save() and exportWeights(); dispose() ends all.
 */
export class Run extends RunAccount {
  #host = this.inside.host;
  #run = this.inside.run;
  #commands = this.inside.commands;
  #training = this.inside.training;
  /** the keep() under way */
  #keeping: Promise<unknown> | null = null;
  /** of the loading under way */
  #loading: AbortController | null = null;
  /** The learning rate to change to, and the command that will: a newer rate takes its place. */
  #newRate = {rate: NaN, changed: Promise.resolve(), given: -1};

  /**
   * @param settings over the defaults
   * @param shown by what; null: by nothing in particular
   * @throws RangeError naming the setting, its value and what is allowed
   */
  constructor(
    host: Host,
    settings: Partial<Record<string, unknown>> = {},
    shown: Shown | null = null,
  ) {
    super(host, settings, shown);
  }

  /** Starts the workers and makes the initial weights. */
  prepare() {
    return this.#command(async wanted => void (await this.#load(wanted)));
  }

  /** Trains until told otherwise; resolves once training has begun. */
  play() {
    return this.#command(async wanted => {
      if (this.#run.state === 'running') return;
      const beyond = this.#run.state === 'converged';
      if (!(await this.#load(wanted))) return;
      const end = stateAtEnd(this.#run);
      if (end) this.#run.set(end.state, end.reason);
      else this.#begin(wanted, {step: lastStep(this.#run.settings), beyond});
    });
  }

  /** Goes on with what pause() interrupted, as far as that was to go. */
  resume() {
    return this.#command(async wanted => {
      const {unfinished} = this.#training;
      if (this.#run.state === 'paused' && unfinished) this.#begin(wanted, unfinished);
    });
  }

  /**
   * Stops at once; resolves when that is done. A step that takes long is left half done; whatever
   * needs it whole, such as save(), completes it. What was to begin before begins with resume().
   */
  pause() {
    if (this.#keeping) this.#training.hurry();
    return this.#commands.pause(() => this.#training.stop());
  }

  /** Resolves when all that it was told so far is done or, where that is to train, has begun. */
  obeyed() {
    return this.#commands.ended();
  }

  /** Resolves when the training under way, if any, has stopped. */
  async stopped() {
    await this.#commands.ended();
    await this.#training.ended;
  }

  /** Trains `count` steps, then pauses; resolves when that is done. */
  async step(count = 1) {
    if (!Number.isSafeInteger(count) || count < 1) {
      throw new RangeError(`step(${count}) is not possible: allowed is a whole number from 1.`);
    }
    await this.#command(async wanted => {
      if (this.#training.extend(count)) return;
      await this.#training.stop();
      if (!(await this.#load(wanted))) return;
      this.#begin(wanted, {step: this.progress.step + count, stepping: true});
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

  /** Changes settings and goes back to the start. */
  configure(changes: Partial<Record<string, unknown>>) {
    const settings = () =>
      accepted(completeSettings(changed(this.#run.settings, changes)), this.inside.shown);
    const configure = async (wanted: Wanted) => {
      try {
        await this.#restart(settings(), [], wanted);
      } catch (error) {
        if (this.state === 'loading') await this.#load(wanted); // as it was to be before
        throw error;
      }
    };
    try {
      settings();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.#command(configure); // refused when its turn comes, unless others change that
    }
    return this.#restartCommand(configure);
  }

  /**
   * Changes the learning rate from the next step on, while training goes on. reset() forgets it,
   * unless it was changed before the first step. Of rates given while that takes its time, the
   * newest counts.
   */
  async setLearningRate(rate: number) {
    checkSetting('lr', rate);
    const unused = whyUnused(settingNamed('lr'), this.#run.settings);
    if (unused) throw new RangeError(`lr=${rate} ${unused}`);
    if (this.#newRate.given === this.#commands.given) this.#newRate.rate = rate;
    else this.#newRate = this.#giveRate(rate);
    await this.#newRate.changed;
  }

  /** @param first until a newer one comes */
  #giveRate(first: number) {
    const newRate = {rate: first, changed: Promise.resolve(), given: 0};
    newRate.changed = this.#command(async wanted => {
      if (!this.#run.shards) this.#run.settings = {...this.#run.settings, lr: newRate.rate};
      const change = async (shards: Shards) => {
        newRate.given = -1; // what comes from now on comes too late for this
        const {rate} = newRate;
        this.#run.scheduleRate(rate);
        await shards.changeLearningRate(this.progress.step, rate);
      };
      await this.#training.between(change, wanted.toLoad);
    });
    newRate.given = this.#commands.given;
    return newRate;
  }

  /**
   * Changes how fast steps follow each other.
   * @param speed steps a second, or as settings/meanings.ts says
   */
  setSpeed(speed: Settings['speed']) {
    checkSetting('speed', speed);
    this.#run.settings = {...this.#run.settings, speed};
    this.#training.wake();
  }

  /** @returns W.npy: float32 (inputs, outputs), so y = x @ W */
  async exportWeights(): Promise<Uint8Array> {
    let bytes: Uint8Array | undefined;
    await this.#command(async wanted => {
      if (!(await this.#load(wanted))) throw new Error(`There are no weights: ${this.#whyNot}`);
      const {weightsFile} = await import('./worker/weights-file.ts');
      await this.#training.between(async shards => {
        bytes = await weightsFile(shards.network);
      });
    });
    if (!bytes) throw new PoolEnded('The run was disposed of.');
    return bytes;
  }

  /** Why there are no weights. */
  get #whyNot() {
    return this.#run.reason || 'the run was begun anew.';
  }

  getState(): SavedState {
    return this.#run.saved();
  }

  /** Replays a run up to its step; resolves when it is there. */
  async setState(saved: SavedState) {
    const {settings, schedule, step} = checkedState(saved);
    accepted(settings, this.inside.shown);
    await this.#restartCommand(async wanted => {
      await this.#restart(settings, schedule, wanted);
      if ((await this.#load(wanted)) && step > 0) this.#begin(wanted, {step, replay: true});
    });
    await this.#training.ended;
  }

  /**
   * Writes the whole run, weights and optimiser included, between two steps.
   * @param write pieces of a file, in order
   */
  save(write: (bytes: Uint8Array) => Promise<unknown>) {
    return this.#command(async wanted => {
      if (!(await this.#load(wanted))) throw new Error(`There is nothing to save: ${this.#whyNot}`);
      const {writeRun} = await import('./saved-run.ts');
      await this.#training.between(shards => writeRun(this.#run, shards, write));
    });
  }

  /**
   * Has the workers write the whole run to the browser's shelf, between two steps. Any command
   * given from now on ends it early: what was written then is not whole.
   * @returns what to commit it with; null when it is not whole
   * @throws Error named StorageError where a worker cannot store its part
   */
  async keep(place: Place): Promise<{step: number; head: Uint8Array; records: number} | null> {
    const {given} = this.#commands;
    const isWanted = () => this.#commands.given === given;
    await this.#run.shards?.states.prepareKeeping();
    if (!isWanted() || !['running', 'paused', 'converged'].includes(this.#run.state)) return null;
    let kept: Awaited<ReturnType<Run['keep']>> = null;
    const keeping = this.#training.between(async shards => {
      const {keepRun} = await import('./saved-run.ts');
      kept = await keepRun(this.#run, shards, place, isWanted);
    }, isWanted);
    this.#keeping = Promise.allSettled([keeping]).then(() => (this.#keeping = null));
    await keeping;
    return kept;
  }

  /**
   * Goes on with a saved run, bit for bit. A file that is damaged changes nothing.
   * @param reader from the file's beginning
   * @param options changes: to settings that do not touch the weights; upTo: how far that run had
   * come after it was saved, which is replayed
   * @throws TypeError | RangeError saying what is wrong with the file
   */
  async open(
    reader: () => Read,
    {changes = {}, upTo}: {changes?: Partial<Record<string, unknown>>; upTo?: SavedState} = {},
  ) {
    const {readSavedRun, restoreRun} = await import('./saved-run.ts');
    const saved = await readSavedRun(reader);
    const {schedule} = upTo ? checkedState(upTo) : saved;
    const settings = accepted(completeSettings({...saved.settings, ...changes}), this.inside.shown);
    const before = this.getState();
    let problem: unknown = null;
    await this.#restartCommand(async wanted => {
      await this.#restart(settings, schedule, wanted);
      if (!(await this.#load(wanted))) return;
      try {
        await restoreRun(this.#run, this.#run.shards as Shards, saved);
      } catch (error) {
        // Undamaged, but its arrays are not its model's: back to where this run was, which is replayed.
        problem = error;
        await this.#restart(before.settings, before.schedule, wanted);
        if (before.step > 0) this.#begin(wanted, {step: before.step, replay: true});
        return;
      }
      if (upTo && upTo.step > saved.step) this.#begin(wanted, {step: upTo.step, replay: true});
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
    this.#loading?.abort();
    this.#training.abandon();
    this.#run.drop();
    await this.#commands.ended();
    await this.#training.ended;
    this.#run.drop();
    this.#toStart([]);
  }

  /** Ends the workers for good: what it is told from now on it does not do. */
  end() {
    this.#commands.close();
    return this.dispose();
  }

  #command(command: (wanted: Wanted) => Promise<void>, options?: {restarts?: boolean}) {
    if (this.#keeping) this.#training.hurry();
    return this.#commands.give(async wanted => {
      await this.#keeping;
      return command(wanted);
    }, options);
  }

  #restartCommand(command: (wanted: Wanted) => Promise<void>) {
    this.#loading?.abort();
    const result = this.#command(command, {restarts: true});
    // At once, as a pause before it may wait for a worker that answers no more.
    if (this.state === 'running') void this.#training.end();
    else this.#training.hurry(); // whoever waits for the end of a step waits for nothing
    return result;
  }

  /** Trains, unless that is not wanted any more. */
  #begin(wanted: Wanted, goal: Goal) {
    if (wanted.toBegin()) this.#training.begin(goal);
    else if (wanted.toLoad()) this.#training.postpone(goal);
  }

  #toStart(schedule: Schedule) {
    this.#training.forget();
    this.#run.toStart(schedule);
  }

  /** @param schedule empty: the settings' learning rate */
  async #restart(settings: Settings, schedule: Schedule, wanted: Wanted) {
    const wasLoaded = this.#run.shards !== null || this.state !== 'idle';
    await this.#training.end();
    this.#run.settings = settings;
    this.#toStart(schedule);
    if (!wasLoaded) return;
    this.#run.set('loading'); // the weights that there are belong to other settings
    await this.#load(wanted);
  }

  /**
   * Sees to it that there are shards with weights; false when that failed, or is not wanted any more.
   */
  async #load(wanted: Wanted) {
    if (this.#run.shards && this.#run.state !== 'loading') return true;
    if (!wanted.toLoad()) return false;
    const loading = new AbortController();
    const ended = new Promise(resolve => loading.signal.addEventListener('abort', resolve));
    this.#loading = loading;
    try {
      await this.#run.load(this.#host, {
        signal: loading.signal,
        onFailure: reason => this.#training.fail(reason),
      });
      if (!wanted.toLoad()) return false;
      this.#run.set('idle');
      await Promise.race([this.#run.ready(), ended]);
    } catch (error) {
      if (wanted.toLoad()) this.#training.fail(error);
      return false;
    } finally {
      this.#loading = null;
    }
    if (!wanted.toLoad()) return false;
    this.#run.publish();
    return true;
  }
}
