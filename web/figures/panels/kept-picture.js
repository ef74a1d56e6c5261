import {createBandPicture} from '../../views/band.js';
import {POST_AXES} from '../../views/stft-axes.js';
import {weightScale} from '../../views/windowed-weights.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../../views/stft-axes.js').StftAxes} StftAxes */

/** One colour scale for all slices. */
export const weightLimit = weightScale(POST_AXES);

/**
 * A slice's picture that is written again only when its weights or colours have changed.
 * @param {Scene} scene
 * @param {StftAxes} axes of what the slice is of
 */
export function keptPicture(scene, axes) {
  const picture = createBandPicture(axes);
  /** @type {Float32Array | null} */
  let written = null;
  let table = scene.diverging;
  return {
    picture,
    isEmpty: () => written === null,
    /** @param {number} frame */
    isStale(frame) {
      const slice = scene.slices.get(frame);
      return slice !== undefined && (slice !== written || table !== scene.diverging);
    },
    /** @param {number} frame */
    update(frame) {
      const slice = scene.slices.get(frame);
      if (!slice) return;
      picture.write(slice, frame, weightLimit, scene.diverging);
      written = slice;
      table = scene.diverging;
    },
  };
}
