/**
 * The frame that the line views share: where data comes to lie on the canvas, and the axes around
 * it.
 */
import {horizontalLine, verticalLine} from './canvas.ts';
import {formatPowerOfTen, formatTick} from '../words/format.ts';
import type {Theme} from './theme.ts';

export interface Plot {
  /** of the canvas */
  width: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  xDomain: readonly [number, number];
  yDomain: readonly [number, number];
  /** from data to CSS pixels */
  x: (value: number) => number;
  y: (value: number) => number;
  /** from CSS pixels to data */
  xInverse: (pixel: number) => number;
  yInverse: (pixel: number) => number;
}

/**
 * Room for numbers of four digits left of a plot: the same for those that stand below each other.
 * @param em size of the labels
 */
export function numbersMargin(em: number) {
  return Math.round(3.3 * em);
}

export function makePlot({
  width,
  height,
  margins,
  xDomain,
  yDomain,
}: {
  /** of the canvas, in CSS pixels */
  width: number;
  height: number;
  margins: {left: number; top: number; right: number; bottom: number};
  xDomain: readonly [number, number];
  yDomain: readonly [number, number];
}): Plot {
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
 * @param format of numbers that always fit
 */
export function drawYTicks(
  context: CanvasRenderingContext2D,
  plot: Plot,
  theme: Theme,
  ticks: readonly number[],
  format?: (value: number) => string,
) {
  context.font = theme.labelFont;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  const end = plot.left - 6;
  const fits = (text: string) => context.measureText(text).width <= end - 1;
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
 * @returns the power's exponent; 0: they are the numbers
 */
export function tickLabels(
  ticks: readonly number[],
  fit: (labels: string[]) => boolean,
): {labels: string[]; power: number} {
  const labels = ticks.map(formatTick);
  const largest = Math.max(...ticks.map(Math.abs));
  const power = Math.floor(Math.log10(largest));
  if (!Number.isFinite(power) || power === 0 || fit(labels)) return {labels, power: 0};
  const scaled = ticks.map(tick => (power < 0 ? tick * 10 ** -power : tick / 10 ** power));
  return {labels: scaled.map(formatTick), power};
}

/**
 * Numbers with short ticks below, and the axis' title in the same line, at the canvas' right end.
 */
export function drawXTicks(
  context: CanvasRenderingContext2D,
  plot: Plot,
  theme: Theme,
  ticks: readonly number[],
  format: (value: number) => string,
  title: string,
) {
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

/** Quarters of `count`, in whole numbers: samples and bins are counted in these. */
export function quarterTicks(count: number): number[] {
  return [...new Set([0, 1, 2, 3].map(quarter => Math.floor((quarter * count) / 4)))];
}

/** A symmetric limit that is easy to read: a short number a little above `value`. */
export function niceLimit(value: number) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = value / power;
  // A hair over is not worth a jump of the whole axis.
  const nice = [1, 1.5, 2, 3, 4, 5, 6, 8].find(each => mantissa <= 1.04 * each) ?? 10;
  return nice * power;
}

/** Three to six ticks from 0 up to `high`, at 1, 2 or 5 times a power of ten. */
export function ticksFromZero(high: number): number[] {
  return ticksWithin(0, high);
}

/**
 * Ticks from `low` to `high`, at multiples of 1, 2 or 5 times a power of ten.
 * @param most how many spaces there may be between them
 */
export function ticksWithin(low: number, high: number, most = 5): number[] {
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
 */
export function spreadLabels(
  positions: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
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
