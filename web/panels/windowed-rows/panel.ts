import {describeWindowedRow, drawWindowedRow} from './draw.ts';
import {pixelWeights} from './weights.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/** What it needs of what is shown. */
export interface Needs {
  theme: Theme;
  bin: number;
  /** weights behind the bins of a frame */
  chosenSlice: {weights: Float32Array | null; frame: number; axes: StftAxes};
}

/** Bins that the 2020 post shows; null: the one that the reader chose. */
const bins = [1, 5, 10, null];

/**
 * The weights behind pixels of the chosen frame, as waves.
 * @param parts one for each of bins
 */
export function addWindowedRows({
  scene,
  stages,
  canvases,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvases: HTMLCanvasElement[];
}) {
  function weightsOf(index: number) {
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
