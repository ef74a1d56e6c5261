import {unlessEnded} from '../../../engine/unless-ended.ts';
import {FrameQueue} from './frame-queue.ts';
import type {Network, TimedFrames} from '../../../engine/network.ts';
import type {Chunk} from './chunks.ts';

/** About half a second. */
const mostWaiting = 72;

/**
 * Takes a sound to the network as it comes, frame by frame and one call at a time. What comes faster
 * than it is answered is dropped.
 */
export class LiveAnalysis {
  #queue;
  #parts;
  #working = false;

  constructor(parts: {
    axes: {nperseg: number; hop: number};

    /** as it is now; null: there is none */
    network: () => Pick<Network, 'predictTimed'> | null;

    /** to so many frames */
    onAnswer: (answer: TimedFrames, count: number) => void;
    onDropped: (count: number) => void;

    /** nobody waits for answers any more */
    stop: AbortSignal;
  }) {
    this.#parts = parts;
    this.#queue = new FrameQueue(parts.axes, mostWaiting);
  }

  /** @param chunk the next one */
  take({samples, lost}: Pick<Chunk, 'samples' | 'lost'>) {
    if (lost > 0) this.#queue.miss(lost);
    this.#queue.push(samples);
    if (!this.#working) void this.#work();
  }

  async #work() {
    const {network, onAnswer, onDropped, stop} = this.#parts;
    this.#working = true;
    while (this.#queue.waiting > 0 && !stop.aborted) {
      const {rows, count, dropped} = this.#queue.take();
      if (dropped > 0) onDropped(dropped);
      const answer = await unlessEnded(network()?.predictTimed(rows));
      if (stop.aborted) break;
      if (answer) onAnswer(answer, count);
      else onDropped(count);
    }
    this.#working = false;
  }
}
