/**
 * One bin's weights against the sample: a cosine (real) and a negative sine (imaginary) once the
 * network has learned.
 */
import {binErrors, trueImaginary, trueReal, turns} from './bin-weights.js';
import {formatCount, formatScientific, formatTick} from './format.js';
import {drawXTicks, drawYTicks, makePlot, quarterTicks} from './plot.js';
import {drawRow, drawRowCaption, rowSampleAt} from './row-plot.js';

/** @typedef {import('./bin-weights.js').BinWeights} BinWeights */
/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./theme.js').Theme} Theme */

/** Weights end at +-1; the rest is room for what overshoots on the way. */
const REACH = 1.25;

/**
 * @param {{width: number, height: number, n: number, theme: Theme}} options
 * @returns {Plot}
 */
export function rowsLayout({width, height, n, theme}) {
  const em = theme.labelSize;
  return makePlot({
    width,
    height,
    margins: {left: 2 * em + 4, top: 1.7 * em, right: 3.3 * em, bottom: 2 * em},
    xDomain: [0, n - 1],
    yDomain: [-REACH, REACH],
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {BinWeights} data
 * @param {{width: number, height: number, theme: Theme, cursor?: number | null}} options `cursor`:
 *   a sample
 * @returns {Plot} for `rowsAt`
 */
export function drawRows(context, {bin, real, imaginary}, {width, height, theme, cursor = null}) {
  const n = real.length;
  const plot = rowsLayout({width, height, n, theme});
  context.clearRect(0, 0, width, height);
  drawYTicks(context, plot, theme, [-1, 0, 1]);
  drawXTicks(context, plot, theme, quarterTicks(n), formatTick, 'input sample m');
  drawRowCaption(context, theme, width, 'true cosine, −sine');
  const row = {
    real,
    imaginary,
    trueReal: /** @param {number} sample */ sample => trueReal(bin, n, sample),
    trueImaginary: /** @param {number} sample */ sample => trueImaginary(bin, n, sample),
    period: n / Math.max(1, Math.abs(turns(bin, n))),
  };
  drawRow(context, plot, row, theme, cursor);
  return plot;
}

/**
 * @param {number} x in CSS pixels on the canvas
 * @param {number} y
 * @param {BinWeights} data
 * @param {Plot} plot
 */
export function rowsAt(x, y, {bin, real, imaginary}, plot) {
  const n = real.length;
  const sample = rowSampleAt(x, y, n, plot);
  if (sample === null) return null;
  return {
    sample,
    real: real[sample],
    imaginary: imaginary[sample],
    trueReal: trueReal(bin, n, sample),
    trueImaginary: trueImaginary(bin, n, sample),
  };
}

/** @param {BinWeights} data */
export function describeRows(data) {
  const errors = binErrors(data);
  return (
    `Weights of output bin ${data.bin} against the ${formatCount(data.real.length)} input samples. ` +
    `The real part differs from the true cosine by at most ${formatScientific(errors.real)}, ` +
    `the imaginary part from the true negative sine by at most ${formatScientific(errors.imaginary)}.`
  );
}
