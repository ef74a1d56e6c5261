import {bandAt, drawBand, indexInSlice} from '../bands/draw.ts';
import {formatCount, formatScientific, formatTick} from '../../words/format.ts';
import {drawLegend} from '../../kit/legend.ts';
import {FRAME_AXES, binCount, frequencyOf} from '../../kit/stft-axes.ts';
import {pixelErrors, pixelWeights, weightLimit} from '../windowed-rows/weights.ts';
import {addCursor} from '../../kit/cursor.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
import {pointOn} from '../../kit/stages.ts';
import {keptPicture} from '../bands/kept-picture.ts';
import type {Stages} from '../../kit/stages.ts';
import type {BandCell, BandLayout} from '../bands/draw.ts';
import type {Slice} from '../bands/band-picture.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  bin: number;
  diverging: Uint32Array;
  slice: {weights: Float32Array} | null;
  theme: Theme;
}

const axes = FRAME_AXES;

/** The one map of all frames: point to read a weight, click or press Enter to follow its bin. */
export function addMap({
  scene,
  stages,
  canvas,
  legend,
  readout,
  signal,
  chooseBin,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  legend: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
  chooseBin: (bin: number) => void;
}) {
  const kept = keptPicture(scene, axes);
  let layout: BandLayout | null = null;

  stages.add(canvas, ({context, width, height}) => {
    if (kept.isEmpty()) return;
    const data = {picture: kept.picture, axes, title: 'one map for all frames'};
    layout = drawBand(context, data, {width, height, theme: scene.theme, cursor: cursor.at});
    cursor.tell();
  });
  stages.add(legend, ({context, width, height}) => {
    const data = {limit: weightLimit, table: scene.diverging};
    drawLegend(context, data, {width, height, theme: scene.theme});
  });

  function readingOf(cell: BandCell) {
    const weight = scene.slice?.weights[indexInSlice(cell, axes)] ?? NaN;
    const part = cell.part === 'real' ? 'Re' : 'Im';
    const frequency = formatTick(frequencyOf(axes, cell.bin));
    return `sample ${cell.sample} → ${part} of ${frequency} Hz: ${formatScientific(weight)}`;
  }

  const under = (x: number, y: number) => layout && bandAt(x, y, layout);
  const cursor = addCursor({
    stages,
    canvas,
    readout,
    signal,
    under,
    reading: readingOf,
    otherwise: null,
  });
  canvas.addEventListener(
    'click',
    event => {
      const {x, y} = pointOn(event);
      const cell = under(x, y);
      if (cell) chooseBin(cell.bin);
    },
    {signal},
  );
  onKeys(canvas, signal, event => {
    const at: BandCell = cursor.at ?? {part: 'real', bin: scene.bin, sample: axes.nperseg / 2};
    const move = moveOf(event, moves);
    if (event.key === 'Enter') chooseBin(at.bin);
    else if (move) cursor.moveTo(moved(at, move));
    else return false;
    return true;
  });

  return {
    take(slice: Slice) {
      kept.take(slice);
    },
    describe() {
      if (scene.slice) canvas.setAttribute('aria-label', describeMap(scene.slice.weights));
    },
  };
}

const moves: Record<string, [samples: number, bins: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** One cell on; imaginary parts stand below the real ones. */
function moved(
  {part, bin, sample}: BandCell,
  [samples, bins]: [samples: number, bins: number],
): BandCell {
  const count = binCount(axes);
  const highest = 2 * count - 1;
  const at = (part === 'real' ? count : 0) + bin + bins;
  const row = Math.max(0, Math.min(highest, at));
  return {
    part: row >= count ? 'real' : 'imaginary',
    bin: row % count,
    sample: Math.max(0, Math.min(axes.nperseg - 1, sample + samples)),
  };
}

function describeMap(weights: Float32Array) {
  let worst = 0;
  for (let bin = 0; bin < binCount(axes); bin++) {
    const {real, imaginary} = pixelErrors(pixelWeights(weights, {frame: 0, bin, axes}));
    worst = Math.max(worst, real, imaginary);
  }
  return (
    `Weights of the one map: ${axes.nperseg} input samples across, ${binCount(axes)} bins up, real ` +
    `above imaginary. None of the ${formatCount(weights.length)} weights is further than ` +
    `${formatScientific(worst)} from the true one.`
  );
}
