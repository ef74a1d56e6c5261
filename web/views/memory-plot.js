/**
 * How much of each sample of the past is still in a frame, all bins taken together: it has to be gone
 * where the window ends.
 */
import {formatScientific, formatTick} from './format.js';
import {drawLogPlot} from './log-plot.js';

/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./theme.js').Theme} Theme */

/**
 * @typedef {object} Memory
 * @property {number} nperseg
 * @property {Float32Array} learned (lags) relative to the true one's largest
 * @property {Float32Array} truth (lags) likewise
 */

/** Powers of ten that are shown. */
const RANGE = /** @type {const} */ ([-8, 1]);

/**
 * The norm of what an impulse is worth, by its age.
 *
 * @param {{learned: Float32Array, truth: Float32Array, outputs: number, nperseg: number}} responses
 *   (lags, outputs)
 * @returns {Memory}
 */
export function memoryOf({learned, truth, outputs, nperseg}) {
  const norms = (/** @type {Float32Array} */ response) =>
    Float32Array.from({length: response.length / outputs}, (_, lag) => {
      const row = response.subarray(lag * outputs, (lag + 1) * outputs);
      return Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    });
  const whole = norms(truth);
  const unit = whole.reduce((a, b) => Math.max(a, b), 0) || 1;
  return {
    nperseg,
    learned: norms(learned).map(value => value / unit),
    truth: whole.map(value => value / unit),
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Memory} memory
 * @param {{width: number, height: number, theme: Theme, cursor?: number | null}} options `cursor`: a
 *   lag
 * @returns {Plot} its x counts the samples back from the frame's last: 0, -1, -2 ...
 */
export function drawMemory(context, {nperseg, learned, truth}, options) {
  const {theme, cursor = null} = options;
  const xs = Array.from(learned, (_, i) => i - learned.length + 1);
  const oldestFirst = (/** @type {Float32Array} */ values) => values.slice().reverse();
  return drawLogPlot(
    context,
    {
      x: {title: 'samples ago', range: [xs[0], 0], format: tick => formatTick(-tick)},
      y: {title: 'worth in a frame; thin: what it should be', range: RANGE},
      curves: [
        {name: '', colour: theme.truth, dash: [], width: 1, xs, ys: oldestFirst(truth)},
        {name: '', colour: theme.network, dash: [], width: 2, xs, ys: oldestFirst(learned)},
      ],
      marks: [{x: 0.5 - nperseg, name: 'the window begins', side: 'right'}],
    },
    {...options, cursor: cursor === null ? null : -cursor},
  );
}

/**
 * The largest part of a sample that is left once it has left the window.
 *
 * @param {Memory} memory
 */
export function leftOver({nperseg, learned}) {
  return learned.subarray(nperseg).reduce((a, b) => Math.max(a, b), 0);
}

/** @param {Memory} memory */
export function describeMemory(memory) {
  return (
    `How much of each of the last ${memory.learned.length} samples is in a frame. Of those that ` +
    `have left the window of ${memory.nperseg}, up to ${formatScientific(leftOver(memory))} of the ` +
    'largest is left; it should be nothing.'
  );
}
