import type {State} from '../engine/protocol.ts';

/** What plays: training, a lesson, a sound. Events: `statechange`. */
export type Playable = EventTarget & {
  readonly state: State;
  /** whether someone waits for the end of what it does, seen or not */
  readonly isAwaited?: boolean;
  pause: () => Promise<unknown>;
  /** goes on with what was paused */
  resume: () => Promise<unknown>;
  /** ends the workers of what has not begun, or is done: their memory is another's */
  release: () => Promise<unknown>;
  /** for good */
  end: () => Promise<unknown>;
};

/**
 * Something that plays, and the figures that show it: it works while any of them can be seen, or
 * someone waits for the end of it, goes on when one is seen again, and ends with the last.
 */
export class Watched<Work extends Playable> {
  readonly work;
  #comeNear;
  #ended = new AbortController();
  /** of each figure, whether it is seen; null: not known yet */
  #viewers = new Map<AbortSignal, boolean | null>();
  /** of any of them */
  #isSeen: boolean | null = null;
  #isPausedUnseen = false;

  /** @param comeNear done as soon as it is seen, where nothing waits to go on */
  constructor(work: Work, comeNear: () => Promise<unknown> = async () => {}) {
    this.work = work;
    this.#comeNear = comeNear;
    work.addEventListener('statechange', () => this.#onStateChange());
  }

  /**
   * One more figure shows it.
   * @param signal ends with the figure
   * @returns to be told whether it can be seen
   */
  show(signal: AbortSignal): (isSeen: boolean) => void {
    this.#viewers.set(signal, null);
    signal.addEventListener('abort', () => {
      this.#viewers.delete(signal);
      if (this.#viewers.size > 0) return this.#look();
      this.#ended.abort();
      void this.work.end();
    });
    return isSeen => {
      this.#viewers.set(signal, isSeen);
      this.#look();
    };
  }

  /** How many figures show it. */
  get viewers() {
    return this.#viewers.size;
  }

  /** Ends with the last of them. */
  get ended() {
    return this.#ended.signal;
  }

  #look() {
    const {work} = this;
    const seen = [...this.#viewers.values()];
    const isKnown = seen.some(each => each !== null);
    const isSeen = isKnown ? seen.includes(true) : null;
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    if (isSeen) {
      void (this.#isPausedUnseen ? work.resume() : this.#comeNear());
      this.#isPausedUnseen = false;
    } else if (work.state === 'running') {
      if (!work.isAwaited) this.#pauseUnseen();
    } else {
      void work.release();
    }
  }

  /** What was left, or hidden, on its way there. */
  #onStateChange() {
    const {state, isAwaited = false} = this.work;
    if (state !== 'paused') this.#isPausedUnseen = false;
    if (state === 'running' && this.#isSeen === false && !isAwaited) this.#pauseUnseen();
  }

  #pauseUnseen() {
    this.#isPausedUnseen = true;
    void this.work.pause();
  }
}
