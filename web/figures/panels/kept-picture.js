import {createBandPicture} from '../../views/band.js';
import {POST_AXES} from '../../views/stft-axes.js';
import {weightScale} from '../../views/windowed-weights.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../../views/stft-axes.js').StftAxes} StftAxes */

/** One colour scale for all slices. */
export const weightLimit = weightScale(POST_AXES);

/**
 * A slice's picture, which needs its weights no more once it is written.
 * @param {Scene} scene
 * @param {StftAxes} axes of what the slice is of
 */
export function keptPicture(scene, axes) {
  const picture = createBandPicture(axes);
  /** @type {Float32Array | null} */
  let written = null;
  return {
    isEmpty: () => written === null,
    /**
     * Takes over the weights of a frame, unless it has them.
     * @param {number} frame
     */
    update(frame) {
      const slice = scene.slices.get(frame);
      if (!slice || slice === written) return;
      picture.write(slice, frame, weightLimit, scene.diverging);
      written = slice;
    },
    /** In the scene's colours. */
    get picture() {
      picture.recolour(scene.diverging);
      return picture;
    },
  };
}
