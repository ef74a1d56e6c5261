import {browserHost} from '#host';
import {Commands} from '../../engine/commands.ts';
import {Run} from '../../engine/run.ts';
import type {State} from '../../engine/protocol.ts';

/** Steps of each short run. */
export const sweptSteps = 30;

/** Learning rates of a sweep, as shares of the best. */
const shares = Array.from({length: 22}, (_, i) => (i + 1) / 10);
const atBest = shares.indexOf(1);

/** Batches that can be chosen. */
export const sweptBatches = [8, 16, 32, 64, 128, 256];

/** A short run, with its held-out losses from step 0 on. */
export type Trial = {rate: number; losses: number[]};

/**
 * Short runs of `lms` from the same start, one after the other, each with a learning rate of its own:
 * a row of them when it plays, one more for a rate that the reader chooses.
 */
export class Sweep extends EventTarget {
  #run = new Run(browserHost(), {model: 'dft', n: 16, optimizer: 'lms', speed: 'max'});
  #state: State = 'idle';
  #reason = '';
  /** by batch */
  #trials = new Map<number, Trial[]>();
  #chosen: Trial | null = null;
  #rate = 0.6;
  #bound = NaN;
  #floor = NaN;
  /** one short run at a time */
  #commands = new Commands();
  #waits = false;
  /** Number of the latest resume(): an earlier one ends. */
  #job = 0;
  /** batches whose turn comes after this one */
  #next: number[] = [];
  #ended = false;

  get state() {
    return this.#state;
  }

  get reason() {
    return this.#reason;
  }

  get isDone() {
    return this.trials.length === shares.length;
  }

  get batch() {
    return this.#run.settings.batch;
  }

  get seed() {
    return this.#run.settings.seed;
  }

  /** Inputs d. */
  get inputs() {
    return 2 * this.#run.settings.n;
  }

  /** Of the present batch, in ascending order of their rates. */
  get trials(): readonly Trial[] {
    return this.#trials.get(this.batch) ?? [];
  }

  /**
   * With the best learning rate for a batch.
   * @returns where it has been tried
   */
  bestTrial(batch: number): Trial | undefined {
    return this.#trials.get(batch)?.[atBest];
  }

  /** All so far, by batch. */
  get all(): ReadonlyMap<number, readonly Trial[]> {
    return this.#trials;
  }

  /** With the reader's learning rate; null until there is one. */
  get chosen() {
    return this.#chosen;
  }

  /** The reader's learning rate. */
  get rate() {
    return this.#rate;
  }

  /** Rate above which it is unstable; NaN until that is known. */
  get bound() {
    return this.#bound;
  }

  /** The loss that float32 ends at; NaN until that is known. */
  get floor() {
    return this.#floor;
  }

  async play() {
    if (this.#state === 'running') return;
    if (this.isDone) this.#trials.delete(this.batch);
    await this.resume();
  }

  /** Goes on where it was paused. */
  async resume() {
    const job = ++this.#job;
    this.#set('running');
    while (this.#state === 'running' && job === this.#job && !this.#ended) {
      if (!this.isDone) await this.#commands.give(() => this.#tryNext());
      else if (this.#next.length > 0) await this.#take(this.#next.shift() as number);
      else this.#set('paused');
    }
  }

  /** A row of runs for each batch that has none yet. */
  async playAll() {
    await this.pause();
    const left = sweptBatches.filter(batch => this.#trials.get(batch)?.length !== shares.length);
    this.#next = left.filter(batch => batch !== this.batch);
    await this.resume();
  }

  async pause() {
    if (this.#state === 'running') this.#set('paused');
    await this.#commands.ended();
  }

  reset() {
    return this.#startWith({});
  }

  newSeed() {
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    return this.#startWith({seed});
  }

  /** @param batch trials of others stay, to compare with */
  async setBatch(batch: number) {
    await this.pause();
    this.#next = [];
    await this.#take(batch);
    if (!this.isDone) await this.play();
  }

  async #take(batch: number) {
    await this.#run.configure({batch});
    this.#bound = NaN;
    await this.choose(this.#rate);
  }

  /** @param rate of the one more run; the last one asked for counts */
  async choose(rate: number) {
    this.#rate = rate;
    if (this.#waits) return this.#commands.ended();
    this.#waits = true;
    await this.#commands.give(async () => {
      this.#waits = false;
      this.#chosen = await this.#try(this.#rate);
    });
    this.dispatchEvent(new Event('progress'));
  }

  async comeNear() {
    if (!this.#chosen) await this.choose(this.#rate);
  }

  async release() {
    await this.#commands.give(() => this.#run.dispose());
  }

  async end() {
    this.#ended = true;
    this.#commands.close();
    await this.#run.end();
  }

  async #startWith(changes: Partial<Record<string, unknown>>) {
    await this.pause();
    this.#next = [];
    this.#trials.clear();
    await this.#run.configure(changes);
    this.#set('idle');
    await this.choose(this.#rate);
  }

  async #tryNext() {
    if (!(this.#bound > 0)) await this.#try(this.#rate); // it tells the bound
    const {batch} = this;
    const rate = (shares[this.trials.length] * this.#bound) / 2;
    const trial = await this.#try(rate);
    if (trial && batch === this.batch) this.#trials.set(batch, [...this.trials, trial]);
  }

  /** @returns null where it failed */
  async #try(rate: number): Promise<Trial | null> {
    const run = this.#run;
    await run.configure({lr: rate});
    await run.step(sweptSteps);
    if (run.state === 'error') {
      this.#reason = run.reason;
      this.#set('error');
    }
    if (run.history.length === 0) return null;
    this.#bound = run.stableBound;
    this.#floor = run.floor ?? NaN;
    return {rate, losses: run.history.map(({heldOutLoss}) => heldOutLoss)};
  }

  #set(state: State) {
    if (state === this.#state) return;
    this.#state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
