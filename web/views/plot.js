/**
 * The frame that the line views share: where data comes to lie on the canvas, and the axes around
 * it.
 */
import {horizontalLine, verticalLine} from './canvas.js';
import {formatPowerOfTen, formatTick} from './format.js';

/** @typedef {import('./theme.js').Theme} Theme */

/**
 * @typedef {object} Plot
 * @property {number} width of the canvas
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 * @property {readonly [number, number]} xDomain
 * @property {readonly [number, number]} yDomain
 * @property {(value: number) => number} x from data to CSS pixels
 * @property {(value: number) => number} y
 * @property {(pixel: number) => number} xInverse from CSS pixels to data
 * @property {(pixel: number) => number} yInverse
 */

/**
 * Room for numbers of four digits left of a plot: the same for those that stand below each other.
 * @param {number} em size of the labels
 */
export function numbersMargin(em) {
  return Math.round(3.3 * em);
}

/**
 * @param {object} frame
 * @param {number} frame.width of the canvas, in CSS pixels
 * @param {number} frame.height
 * @param {{left: number, top: number, right: number, bottom: number}} frame.margins
 * @param {readonly [number, number]} frame.xDomain
 * @param {readonly [number, number]} frame.yDomain
 * @returns {Plot}
 */
export function makePlot({width, height, margins, xDomain, yDomain}) {
  const left = margins.left;
  const top = margins.top;
  const right = Math.max(left + 1, width - margins.right);
  const bottom = Math.max(top + 1, height - margins.bottom);
  const xScale = (right - left) / (xDomain[1] - xDomain[0]);
  const yScale = (bottom - top) / (yDomain[1] - yDomain[0]);
  return {
    width,
    left,
    top,
    right,
    bottom,
    xDomain,
    yDomain,
    x: value => left + (value - xDomain[0]) * xScale,
    y: value => bottom - (value - yDomain[0]) * yScale,
    xInverse: pixel => xDomain[0] + (pixel - left) / xScale,
    yInverse: pixel => yDomain[0] + (bottom - pixel) / yScale,
  };
}

/**
 * Grid lines with their numbers to the left. Zero, where it is one of them, is drawn as an axis. Numbers
 * that are too long for their place are counted in a power of ten, which then stands below them.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 * @param {readonly number[]} ticks
 * @param {(value: number) => string} [format] of numbers that always fit
 */
export function drawYTicks(context, plot, theme, ticks, format) {
  context.font = theme.labelFont;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  const end = plot.left - 6;
  const fits = (/** @type {string} */ text) => context.measureText(text).width <= end - 1;
  const {labels, power} = format
    ? {labels: ticks.map(format), power: 0}
    : tickLabels(ticks, texts => texts.every(fits));
  for (const [index, tick] of ticks.entries()) {
    const y = plot.y(tick);
    context.strokeStyle = tick === 0 ? theme.axis : theme.rule;
    horizontalLine(context, y, plot.left, plot.right);
    context.fillStyle = theme.muted;
    context.fillText(labels[index], end, y);
  }
  if (power === 0) return;
  context.textBaseline = 'top';
  context.fillText(`×${formatPowerOfTen(power)}`, end, plot.bottom + 7, end - 1);
}

/**
 * What stands at ticks: their numbers or, where those do not fit, how often they hold a power of ten.
 *
 * @param {readonly number[]} ticks
 * @param {(labels: string[]) => boolean} fit
 * @returns {{labels: string[], power: number}} the power's exponent; 0: they are the numbers
 */
export function tickLabels(ticks, fit) {
  const labels = ticks.map(formatTick);
  const largest = Math.max(...ticks.map(Math.abs));
  const power = Math.floor(Math.log10(largest));
  if (!Number.isFinite(power) || power === 0 || fit(labels)) return {labels, power: 0};
  const scaled = ticks.map(tick => (power < 0 ? tick * 10 ** -power : tick / 10 ** power));
  return {labels: scaled.map(formatTick), power};
}

/**
 * Numbers with short ticks below, and the axis' title in the same line, at the canvas' right end.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 * @param {readonly number[]} ticks
 * @param {(value: number) => string} format
 * @param {string} title
 */
export function drawXTicks(context, plot, theme, ticks, format, title) {
  context.font = theme.labelFont;
  context.textBaseline = 'top';
  context.lineWidth = 1;
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.axis;
  context.textAlign = 'right';
  context.fillText(title, plot.width - 2, plot.bottom + 7);
  const titleStart = plot.width - 2 - context.measureText(title).width - 6;
  context.textAlign = 'center';
  for (const tick of ticks) {
    const x = plot.x(tick);
    const text = format(tick);
    if (x + context.measureText(text).width / 2 > titleStart) continue;
    verticalLine(context, x, plot.bottom, plot.bottom + 4);
    context.fillText(text, x, plot.bottom + 7);
  }
}

/**
 * Quarters of `count`, in whole numbers: samples and bins are counted in these.
 *
 * @param {number} count
 * @returns {number[]}
 */
export function quarterTicks(count) {
  return [...new Set([0, 1, 2, 3].map(quarter => Math.floor((quarter * count) / 4)))];
}

/**
 * A symmetric limit that is easy to read: a short number a little above `value`.
 *
 * @param {number} value
 */
export function niceLimit(value) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = value / power;
  // A hair over is not worth a jump of the whole axis.
  const nice = [1, 1.5, 2, 3, 4, 5, 6, 8].find(each => mantissa <= 1.04 * each) ?? 10;
  return nice * power;
}

/**
 * Three to six ticks from 0 up to `high`, at 1, 2 or 5 times a power of ten.
 *
 * @param {number} high
 * @returns {number[]}
 */
export function ticksFromZero(high) {
  return ticksWithin(0, high);
}

/**
 * Ticks from `low` to `high`, at multiples of 1, 2 or 5 times a power of ten.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} [most] how many spaces there may be between them
 * @returns {number[]}
 */
export function ticksWithin(low, high, most = 5) {
  const rough = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find(each => rough <= each * power) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-6);
  const count = Math.floor(high / step + 1e-6) - first + 1;
  // Adding 0 turns -0 into 0.
  return Array.from({length: Math.max(0, count)}, (_, i) => (first + i) * step + 0);
}

/**
 * Moves label positions apart until neighbours are `gap` away, keeping their order, within `low` ..
 * `high`.
 *
 * @param {readonly number[]} positions
 * @param {number} gap
 * @param {number} low
 * @param {number} high
 * @returns {number[]}
 */
export function spreadLabels(positions, gap, low, high) {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a] - positions[b]);
  const result = [...positions];
  let floor = low;
  for (const index of order) {
    result[index] = Math.max(result[index], floor);
    floor = result[index] + gap;
  }
  let ceiling = high;
  for (const index of order.reverse()) {
    result[index] = Math.min(result[index], ceiling);
    ceiling = result[index] - gap;
  }
  return result;
}
