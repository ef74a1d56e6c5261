import {createBandPicture} from '../../views/band.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../../views/band-picture.js').Slice} Slice */
/** @typedef {import('../../views/stft-axes.js').StftAxes} StftAxes */

/**
 * The picture of a slice in the scene's colours; empty until there is one.
 * @param {Scene} scene
 * @param {StftAxes} axes of what the slice is of
 */
export function keptPicture(scene, axes) {
  const picture = createBandPicture(axes);
  let empty = true;
  return {
    isEmpty: () => empty,
    /** @param {Slice} slice */
    take(slice) {
      picture.write(slice, scene.diverging);
      empty = false;
    },
    get picture() {
      picture.recolour(scene.diverging);
      return picture;
    },
  };
}
