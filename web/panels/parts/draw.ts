/**
 * Values over their true ones, against their index; two lines where they are complex.
 */
import {verticalLine} from '../../kit/canvas.ts';
import {formatScientific, formatTick} from '../../words/format.ts';
import {
  drawXTicks,
  drawYTicks,
  makePlot,
  niceLimit,
  quarterTicks,
  ticksWithin,
} from '../../kit/plot.ts';
import {clipped, drawMarkers, imaginaryStyle, realStyle, strokeCurve} from '../../kit/series.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';
import type {PartStyle} from '../../kit/series.ts';

export interface Parts {
  /** one part or two (real, imaginary), of equal length */
  learned: Float32Array[];
  /** likewise */
  truth: Float32Array[];
}

/** From so many pixels between two values on, each is a dot. */
const ROOM_FOR_DOTS = 6;

/**
 * @param options unit: of y; title: of x
 * @returns for `indexAt`
 */
export function drawParts(
  context: CanvasRenderingContext2D,
  {learned, truth}: Parts,
  options: {
    width: number;
    height: number;
    theme: Theme;
    unit: string;
    title: string;
    cursor: number | null;
  },
): Plot {
  const {width, height, theme, unit, title, cursor} = options;
  const em = theme.labelSize;
  const count = truth[0].length;
  const limit = niceLimit(1.1 * largest([...truth, ...learned]));
  const plot = makePlot({
    width,
    height,
    margins: {left: 3.2 * em + 4, top: 1.7 * em, right: 8, bottom: 2 * em},
    xDomain: [0, Math.max(1, count - 1)],
    yDomain: [-limit, limit],
  });
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  drawYTicks(context, plot, theme, ticksWithin(-limit, limit, 4));
  drawXTicks(context, plot, theme, quarterTicks(count), formatTick, title);
  drawCaption(context, learned.length, unit, width, theme);
  clipped(context, plot, () => {
    context.lineJoin = 'round';
    context.lineWidth = 1;
    context.strokeStyle = theme.truth;
    for (const values of truth) strokeCurve(context, plot, {last: count - 1}, i => values[i]);
    const styles = [realStyle(theme), imaginaryStyle(theme)];
    for (const [part, values] of [...learned.entries()].reverse()) {
      drawLearned(context, plot, values, styles[part], theme);
    }
    if (cursor === null) return;
    context.setLineDash([]);
    context.lineWidth = 1;
    context.strokeStyle = theme.ink;
    verticalLine(context, plot.x(cursor), plot.top, plot.bottom);
  });
  return plot;
}

/** @param x in CSS pixels on the canvas */
export function indexAt(x: number, count: number, plot: Plot) {
  return Math.max(0, Math.min(count - 1, Math.round(plot.xInverse(x))));
}

/** The largest distance from the truth, in any part. */
export function partsError({learned, truth}: Parts) {
  let error = 0;
  for (const [part, values] of truth.entries()) {
    for (const [i, value] of values.entries()) {
      error = Math.max(error, Math.abs(learned[part][i] - value));
    }
  }
  return error;
}

/** @param what they are */
export function describeParts(parts: Parts, what: string) {
  const count = parts.truth[0].length;
  const error = formatScientific(partsError(parts));
  return `${what}, ${count} values; the largest difference from the true ones is ${error}.`;
}

function largest(parts: Float32Array[]) {
  let most = 0;
  for (const values of parts) {
    for (const value of values) most = Math.max(most, Math.abs(value) || 0);
  }
  return most;
}

function drawLearned(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: Float32Array,
  style: PartStyle,
  theme: Theme,
) {
  const spacing = (plot.right - plot.left) / (values.length - 1);
  context.strokeStyle = style.colour;
  context.lineWidth = spacing < 1 ? 1 : 2;
  context.setLineDash(spacing < 1 ? [] : style.dash);
  strokeCurve(context, plot, {last: values.length - 1}, i => values[i]);
  if (spacing >= ROOM_FOR_DOTS) {
    drawMarkers(context, plot, values, style, {size: 2, surface: theme.surface});
  }
}

function drawCaption(
  context: CanvasRenderingContext2D,
  parts: number,
  unit: string,
  width: number,
  theme: Theme,
) {
  context.font = theme.labelFont;
  context.textBaseline = 'top';
  context.fillStyle = theme.muted;
  context.textAlign = 'left';
  context.fillText(unit, 2, 1);
  context.textAlign = 'right';
  context.fillText('thin: the true one', width - 2, 1);
  if (parts === 1) return;
  let x = 2 + context.measureText(`${unit}   `).width;
  context.textAlign = 'left';
  context.font = theme.strongFont;
  for (const [name, colour] of [
    ['real', theme.real],
    ['imag', theme.imaginary],
  ]) {
    context.fillStyle = colour;
    context.fillText(name, x, 1);
    x += context.measureText(`${name}  `).width;
  }
}
