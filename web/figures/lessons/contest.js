import {browserHost} from '#host';
import {Run} from '../../engine/run.js';
import {isSized} from './contestants.js';

/** @typedef {import('../../engine/protocol.js').State} State */
/** @typedef {import('./contestants.js').Contestant} Contestant */

/** Held-out loss to be reached, relative to the mean square of the targets. */
export const goal = 1e-10;

/** About where those end that do not reach it: they are told so when they tell how far they are. */
const mostSteps = 5000;

/**
 * What a run came to, or has come to so far.
 * @typedef {object} Outcome
 * @property {boolean} ended
 * @property {boolean} reached
 * @property {number} steps
 * @property {number} examples
 * @property {number} seconds spent training
 * @property {number} loss held-out, relative to the mean square of the targets
 */

/** Runs of several networks towards the same loss, one after the other, from the same seed. */
export class Contest extends EventTarget {
  #contestants;
  /** @type {State} */
  #state = 'idle';
  #reason = '';
  #n = 64;
  #seed = 42;
  /** @type {{contestant: Contestant, run: Run} | null} at work, or waiting to go on */
  #current = null;
  /** @type {Contestant[]} whose turn comes */
  #next = [];
  /** @type {Map<Contestant, Outcome>} */
  #outcomes = new Map();
  /** Number of the latest resume(): an earlier one ends. */
  #job = 0;

  /** @param {readonly Contestant[]} contestants that learn */
  constructor(contestants) {
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

  /** @param {Contestant} contestant @returns {Outcome | null} null: not begun */
  outcomeOf(contestant) {
    if (this.#current?.contestant === contestant) return this.#outcome(this.#current.run, false);
    return this.#outcomes.get(contestant) ?? null;
  }

  /**
   * All that have not been run, in turn; all of them again when all have been. Large ones are not
   * among them.
   */
  async play() {
    if (this.#state === 'running') return;
    if (this.isDone) this.#outcomes.clear();
    this.#next = this.#contestants.filter(
      contestant =>
        !contestant.isLarge &&
        !this.#outcomes.has(contestant) &&
        this.#current?.contestant !== contestant,
    );
    await this.resume();
  }

  /** @param {Contestant} contestant this one alone, afresh */
  async playOne(contestant) {
    await this.pause();
    await this.#drop();
    this.#outcomes.delete(contestant);
    this.#next = [contestant];
    await this.resume();
  }

  /** Goes on where it was paused. */
  async resume() {
    if (this.#state === 'running') return;
    const job = ++this.#job;
    this.#set('running');
    for (;;) {
      this.#current ??= this.#begin();
      if (!this.#current) break;
      const {run, contestant} = this.#current;
      if (run.state !== 'paused') {
        await run.prepare();
        const {targetPower} = run; // null: it could not begin, and says so below
        if (targetPower) await run.configure({'target-loss': goal * targetPower});
      }
      if (job !== this.#job) return; // paused meanwhile: not begun yet
      await (run.state === 'paused' ? run.resume() : run.play());
      await run.stopped();
      if (job !== this.#job) return; // paused meanwhile, perhaps resumed
      if (run.state === 'error') {
        this.#reason = run.reason;
        await this.#drop();
        this.#set('error');
        return;
      }
      this.#outcomes.set(contestant, this.#outcome(run, true));
      await this.#drop();
      this.dispatchEvent(new Event('progress'));
    }
    this.#set('paused');
  }

  async pause() {
    if (this.#state !== 'running') return;
    this.#job++;
    this.#set('paused');
    await this.#current?.run.pause();
  }

  reset() {
    return this.#startWith(this.#n, this.#seed, () => false);
  }

  newSeed() {
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    return this.#startWith(this.#n, seed, () => false);
  }

  /** @param {number} n of those that have a size: what the others came to stays */
  setSize(n) {
    return this.#startWith(n, this.#seed, contestant => !isSized(contestant));
  }

  /** Workers come with play(). */
  async comeNear() {}

  async release() {}

  async dispose() {
    this.#job++;
    this.#state = 'idle';
    await this.#drop();
  }

  /**
   * @param {number} n
   * @param {number} seed
   * @param {(contestant: Contestant) => boolean} keeps its outcome
   */
  async #startWith(n, seed, keeps) {
    await this.pause();
    await this.#drop();
    this.#next = [];
    this.#outcomes = new Map([...this.#outcomes].filter(([contestant]) => keeps(contestant)));
    [this.#n, this.#seed] = [n, seed];
    this.#set('idle');
    this.dispatchEvent(new Event('progress'));
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
    await current?.run.dispose();
  }

  /**
   * @param {Run} run
   * @param {boolean} ended
   * @returns {Outcome}
   */
  #outcome({progress, seconds, targetPower}, ended) {
    const {step, examples, heldOutLoss} = progress;
    const loss = heldOutLoss / (targetPower ?? NaN);
    return {ended, reached: loss <= goal, steps: step, examples, seconds, loss};
  }

  /** @param {State} state */
  #set(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
