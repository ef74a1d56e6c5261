/**
 * The input signal, and the pad to draw one on.
 */
import {verticalLine} from './canvas.js';
import {formatScientific, formatTick} from './format.js';
import {drawXTicks, drawYTicks, makePlot, niceLimit, quarterTicks} from './plot.js';
import {clipped, drawMarkers, imaginaryStyle, realStyle, strokeCurve} from './series.js';

/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./series.js').PartStyle} PartStyle */
/** @typedef {import('./theme.js').Theme} Theme */

/** @typedef {{index: number, value: number}} Sample */

/**
 * @param {{width: number, height: number, n: number, limit: number, theme: Theme}} options
 * @returns {Plot}
 */
export function signalLayout({width, height, n, limit, theme}) {
  const em = theme.labelSize;
  return makePlot({
    width,
    height,
    margins: {left: 2.7 * em + 4, top: 1.7 * em, right: 8, bottom: 2 * em},
    xDomain: [0, n - 1],
    yDomain: [-1.1 * limit, 1.1 * limit],
  });
}

/**
 * The limit of the y axis that shows all of a signal. While someone draws, keep the one from
 * before: an axis must not move under the pen.
 *
 * @param {Float32Array} signal (2n)
 */
export function signalLimit(signal) {
  return niceLimit(largest(signal));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} signal (2n) real parts, then imaginary parts; (n) where it is real
 * @param {{width: number, height: number, theme: Theme, n?: number, limit?: number,
 *   cursor?: number | null, hint?: string}} options `cursor`: a sample; `hint`: shown at the top
 *   right, such as 'draw here'
 * @returns {Plot} for `sampleAt`
 */
export function drawSignal(context, signal, options) {
  const {width, height, theme, limit = signalLimit(signal), cursor = null, hint = ''} = options;
  const {n = signal.length / 2} = options;
  const plot = signalLayout({width, height, n, limit, theme});
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  drawYTicks(context, plot, theme, [-limit, 0, limit]);
  drawXTicks(context, plot, theme, quarterTicks(n), formatTick, 'sample m');
  drawKey(context, theme, signal.length > n ? 2 : 1, width, hint);
  clipped(context, plot, () => {
    context.lineJoin = 'round';
    if (signal.length > n) {
      drawPart(context, plot, signal.subarray(n), imaginaryStyle(theme), theme);
    }
    drawPart(context, plot, signal.subarray(0, n), realStyle(theme), theme);
    if (cursor === null) return;
    context.setLineDash([]);
    context.lineWidth = 1;
    context.strokeStyle = theme.ink;
    verticalLine(context, plot.x(cursor), plot.top, plot.bottom);
  });
  return plot;
}

/**
 * The sample below a pointer and the value at its height, both held within the pad: a stroke may
 * leave it.
 *
 * @param {number} x in CSS pixels on the canvas
 * @param {number} y
 * @param {Plot} plot
 * @returns {Sample}
 */
export function sampleAt(x, y, plot) {
  const [first, last] = plot.xDomain;
  const limit = plot.yDomain[1] / 1.1;
  return {
    index: Math.max(first, Math.min(last, Math.round(plot.xInverse(x)))),
    value: Math.max(-limit, Math.min(limit, plot.yInverse(y))),
  };
}

/**
 * Writes the straight line between two pointer positions: pointers jump over samples when they move
 * fast.
 *
 * @param {Float32Array} samples (n) one part of the signal, changed in place
 * @param {Sample} from
 * @param {Sample} to
 */
export function fillSamples(samples, from, to) {
  const distance = to.index - from.index;
  const direction = Math.sign(distance);
  for (let step = 0; step <= Math.abs(distance); step++) {
    const share = distance === 0 ? 1 : step / Math.abs(distance);
    samples[from.index + direction * step] = from.value + share * (to.value - from.value);
  }
}

/** @param {Float32Array} values */
function largest(values) {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** @param {Float32Array} signal (2n) */
export function describeSignal(signal) {
  const n = signal.length / 2;
  const real = formatScientific(largest(signal.subarray(0, n)));
  const imaginary = formatScientific(largest(signal.subarray(n)));
  return `Input signal of ${n} complex samples. Real part up to ${real}, imaginary part up to ${imaginary}.`;
}

/**
 * A noisy line ends anywhere, so its name stands in a key above, with a piece of the line.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {1 | 2} parts
 * @param {number} width
 * @param {string} hint
 */
function drawKey(context, theme, parts, width, hint) {
  const em = theme.labelSize;
  let x = 2;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.font = theme.strongFont;
  const styles = /** @type {const} */ ([
    ['real', realStyle(theme)],
    ['imag', imaginaryStyle(theme)],
  ]);
  for (const [name, style] of parts === 2 ? styles : []) {
    context.strokeStyle = style.colour;
    context.fillStyle = style.colour;
    context.lineWidth = 2;
    context.setLineDash(style.dash);
    context.beginPath();
    context.moveTo(x, 1 + em / 2);
    context.lineTo(x + 1.8 * em, 1 + em / 2);
    context.stroke();
    context.fillText(name, x + 2.2 * em, 1);
    x += 3 * em + context.measureText(name).width;
  }
  context.setLineDash([]);
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  context.fillText(hint, width - 2, 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Float32Array} values
 * @param {PartStyle} style
 * @param {Theme} theme
 */
function drawPart(context, plot, values, style, theme) {
  const spacing = (plot.right - plot.left) / (values.length - 1);
  context.strokeStyle = style.colour;
  context.lineWidth = spacing < 3 ? 1 : 1.5;
  context.setLineDash(style.dash);
  strokeCurve(context, plot, {last: values.length - 1}, sample => values[sample]);
  if (spacing >= 8) drawMarkers(context, plot, values, style, {size: 2, surface: theme.surface});
}
