/**
 * Where the frames and bins of a short-time Fourier transform lie in time and frequency.
 */

export interface StftAxes {
  /** samples a second */
  fs: number;
  /** samples a frame */
  nperseg: number;
  /** samples from one frame's start to the next one's */
  hop: number;
  /** at least nperseg */
  nfft: number;
  frames: number;
  /** seconds, of the first sample; left out: 0 */
  begin?: number;
}

/** The post's: 2048 samples become 33 frames of 129 bins. */
export const POST_AXES: StftAxes = {fs: 256, nperseg: 256, hop: 56, nfft: 256, frames: 33};

/** Slices that the 2020 post shows. */
export const slicesOfThePost = [0, 10, 20, 30];

/** One frame of it alone, which is all that a shared map sees. */
export const FRAME_AXES: StftAxes = {...POST_AXES, frames: 1};

export function binCount({nfft}: StftAxes) {
  return nfft / 2 + 1;
}

/** The samples that all frames see together. */
export function sampleCount({nperseg, hop, frames}: StftAxes) {
  return nperseg + hop * (frames - 1);
}

/** @returns seconds, of the frame's middle */
export function timeOf({fs, nperseg, hop, begin = 0}: StftAxes, frame: number): number {
  return begin + (nperseg / 2 + frame * hop) / fs;
}

/** @returns Hz */
export function frequencyOf({fs, nfft}: StftAxes, bin: number): number {
  return (bin * fs) / nfft;
}

/**
 * The samples that a frame sees.
 * @returns `end` is the first one after it
 */
export function samplesOf({nperseg, hop}: StftAxes, frame: number): [first: number, end: number] {
  return [frame * hop, frame * hop + nperseg];
}

/** The frame whose middle is nearest to a sample. */
export function frameNear({nperseg, hop, frames}: StftAxes, sample: number) {
  return Math.max(0, Math.min(frames - 1, Math.round((sample - nperseg / 2) / hop)));
}

/** A time with as many decimals as tell neighbouring frames apart. */
export function formatTime({fs, hop}: StftAxes, seconds: number) {
  return `${seconds.toFixed(Math.max(0, Math.ceil(-Math.log10(hop / fs))) + 1)} s`;
}
