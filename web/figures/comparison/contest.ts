import {browserHost} from '#host';
import {Commands} from '../../engine/commands.ts';
import {Run} from '../../engine/run.ts';
import {isSized} from './contestants.ts';
import type {State} from '../../engine/protocol.ts';
import type {Contestant} from './contestants.ts';

/** Held-out loss to be reached, relative to the mean square of the targets. */
export const goal = 1e-10;

/** About where those end that do not reach it: they are told so when they tell how far they are. */
const mostSteps = 5000;

/** What a run came to, or has come to so far. */
export interface Outcome {
  ended: boolean;
  reached: boolean;
  steps: number;
  examples: number;
  /** spent training */
  seconds: number;
  /** held-out, relative to the mean square of the targets */
  loss: number;
}

/**
 * Runs of several networks towards the same loss, one after the other, from the same seed. Its
 * methods may be called at any time and are carried out one after the other; the runs go on between.
 */
export class Contest extends EventTarget {
  #contestants;
  #state: State = 'idle';
  #reason = '';
  #n = 64;
  #seed = 42;
  /** at work, or waiting to go on */
  #current: {contestant: Contestant; run: Run} | null = null;
  /** whose turn comes */
  #next: Contestant[] = [];
  #outcomes = new Map<Contestant, Outcome>();
  #commands = new Commands();
  /** the runs, while they are at work */
  #work: Promise<void> | null = null;
  #stopping = false;

  /** @param contestants that learn */
  constructor(contestants: readonly Contestant[]) {
    super();
    this.#contestants = contestants;
  }

  get state() {
    return this.#state;
  }

  get reason() {
    return this.#reason;
  }

  get n() {
    return this.#n;
  }

  get seed() {
    return this.#seed;
  }

  get isDone() {
    return this.#contestants.every(
      contestant => contestant.isLarge || this.#outcomes.has(contestant),
    );
  }

  /** Whose run is at work. */
  get current() {
    return this.#state === 'running' ? (this.#current?.contestant ?? null) : null;
  }

  /** @returns null: not begun */
  outcomeOf(contestant: Contestant): Outcome | null {
    if (this.#current?.contestant === contestant) return this.#outcome(this.#current.run, false);
    return this.#outcomes.get(contestant) ?? null;
  }

  /**
   * All that have not been run, in turn; all of them again when all have been. Large ones are not
   * among them.
   */
  play() {
    return this.#commands.give(async () => {
      if (this.#work) return;
      if (this.isDone) this.#outcomes.clear();
      this.#next = this.#contestants.filter(
        contestant =>
          !contestant.isLarge &&
          !this.#outcomes.has(contestant) &&
          this.#current?.contestant !== contestant,
      );
      this.#start();
    });
  }

  /** @param contestant this one alone, afresh */
  playOne(contestant: Contestant) {
    return this.#commands.give(async () => {
      await this.#stop();
      await this.#drop();
      this.#outcomes.delete(contestant);
      this.#next = [contestant];
      this.#start();
    });
  }

  /** Goes on where it was paused. */
  resume() {
    return this.#commands.give(async () => {
      if (!this.#work) this.#start();
    });
  }

  pause() {
    return this.#commands.give(() => this.#stop());
  }

  reset() {
    return this.#startWith(this.#n, this.#seed, () => false);
  }

  newSeed() {
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    return this.#startWith(this.#n, seed, () => false);
  }

  /** @param n of those that have a size: what the others came to stays */
  setSize(n: number) {
    return this.#startWith(n, this.#seed, contestant => !isSized(contestant));
  }

  async release() {}

  async end() {
    this.#commands.dropAll();
    this.#stopping = true;
    this.#state = 'idle';
    await this.#drop();
    await this.#commands.ended();
    await this.#work;
  }

  /** @param keeps its outcome */
  #startWith(n: number, seed: number, keeps: (contestant: Contestant) => boolean) {
    return this.#commands.give(async () => {
      await this.#stop();
      await this.#drop();
      this.#next = [];
      this.#outcomes = new Map([...this.#outcomes].filter(([contestant]) => keeps(contestant)));
      [this.#n, this.#seed] = [n, seed];
      this.#set('idle');
      this.dispatchEvent(new Event('progress'));
    });
  }

  #start() {
    this.#stopping = false;
    this.#set('running');
    this.#work = this.#workOn();
  }

  async #workOn() {
    let problem: unknown = null;
    try {
      await this.#runAll();
    } catch (error) {
      problem = error;
      await this.#drop();
    }
    this.#work = null;
    if (problem) {
      this.#reason = problem instanceof Error ? problem.message : String(problem);
      this.#set('error');
    } else if (this.#state === 'running') {
      this.#set('paused');
    }
  }

  async #stop() {
    if (!this.#work) return;
    this.#stopping = true;
    this.#set('paused');
    await this.#current?.run.pause();
    await this.#work;
  }

  async #runAll() {
    while ((this.#current ??= this.#begin())) {
      const {run, contestant} = this.#current;
      if (run.state !== 'paused') {
        await run.prepare();
        const {targetPower} = run; // null: it could not begin, and says so below
        if (targetPower) await run.configure({'target-loss': goal * targetPower});
      }
      if (this.#stopping) return;
      await (run.state === 'paused' ? run.resume() : run.play());
      await run.stopped();
      if (this.#stopping && run.state === 'paused') return; // it goes on with resume()
      if (run.state === 'error') throw new Error(run.reason);
      this.#outcomes.set(contestant, this.#outcome(run, true));
      await this.#drop();
      this.dispatchEvent(new Event('progress'));
      if (this.#stopping) return;
    }
  }

  #begin() {
    const contestant = this.#next.shift();
    if (!contestant) return null;
    const run = new Run(browserHost(), {
      ...(isSized(contestant) ? {n: this.#n} : {}),
      seed: this.#seed,
      speed: 'max',
      ...contestant.settings,
    });
    run.addEventListener('progress', () => {
      const tooFar = run.progress.step >= (contestant.mostSteps ?? mostSteps);
      if (tooFar && run.state === 'running') void run.pause();
      this.dispatchEvent(new Event('progress'));
    });
    return {contestant, run};
  }

  async #drop() {
    const current = this.#current;
    this.#current = null;
    await current?.run.end();
  }

  #outcome({progress, seconds, targetPower}: Run, ended: boolean): Outcome {
    const {step, examples, heldOutLoss} = progress;
    const loss = heldOutLoss / (targetPower ?? NaN);
    return {ended, reached: loss <= goal, steps: step, examples, seconds, loss};
  }

  #set(state: State) {
    if (state === this.#state) return;
    this.#state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
