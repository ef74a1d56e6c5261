import {describeWindowedRow, drawWindowedRow} from '../../views/windowed-row.js';
import {pixelWeights} from '../../views/windowed-weights.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */

/** Bins that the 2020 post shows; null: the one that the reader chose. */
const bins = [1, 5, 10, null];

/**
 * The weights behind pixels of the chosen frame, as waves.
 * @param {{scene: Scene, stages: Stages, canvases: HTMLCanvasElement[]}} parts one for each of bins
 */
export function addWindowedRows({scene, stages, canvases}) {
  /** @param {number} index */
  function weightsOf(index) {
    const {weights, frame, axes} = scene.chosenSlice;
    return weights && pixelWeights(weights, {frame, bin: bins[index] ?? scene.bin, axes});
  }

  for (const [index, canvas] of canvases.entries()) {
    stages.add(canvas, ({context, width, height}) => {
      const weights = weightsOf(index);
      if (weights) drawWindowedRow(context, weights, {width, height, theme: scene.theme});
    });
  }

  return {
    describe() {
      for (const [index, canvas] of canvases.entries()) {
        const weights = weightsOf(index);
        if (weights) canvas.setAttribute('aria-label', describeWindowedRow(weights));
      }
    },
  };
}
