import {unlessEnded} from '../../engine/unless-ended.js';
import {FrameQueue} from './frame-queue.js';

/** @typedef {import('../../engine/network.js').Network} Network */
/** @typedef {import('../../engine/network.js').TimedFrames} TimedFrames */

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

  /**
   * @param {object} parts
   * @param {{nperseg: number, hop: number}} parts.axes
   * @param {() => Pick<Network, 'predictTimed'> | null} parts.network as it is now; null: there is none
   * @param {(answer: TimedFrames, count: number) => void} parts.onAnswer to so many frames
   * @param {(count: number) => void} parts.onDropped
   * @param {AbortSignal} parts.stop nobody waits for answers any more
   */
  constructor(parts) {
    this.#parts = parts;
    this.#queue = new FrameQueue(parts.axes, mostWaiting);
  }

  /** @param {Pick<import('./chunks.js').Chunk, 'samples' | 'lost'>} chunk the next one */
  take({samples, lost}) {
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
