/**
 * A sound as a wave over time, and the samples that one frame sees.
 */
import {strokeLine, verticalLine} from './canvas.js';
import {decimate} from './decimate.js';
import {formatCount, formatScientific, formatTick} from './format.js';
import {drawXTicks, drawYTicks, makePlot, niceLimit, numbersMargin, ticksWithin} from './plot.js';
import {clipped} from './series.js';

/** @typedef {import('./decimate.js').Series} Series */
/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./theme.js').Theme} Theme */

/** @typedef {readonly [first: number, end: number]} Samples `end` is the first one after them */

/**
 * Its x counts seconds. It stands flush with a spectrogram that shows the same seconds; for another
 * view, give its margins.
 *
 * @param {{width: number, height: number, theme: Theme, count: number, fs: number, limit: number,
 *   left?: number, right?: number}} options `count`: samples
 * @returns {Plot}
 */
export function waveformLayout({width, height, theme, count, fs, limit, left, right = 1}) {
  const em = theme.labelSize;
  return makePlot({
    width,
    height,
    margins: {left: left ?? numbersMargin(em), top: 1.7 * em, right, bottom: 2 * em},
    xDomain: [0, count / fs],
    yDomain: [-1.1 * limit, 1.1 * limit],
  });
}

/**
 * The limit of the y axis that shows all of a wave.
 *
 * @param {Float32Array} wave
 */
export function waveLimit(wave) {
  return niceLimit(largest(wave));
}

/**
 * What is drawn: on each column of pixels, the lowest and the highest sample.
 *
 * @param {Float32Array} wave
 * @param {number} fs
 * @param {number} columns
 * @returns {Series} x in seconds
 */
export function wavePoints(wave, fs, columns) {
  const times = Float64Array.from(wave, (_, sample) => sample / fs);
  return decimate(times, wave, columns);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{wave: Float32Array, fs: number, title?: string}} data
 * @param {{width: number, height: number, theme: Theme, limit?: number, left?: number,
 *   right?: number, highlight?: Samples | null, cursor?: number | null}} options `highlight`: the samples that a
 *   frame sees; `cursor`: a sample
 * @returns {Plot} for `waveSampleAt`
 */
export function drawWaveform(context, {wave, fs, title = ''}, options) {
  const {width, height, theme, highlight = null, cursor = null, left, right} = options;
  const limit = options.limit ?? waveLimit(wave);
  const count = wave.length;
  const plot = waveformLayout({width, height, theme, count, fs, limit, left, right});
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  if (highlight) fillHighlight(context, plot, theme, highlight, fs);
  drawYTicks(context, plot, theme, [-limit, 0, limit]);
  const most = Math.min(8, (plot.right - plot.left) / (4 * theme.labelSize));
  drawXTicks(context, plot, theme, ticksWithin(...plot.xDomain, most), formatTick, 's');
  context.font = theme.strongFont;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillStyle = theme.ink;
  context.fillText(title, plot.left, 1);
  clipped(context, plot, () => {
    drawWave(context, plot, theme, wavePoints(wave, fs, Math.round(plot.right - plot.left)));
    if (highlight) strokeHighlight(context, plot, theme, highlight, fs);
    if (cursor === null) return;
    context.lineWidth = 1;
    context.strokeStyle = theme.ink;
    verticalLine(context, plot.x(cursor / fs), plot.top, plot.bottom);
  });
  return plot;
}

/**
 * What lies under a point of the canvas.
 *
 * @param {number} x
 * @param {number} y
 * @param {{wave: Float32Array, fs: number}} data
 * @param {Plot} plot
 */
export function waveSampleAt(x, y, {wave, fs}, plot) {
  if (x < plot.left - 8 || x > plot.right + 8 || y < plot.top || y > plot.bottom) return null;
  const sample = Math.max(0, Math.min(wave.length - 1, Math.round(plot.xInverse(x) * fs)));
  return {sample, time: sample / fs, value: wave[sample]};
}

/** @param {{wave: Float32Array, fs: number, title?: string}} data */
export function describeWaveform({wave, fs, title = ''}) {
  return (
    `Wave${title && `, ${title}`}: ${formatCount(wave.length)} samples at ${formatCount(fs)} Hz, ` +
    `${formatTick(wave.length / fs)} s, up to ${formatScientific(largest(wave))}.`
  );
}

/** @param {Float32Array} wave */
function largest(wave) {
  let most = 0;
  for (const value of wave) most = Math.max(most, Math.abs(value));
  return most;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 * @param {Series} points
 */
function drawWave(context, plot, theme, {xs, ys}) {
  context.lineJoin = 'round';
  context.strokeStyle = theme.real;
  context.lineWidth = xs.length > plot.right - plot.left ? 1 : 1.5;
  strokeLine(
    context,
    xs.length,
    index => plot.x(xs[index]),
    index => plot.y(ys[index]),
  );
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 * @param {Samples} highlight
 * @param {number} fs
 */
function fillHighlight(context, plot, theme, [first, end], fs) {
  const [from, to] = [plot.x(first / fs), plot.x(end / fs)];
  context.fillStyle = theme.accent;
  context.globalAlpha = 0.14;
  context.fillRect(from, plot.top, to - from, plot.bottom - plot.top);
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 * @param {Samples} highlight
 * @param {number} fs
 */
function strokeHighlight(context, plot, theme, highlight, fs) {
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  for (const edge of highlight) verticalLine(context, plot.x(edge / fs), plot.top, plot.bottom);
}
