/**
 * One bin's weights against the sample: a cosine (real) and a negative sine (imaginary) once the
 * network has learned.
 */
import {binErrors, trueImaginary, trueReal, turns} from './bin-weights.js';
import {verticalLine} from './canvas.js';
import {formatCount, formatScientific, formatTick} from './format.js';
import {drawXTicks, drawYTicks, makePlot, quarterTicks, spreadLabels} from './plot.js';
import {clipped, drawMarkers, imaginaryStyle, realStyle, strokeCurve} from './series.js';

/** @typedef {import('./bin-weights.js').BinWeights} BinWeights */
/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./series.js').PartStyle} PartStyle */
/** @typedef {import('./theme.js').Theme} Theme */

/** Weights end at +-1; the rest is room for what overshoots on the way. */
const REACH = 1.25;

/** Below this many pixels a turn cannot be drawn as a curve between its samples. */
const SMALLEST_TURN = 9;

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
export function drawRows(context, data, {width, height, theme, cursor = null}) {
  const {bin, real, imaginary} = data;
  const n = real.length;
  const plot = rowsLayout({width, height, n, theme});
  context.clearRect(0, 0, width, height);
  drawYTicks(context, plot, theme, [-1, 0, 1], formatTick);
  drawXTicks(context, plot, theme, quarterTicks(n), formatTick, 'input sample m');
  drawCaption(context, theme, width);
  clipped(context, plot, () => {
    context.lineJoin = 'round';
    drawTruth(context, plot, theme, bin, n);
    drawPart(context, plot, imaginary, imaginaryStyle(theme), theme, bin);
    drawPart(context, plot, real, realStyle(theme), theme, bin);
    if (cursor !== null) drawCursor(context, plot, data, theme, cursor);
  });
  drawLineLabels(context, plot, theme, bin, n);
  return plot;
}

/**
 * @param {number} x in CSS pixels on the canvas
 * @param {number} y
 * @param {BinWeights} data
 * @param {Plot} plot
 */
export function rowsAt(x, y, data, plot) {
  if (x < plot.left - 8 || x > plot.right + 8 || y < plot.top || y > plot.bottom) return null;
  const {bin, real, imaginary} = data;
  const n = real.length;
  const sample = Math.max(0, Math.min(n - 1, Math.round(plot.xInverse(x))));
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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {number} width
 */
function drawCaption(context, theme, width) {
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText('weight', 2, 1);
  context.textAlign = 'right';
  context.fillText('thin: true cosine, −sine', width - 2, 1);
}

/**
 * Drawn as curves where there is room for a turn, else through the samples as the weights are.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 * @param {number} bin
 * @param {number} n
 */
function drawTruth(context, plot, theme, bin, n) {
  const pixels = plot.right - plot.left;
  const smooth = pixels / Math.max(1, Math.abs(turns(bin, n))) >= SMALLEST_TURN;
  const range = {last: n - 1, step: smooth ? Math.min(1, (n - 1) / Math.round(pixels)) : 1};
  context.strokeStyle = theme.truth;
  context.lineWidth = 1;
  context.setLineDash([]);
  strokeCurve(context, plot, range, sample => trueReal(bin, n, sample));
  strokeCurve(context, plot, range, sample => trueImaginary(bin, n, sample));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Float32Array} values
 * @param {PartStyle} style
 * @param {Theme} theme
 * @param {number} bin
 */
function drawPart(context, plot, values, style, theme, bin) {
  const n = values.length;
  const spacing = (plot.right - plot.left) / (n - 1);
  const count = Math.max(1, Math.abs(turns(bin, n)));
  const dense = (plot.right - plot.left) / count < SMALLEST_TURN;
  context.strokeStyle = style.colour;
  // Where a turn is as narrow as a dash, dashes say nothing and are slow to draw: the labels alone
  // tell the parts.
  context.lineWidth = dense ? 1 : 2;
  context.setLineDash(dense ? [] : style.dash);
  // With few samples a turn, straight lines between them are no likeness of the curve: then the
  // markers speak.
  context.globalAlpha = n / count < 6 && spacing >= 6 ? 0.35 : 1;
  strokeCurve(context, plot, {last: n - 1}, sample => values[sample]);
  context.globalAlpha = 1;
  if (spacing >= 6) {
    drawMarkers(context, plot, values, style, {
      size: spacing >= 14 ? 3 : 2,
      surface: theme.surface,
    });
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {BinWeights} data
 * @param {Theme} theme
 * @param {number} cursor
 */
function drawCursor(context, plot, {real, imaginary}, theme, cursor) {
  context.setLineDash([]);
  context.lineWidth = 1;
  context.strokeStyle = theme.ink;
  verticalLine(context, plot.x(cursor), plot.top, plot.bottom);
  const options = {size: 4, surface: theme.surface, only: cursor};
  drawMarkers(context, plot, imaginary, imaginaryStyle(theme), options);
  drawMarkers(context, plot, real, realStyle(theme), options);
}

/**
 * Each label stands where its line will end, so that it does not dance while the network learns.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 * @param {number} bin
 * @param {number} n
 */
function drawLineLabels(context, plot, theme, bin, n) {
  const em = theme.labelSize;
  const ends = [plot.y(trueReal(bin, n, n - 1)), plot.y(trueImaginary(bin, n, n - 1))];
  const [realY, imaginaryY] = spreadLabels(ends, 1.2 * em, plot.top + em / 2, plot.bottom - em / 2);
  context.font = theme.strongFont;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = theme.real;
  context.fillText('real', plot.right + 6, realY);
  context.fillStyle = theme.imaginary;
  context.fillText('imag', plot.right + 6, imaginaryY);
}
