import {formatSigned} from '../../views/format.js';
import {trueImaginary, trueReal} from '../../views/bin-weights.js';
import {describeRows, drawRows, rowsAt} from '../../views/rows.js';
import {pointOn} from '../stages.js';
import {onArrowKeys} from '../keys.js';

/** @typedef {import('../scene.js').Scene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */

/**
 * The selected bin's weights over the samples; point or use the arrow keys to read one.
 * @param {{scene: Scene, stages: Stages, canvas: HTMLCanvasElement, readout: HTMLElement,
 *   signal: AbortSignal}} parts
 */
export function addRows({scene, stages, canvas, readout, signal}) {
  /** @type {number | null} */
  let cursor = null;
  /** @type {import('../../views/plot.js').Plot | null} */
  let plot = null;

  stages.add(canvas, ({context, width, height}) => {
    const {binWeights, theme} = scene;
    if (!binWeights) return;
    plot = drawRows(context, binWeights, {width, height, theme, cursor});
    readout.textContent = cursor === null ? '\u00a0' : readingOf(cursor);
  });

  /** @param {number} sample */
  function readingOf(sample) {
    const {binWeights, n, bin} = scene;
    if (!binWeights) return '';
    return (
      `sample ${sample}: Re ${formatSigned(binWeights.real[sample])} ` +
      `(true ${formatSigned(trueReal(bin, n, sample))}), ` +
      `Im ${formatSigned(binWeights.imaginary[sample])} ` +
      `(true ${formatSigned(trueImaginary(bin, n, sample))})`
    );
  }

  /** @param {number | null} sample */
  function moveTo(sample) {
    cursor = sample === null ? null : Math.max(0, Math.min(scene.n - 1, sample));
    stages.invalidate(canvas);
  }

  canvas.addEventListener(
    'pointermove',
    event => {
      const {x, y} = pointOn(event);
      const {binWeights} = scene;
      moveTo((plot && binWeights && rowsAt(x, y, binWeights, plot)?.sample) ?? null);
    },
    {signal},
  );
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onArrowKeys(canvas, signal, by => moveTo((cursor ?? -1) + by));

  return {
    describe() {
      const {binWeights} = scene;
      if (binWeights) canvas.setAttribute('aria-label', describeRows(binWeights));
    },
    table: () => ({
      heads: ['sample', 'Re', 'true Re', 'Im', 'true Im'],
      rows: Array.from({length: scene.n}, (_, sample) => [
        String(sample),
        formatSigned(scene.binWeights?.real[sample] ?? NaN),
        formatSigned(trueReal(scene.bin, scene.n, sample)),
        formatSigned(scene.binWeights?.imaginary[sample] ?? NaN),
        formatSigned(trueImaginary(scene.bin, scene.n, sample)),
      ]),
    }),
  };
}
