import {bandAt, drawBand, indexInSlice} from '../../views/band.js';
import {formatCount, formatScientific, formatTick} from '../../views/format.js';
import {drawLegend} from '../../views/legend.js';
import {FRAME_AXES, binCount, frequencyOf} from '../../views/stft-axes.js';
import {pixelErrors, pixelWeights} from '../../views/windowed-weights.js';
import {moveOf, onKeys} from '../keys.js';
import {weightLimit} from '../spectrogram-network.js';
import {pointOn} from '../stages.js';
import {keptPicture} from './kept-picture.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */
/** @typedef {import('../../views/band.js').BandCell} BandCell */

const axes = FRAME_AXES;

/**
 * The one map of all frames: point to read a weight, click or press Enter to follow its bin.
 * @param {{scene: Scene, stages: Stages, canvas: HTMLCanvasElement, legend: HTMLCanvasElement,
 *   readout: HTMLElement, signal: AbortSignal, chooseBin: (bin: number) => void}} parts
 */
export function addMap({scene, stages, canvas, legend, readout, signal, chooseBin}) {
  const kept = keptPicture(scene, axes);
  /** @type {import('../../views/band.js').BandLayout | null} */
  let layout = null;
  /** @type {BandCell | null} */
  let cursor = null;

  stages.add(canvas, ({context, width, height}) => {
    if (kept.isEmpty()) return;
    const data = {picture: kept.picture, axes, title: 'one map for all frames'};
    layout = drawBand(context, data, {width, height, theme: scene.theme, cursor});
    if (cursor) readout.textContent = readingOf(cursor);
  });
  stages.add(legend, ({context, width, height}) => {
    const data = {limit: weightLimit, table: scene.diverging};
    drawLegend(context, data, {width, height, theme: scene.theme});
  });

  /** @param {BandCell} cell */
  function readingOf(cell) {
    const weight = scene.slice?.weights[indexInSlice(cell, axes)] ?? NaN;
    const part = cell.part === 'real' ? 'Re' : 'Im';
    const frequency = formatTick(frequencyOf(axes, cell.bin));
    return `sample ${cell.sample} → ${part} of ${frequency} Hz: ${formatScientific(weight)}`;
  }

  /** @param {BandCell | null} cell */
  function moveTo(cell) {
    cursor = cell;
    stages.invalidate(canvas);
  }

  /** @param {PointerEvent | MouseEvent} event */
  function cellUnder(event) {
    const {x, y} = pointOn(event);
    return layout && bandAt(x, y, layout);
  }

  canvas.addEventListener('pointermove', event => moveTo(cellUnder(event)), {signal});
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  canvas.addEventListener(
    'click',
    event => {
      const cell = cellUnder(event);
      if (cell) chooseBin(cell.bin);
    },
    {signal},
  );
  onKeys(canvas, signal, event => {
    const at = cursor ?? {part: 'real', bin: scene.bin, sample: axes.nperseg / 2};
    const move = moveOf(event, moves);
    if (event.key === 'Enter') chooseBin(at.bin);
    else if (move) moveTo(moved(at, move));
    else return false;
    return true;
  });

  return {
    /** @param {import('../../views/band-picture.js').Slice} slice */
    take(slice) {
      kept.take(slice);
    },
    describe() {
      if (scene.slice) canvas.setAttribute('aria-label', describeMap(scene.slice.weights));
    },
  };
}

/** @type {Record<string, [samples: number, bins: number]>} */
const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};

/**
 * One cell on; imaginary parts stand below the real ones.
 * @param {BandCell} cell
 * @param {[samples: number, bins: number]} by
 * @returns {BandCell}
 */
function moved({part, bin, sample}, [samples, bins]) {
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

/** @param {Float32Array} weights */
function describeMap(weights) {
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
