import type {TimedFrames} from '../../../engine/network.ts';

/** What frames took and how near they came. */
interface LiveFigures {
  /** since it was last asked for */
  framesPerSecond: number;
  /** from the beginning on */
  dropped: number;
  /**
   * of a core: time at work / time, from the beginning on, for a browser's clock may be coarser
   * than one call
   */
  networkShare: number;
  /** likewise */
  referenceShare: number;
  /**
   * 10 log10(sum |y - r|^2 / sum |r|^2) of the frames since it was last asked for; dB, NaN where
   * the reference r is silent
   */
  difference: number;
}

/** Keeps the books of a microphone that is being listened to. */
export class LiveAccount {
  #begin;
  #dropped = 0;
  #busy = {network: 0, reference: 0};
  /** What counts from one time that it is asked for to the next. */
  #since;

  /** @param begin time, in milliseconds */
  constructor(begin: number) {
    this.#begin = begin;
    this.#since = nothingSince(begin);
  }

  /** @param count frames that nobody worked at */
  drop(count: number) {
    this.#dropped += count;
  }

  /** @param count frames in it */
  add({prediction, reference, milliseconds}: TimedFrames, count: number) {
    const since = this.#since;
    since.frames += count;
    this.#busy.network += milliseconds.network;
    this.#busy.reference += milliseconds.reference;
    for (let i = 0; i < reference.length; i++) {
      since.differenceEnergy += (prediction[i] - reference[i]) ** 2;
      since.referenceEnergy += reference[i] ** 2;
    }
  }

  /** @param now time, in milliseconds */
  tell(now: number): LiveFigures {
    const {begin, frames, differenceEnergy, referenceEnergy} = this.#since;
    this.#since = nothingSince(now);
    return {
      framesPerSecond: (1000 * frames) / (now - begin),
      dropped: this.#dropped,
      networkShare: this.#busy.network / (now - this.#begin),
      referenceShare: this.#busy.reference / (now - this.#begin),
      difference: referenceEnergy > 0 ? 10 * Math.log10(differenceEnergy / referenceEnergy) : NaN,
    };
  }
}

function nothingSince(begin: number) {
  return {begin, frames: 0, differenceEnergy: 0, referenceEnergy: 0};
}
