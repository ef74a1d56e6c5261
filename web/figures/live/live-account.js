/** @typedef {import('../../engine/network.js').TimedFrames} TimedFrames */

/**
 * What frames took and how near they came.
 * @typedef {object} LiveFigures
 * @property {number} framesPerSecond since it was last asked for
 * @property {number} dropped from the beginning on
 * @property {number} networkShare of a core: time at work / time, from the beginning on, for a
 *   browser's clock may be coarser than one call
 * @property {number} referenceShare likewise
 * @property {number} difference 10 log10(sum |y - r|^2 / sum |r|^2) of the frames since it was last
 *   asked for; dB, NaN where the reference r is silent
 */

/** Keeps the books of a microphone that is being listened to. */
export class LiveAccount {
  #begin;
  #dropped = 0;
  #busy = {network: 0, reference: 0};
  /** What counts from one time that it is asked for to the next. */
  #since;

  /** @param {number} begin time, in milliseconds */
  constructor(begin) {
    this.#begin = begin;
    this.#since = nothingSince(begin);
  }

  /** @param {number} count frames that nobody worked at */
  drop(count) {
    this.#dropped += count;
  }

  /**
   * @param {TimedFrames} answer
   * @param {number} count frames in it
   */
  add({prediction, reference, milliseconds}, count) {
    const since = this.#since;
    since.frames += count;
    this.#busy.network += milliseconds.network;
    this.#busy.reference += milliseconds.reference;
    for (let i = 0; i < reference.length; i++) {
      since.differenceEnergy += (prediction[i] - reference[i]) ** 2;
      since.referenceEnergy += reference[i] ** 2;
    }
  }

  /**
   * @param {number} now time, in milliseconds
   * @returns {LiveFigures}
   */
  tell(now) {
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

/** @param {number} begin */
function nothingSince(begin) {
  return {begin, frames: 0, differenceEnergy: 0, referenceEnergy: 0};
}
