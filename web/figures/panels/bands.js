import {bandHeight, describeBand, drawBand} from '../../views/band.js';
import {POST_AXES} from '../../views/stft-axes.js';
import {slicesOfThePost} from '../spectrogram-scene.js';
import {keptPicture} from './kept-picture.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */
/** @typedef {import('../../views/band-picture.js').Slice} Slice */

/**
 * The four slices of the post side by side, and one that the reader chooses.
 * @param {{scene: Scene, stages: Stages, four: HTMLCanvasElement[], one: HTMLCanvasElement}} parts
 */
export function addBands({scene, stages, four, one}) {
  /** @param {HTMLCanvasElement} canvas */
  function addBand(canvas) {
    const kept = keptPicture(scene, POST_AXES);
    const heightFor = () => bandHeight(scene.axes, scene.theme);
    stages.add(canvas, draw, canvas === one ? undefined : heightFor);

    /** @param {import('../stages.js').SizedCanvas} sized */
    function draw({context, width, height}) {
      const {axes, theme} = scene;
      if (kept.isEmpty()) return;
      drawBand(context, {picture: kept.picture, axes}, {width, height, theme});
    }
    return {
      /** @param {Slice} slice */
      take(slice) {
        kept.take(slice);
        stages.invalidate(canvas);
      },
      describe() {
        if (kept.isEmpty()) return;
        canvas.setAttribute('aria-label', describeBand(kept.picture, POST_AXES));
      },
    };
  }
  const bands = four.map(addBand);
  const chosen = addBand(one);

  return {
    /** @param {Slice} slice */
    take(slice) {
      bands[slicesOfThePost.indexOf(slice.frame)]?.take(slice);
      if (slice.frame === scene.frame) chosen.take(slice);
    },
    describe() {
      for (const band of [...bands, chosen]) band.describe();
    },
  };
}
