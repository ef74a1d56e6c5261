import {unlessEnded} from '../engine/unless-ended.ts';
import type {State} from '../engine/protocol.ts';

/** What is at work. */
type Run = {readonly state: State};

/** Milliseconds from one picture to the next while training, at least. */
const interval = {normal: 33, reduced: 1000};

/** Of the time, at most one part in so many goes into taking pictures: a large matrix takes long. */
const share = 5;

/**
 * Takes pictures of a run: one after the other while it trains, one when it stops, none while nobody
 * sees them, never two at a time.
 */
export class PictureLoop {
  #run;
  #take;
  #signal;
  #visible = false;
  #taking: Promise<void> | null = null;
  #duration = 0;
  #problem: unknown = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param take asks the run for what is to be drawn */
  constructor(run: Run, take: () => Promise<void>, signal: AbortSignal) {
    this.#run = run;
    this.#take = take;
    this.#signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  setVisible(visible: boolean) {
    this.#visible = visible;
    if (visible) void this.afresh();
  }

  /** The run has changed its state. */
  onStateChange() {
    clearTimeout(this.#timer);
    if (this.#run.state === 'running') this.#schedule();
    else void this.afresh(); // one that was begun before the last step would stay
  }

  /** One picture now; resolves when it is there. */
  now() {
    this.#taking ??= this.#once().finally(() => (this.#taking = null));
    return this.#taking;
  }

  /** A picture of what has just changed: not one that was begun before. */
  async afresh() {
    await this.#taking;
    await this.now();
  }

  async #once() {
    // While it is loading, its weights are whatever the core has there for a moment.
    if (!this.#visible || this.#signal.aborted || this.#run.state === 'loading') return;
    const begin = performance.now();
    try {
      await unlessEnded(this.#take());
    } catch (error) {
      if (error !== this.#problem) console.error('A picture cannot be drawn:', error);
      this.#problem = error; // told once; the next picture may go better
    }
    this.#duration = performance.now() - begin;
  }

  #schedule() {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const least = isCalm ? interval.reduced : interval.normal;
    this.#timer = setTimeout(
      async () => {
        await this.now();
        if (this.#run.state === 'running' && !this.#signal.aborted) this.#schedule();
      },
      Math.max(least, share * this.#duration),
    );
  }
}
