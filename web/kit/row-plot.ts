/**
 * What the views of a row of weights share: two parts over their true curves.
 */
import {verticalLine} from './canvas.ts';
import {spreadLabels} from './plot.ts';
import {clipped, drawMarkers, imaginaryStyle, realStyle, strokeCurve} from './series.ts';
import type {Plot} from './plot.ts';
import type {PartStyle} from './series.ts';
import type {Theme} from './theme.ts';

interface PartsRow {
  /** (n) */
  real: Float32Array;
  /** (n) */
  imaginary: Float32Array;
  /** may lie between samples */
  trueReal: (index: number) => number;
  trueImaginary: (index: number) => number;
  /** samples of one turn */
  period: number;
}

/** Below this many pixels a turn cannot be drawn as a curve between its samples. */
const SMALLEST_TURN = 9;

/** With less than this many pixels for each sample, noise is more dashes than a line. */
const MOST_CROWDED = 0.4;

/**
 * @param truth what the thin line is
 * @param title which row it is
 */
export function drawRowCaption(
  context: CanvasRenderingContext2D,
  theme: Theme,
  width: number,
  truth: string,
  title = '',
) {
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText('weight', 2, 1);
  const beside = 2 + context.measureText('weight').width + theme.labelSize;
  context.textAlign = 'right';
  context.fillText(`thin: ${truth}`, width - 2, 1);
  context.font = theme.strongFont;
  context.fillStyle = theme.ink;
  context.textAlign = 'left';
  context.fillText(title, beside, 1);
}

/** @param plot its x counts the row's samples from 0 on */
export function drawRow(
  context: CanvasRenderingContext2D,
  plot: Plot,
  row: PartsRow,
  theme: Theme,
  cursor: number | null,
) {
  clipped(context, plot, () => {
    context.lineJoin = 'round';
    drawTruth(context, plot, row, theme);
    drawPart(context, plot, row.imaginary, row.period, imaginaryStyle(theme), theme);
    drawPart(context, plot, row.real, row.period, realStyle(theme), theme);
    if (cursor !== null) drawCursor(context, plot, row, theme, cursor);
  });
  drawPartNames(context, plot, row, theme);
}

/**
 * The sample nearest to a pointer over the plot.
 * @param x in CSS pixels on the canvas
 */
export function rowSampleAt(x: number, y: number, n: number, plot: Plot): number | null {
  if (x < plot.left - 8 || x > plot.right + 8 || y < plot.top || y > plot.bottom) return null;
  return Math.max(0, Math.min(n - 1, Math.round(plot.xInverse(x))));
}

/**
 * Drawn as curves where there is room for a turn, else through the samples as the weights are.
 */
function drawTruth(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {real, trueReal, trueImaginary, period}: PartsRow,
  theme: Theme,
) {
  const n = real.length;
  const pixels = plot.right - plot.left;
  const smooth = (pixels * period) / n >= SMALLEST_TURN;
  const range = {last: n - 1, step: smooth ? Math.min(1, (n - 1) / Math.round(pixels)) : 1};
  context.strokeStyle = theme.truth;
  context.lineWidth = 1;
  context.setLineDash([]);
  strokeCurve(context, plot, range, trueReal);
  strokeCurve(context, plot, range, trueImaginary);
}

function drawPart(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: Float32Array,
  period: number,
  style: PartStyle,
  theme: Theme,
) {
  const n = values.length;
  const spacing = (plot.right - plot.left) / (n - 1);
  const dense = spacing < MOST_CROWDED || ((plot.right - plot.left) * period) / n < SMALLEST_TURN;
  context.strokeStyle = style.colour;
  // Where a turn is as narrow as a dash, or samples crowd, dashes say nothing and are slow to
  // draw: the labels alone tell the parts.
  context.lineWidth = dense ? 1 : 2;
  context.setLineDash(dense ? [] : style.dash);
  // With few samples a turn, straight lines between them are no likeness of the curve: then the
  // markers speak.
  context.globalAlpha = period < 6 && spacing >= 6 ? 0.35 : 1;
  strokeCurve(context, plot, {last: n - 1}, sample => values[sample]);
  context.globalAlpha = 1;
  if (spacing >= 6) {
    drawMarkers(context, plot, values, style, {
      size: spacing >= 14 ? 3 : 2,
      surface: theme.surface,
    });
  }
}

function drawCursor(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {real, imaginary}: PartsRow,
  theme: Theme,
  cursor: number,
) {
  context.setLineDash([]);
  context.lineWidth = 1;
  context.strokeStyle = theme.ink;
  verticalLine(context, plot.x(cursor), plot.top, plot.bottom);
  const options = {size: 4, surface: theme.surface, only: cursor};
  drawMarkers(context, plot, imaginary, imaginaryStyle(theme), options);
  drawMarkers(context, plot, real, realStyle(theme), options);
}

/**
 * Each name stands where its line will end, so that it does not dance while the network learns.
 */
function drawPartNames(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {real, trueReal, trueImaginary}: PartsRow,
  theme: Theme,
) {
  const em = theme.labelSize;
  const end = real.length - 1;
  const ends = [plot.y(trueReal(end)), plot.y(trueImaginary(end))];
  const [realY, imaginaryY] = spreadLabels(ends, 1.2 * em, plot.top + em / 2, plot.bottom - em / 2);
  context.font = theme.strongFont;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = theme.real;
  context.fillText('real', plot.right + 6, realY);
  context.fillStyle = theme.imaginary;
  context.fillText('imag', plot.right + 6, imaginaryY);
}
