/**
 * Where the frames and bins of a short-time Fourier transform lie in time and frequency.
 */

/**
 * @typedef {object} StftAxes
 * @property {number} fs samples a second
 * @property {number} nperseg samples a frame
 * @property {number} hop samples from one frame's start to the next one's
 * @property {number} nfft at least nperseg
 * @property {number} frames
 * @property {number} [begin] seconds, of the first sample; left out: 0
 */

/** The post's: 2048 samples become 33 frames of 129 bins. @type {StftAxes} */
export const POST_AXES = {fs: 256, nperseg: 256, hop: 56, nfft: 256, frames: 33};

/** One frame of it alone, which is all that a shared map sees. @type {StftAxes} */
export const FRAME_AXES = {...POST_AXES, frames: 1};

/** @param {StftAxes} axes */
export function binCount({nfft}) {
  return nfft / 2 + 1;
}

/**
 * The samples that all frames see together.
 *
 * @param {StftAxes} axes
 */
export function sampleCount({nperseg, hop, frames}) {
  return nperseg + hop * (frames - 1);
}

/**
 * @param {StftAxes} axes
 * @param {number} frame
 * @returns {number} seconds, of the frame's middle
 */
export function timeOf({fs, nperseg, hop, begin = 0}, frame) {
  return begin + (nperseg / 2 + frame * hop) / fs;
}

/**
 * @param {StftAxes} axes
 * @param {number} bin
 * @returns {number} Hz
 */
export function frequencyOf({fs, nfft}, bin) {
  return (bin * fs) / nfft;
}

/**
 * The samples that a frame sees.
 *
 * @param {StftAxes} axes
 * @param {number} frame
 * @returns {[first: number, end: number]} `end` is the first one after it
 */
export function samplesOf({nperseg, hop}, frame) {
  return [frame * hop, frame * hop + nperseg];
}

/**
 * The frame whose middle is nearest to a sample.
 *
 * @param {StftAxes} axes
 * @param {number} sample
 */
export function frameNear({nperseg, hop, frames}, sample) {
  return Math.max(0, Math.min(frames - 1, Math.round((sample - nperseg / 2) / hop)));
}

/**
 * A time with as many decimals as tell neighbouring frames apart.
 *
 * @param {StftAxes} axes
 * @param {number} seconds
 */
export function formatTime({fs, hop}, seconds) {
  return `${seconds.toFixed(Math.max(0, Math.ceil(-Math.log10(hop / fs))) + 1)} s`;
}
