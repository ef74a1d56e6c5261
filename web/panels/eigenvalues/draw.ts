/**
 * Eigenvalues in the complex plane, with the unit circle and where they have been.
 */
import {horizontalLine, verticalLine} from '../../kit/canvas.ts';
import {formatApart, formatScientific, formatSigned} from '../../words/format.ts';
import {makePlot} from '../../kit/plot.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

/** Eigenvalues in the complex plane. */
export type Points = {real: ArrayLike<number>; imaginary: ArrayLike<number>};

/** The circle leaves this much room around it. */
const REACH = 1.14;

/** So near, in CSS pixels, is a point meant. */
const NEAR = 12;

/** An orthogonal A of float32 has its eigenvalues on the circle as nearly as this. */
const ROUNDING = 1e-5;

/** Where all points are so near to 0, they are shown once more, enlarged. */
const ENLARGED_BELOW = 0.2;

/**
 * @returns with one scale in both directions; it holds the unit circle, and the points while
 * they are beyond it
 */
export function eigenvalueLayout({
  width,
  height,
  points,
  theme,
}: {
  width: number;
  height: number;
  points: Points;
  theme: Theme;
}): Plot {
  const em = theme.labelSize;
  const side = Math.max(1, Math.min(width, height - 1.6 * em));
  const largest = Math.max(1, largestSize(points));
  const reach = largest > 1.1 ? 1.05 * 2 ** (Math.ceil(4 * Math.log2(largest)) / 4) : REACH;
  const beside = (width - side) / 2;
  return makePlot({
    width,
    height,
    margins: {left: beside, right: beside, top: 1.6 * em, bottom: height - 1.6 * em - side},
    xDomain: [-reach, reach],
    yDomain: [-reach, reach],
  });
}

/** The middle of the plane, enlarged, in a corner; null while the points need no enlarging. */
export function enlargedLayout({
  points,
  plane,
  theme,
}: {
  points: Points;
  plane: Plot;
  theme: Theme;
}): Plot | null {
  const largest = largestSize(points);
  if (!(largest > 0) || largest > ENLARGED_BELOW) return null;
  const {width, right, bottom} = plane;
  const side = Math.round(0.3 * (right - plane.left));
  const reach = 2 ** Math.ceil(Math.log2(1.2 * largest));
  const top = bottom - side - 1.4 * theme.labelSize;
  return makePlot({
    width,
    height: top + side,
    margins: {left: right - side - 1, right: width - right + 1, top, bottom: 0},
    xDomain: [-reach, reach],
    yDomain: [-reach, reach],
  });
}

export interface EigenvalueLayout {
  plane: Plot;
  enlarged: Plot | null;
}

/**
 * @param data `past`: the oldest first; `ring`: radius of a circle to compare with
 * @param options `cursor`: index of a point
 * @returns for `eigenvalueAt`
 */
export function drawEigenvalues(
  context: CanvasRenderingContext2D,
  {now, past, ring}: {now: Points; past: readonly Points[]; ring: number | null},
  options: {width: number; height: number; theme: Theme; cursor?: number | null},
): EigenvalueLayout {
  const {width, height, theme, cursor = null} = options;
  const plane = eigenvalueLayout({width, height, points: now, theme});
  const enlarged = enlargedLayout({points: now, plane, theme});
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  drawPlane(context, plane, theme);
  within(context, plane, () => {
    context.fillStyle = theme.network;
    for (const [age, points] of past.entries()) {
      context.globalAlpha = 0.15 + (0.3 * (age + 1)) / past.length;
      fillPoints(context, plane, points, 2);
    }
    context.globalAlpha = 1;
    drawNow(context, plane, {now, ring, cursor}, theme);
  });
  if (enlarged) {
    drawFrame(context, enlarged, theme);
    within(context, enlarged, () => drawNow(context, enlarged, {now, ring, cursor}, theme));
  }
  return {plane, enlarged};
}

/**
 * The point nearest to a place on the canvas.
 * @param x in CSS pixels
 * @returns its index
 */
export function eigenvalueAt(
  x: number,
  y: number,
  {real, imaginary}: Points,
  {plane, enlarged}: EigenvalueLayout,
): number | null {
  const plot = enlarged && isWithin(x, y, enlarged) ? enlarged : plane;
  let [nearest, distance] = [-1, NEAR];
  for (let i = 0; i < real.length; i++) {
    const away = Math.hypot(plot.x(real[i]) - x, plot.y(imaginary[i]) - y);
    if (away < distance) [nearest, distance] = [i, away];
  }
  return nearest < 0 ? null : nearest;
}

export function largestSize({real, imaginary}: Points) {
  let largest = 0;
  for (let i = 0; i < real.length; i++) {
    largest = Math.max(largest, Math.hypot(real[i], imaginary[i]));
  }
  return largest;
}

/** One in words: `+0.120 − 0.340 i, 0.36 from 0`. */
export function describeEigenvalue(real: number, imaginary: number) {
  const sign = imaginary < 0 ? '−' : '+';
  const size = sizeText(Math.hypot(real, imaginary));
  return `${formatSigned(real)} ${sign} ${Math.abs(imaginary).toFixed(3)} i, ${size} from 0`;
}

/** Beside the unit circle: what is not on it never reads as 1. */
function sizeText(size: number) {
  return Math.abs(size - 1) <= ROUNDING
    ? formatScientific(1)
    : formatApart([size, 1], 2, formatScientific)[0];
}

export function describeEigenvalues(points: Points) {
  const outside = sizesOf(points).filter(size => size > 1 + ROUNDING).length;
  const beyond = outside > 0 ? `, ${outside} of them outside the unit circle` : '';
  return (
    `The ${points.real.length} eigenvalues of A in the complex plane: the largest is ` +
    `${sizeText(largestSize(points))} from 0${beyond}.`
  );
}

function sizesOf({real, imaginary}: Points) {
  return Array.from(real, (part, i) => Math.hypot(part, imaginary[i]));
}

function drawPlane(context: CanvasRenderingContext2D, plot: Plot, theme: Theme) {
  const em = theme.labelSize;
  const [x, y] = [plot.x(0), plot.y(0)];
  context.lineWidth = 1;
  context.strokeStyle = theme.rule;
  horizontalLine(context, y, plot.left, plot.right);
  verticalLine(context, x, plot.top, plot.bottom);
  context.strokeStyle = theme.axis;
  circle(context, x, y, plot.x(1) - x);
  context.stroke();
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'bottom';
  context.textAlign = 'right';
  context.fillText('Re', plot.right, y - 3);
  context.textAlign = 'left';
  context.fillText('Im', x + 5, plot.top + 1.2 * em);
  context.textBaseline = 'top';
  context.fillText('circle: |λ| = 1, kept for ever', 2, 1);
}

/** @param plot of what is enlarged */
function drawFrame(context: CanvasRenderingContext2D, plot: Plot, theme: Theme) {
  const {left, top, right, bottom} = plot;
  context.clearRect(left, top, right - left, bottom - top);
  context.lineWidth = 1;
  context.strokeStyle = theme.rule;
  horizontalLine(context, plot.y(0), left, right);
  verticalLine(context, plot.x(0), top, bottom);
  context.strokeStyle = theme.axis;
  context.strokeRect(Math.round(left) + 0.5, Math.round(top) + 0.5, right - left, bottom - top);
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  context.textBaseline = 'top';
  context.fillText(`enlarged: ±${formatScientific(plot.xDomain[1])}`, right, bottom + 4);
}

function drawNow(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {now, ring, cursor}: {now: Points; ring: number | null; cursor: number | null},
  theme: Theme,
) {
  if (ring !== null && ring < 1) drawRing(context, plot, ring, theme);
  context.fillStyle = theme.network;
  const size = now.real.length > 64 ? 2.5 : 4;
  fillPoints(context, plot, now, size, theme.surface);
  if (cursor === null || cursor >= now.real.length) return;
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.5;
  circle(context, plot.x(now.real[cursor]), plot.y(now.imaginary[cursor]), size + 4);
  context.stroke();
}

/** @param plot to which the drawing is clipped */
function within(
  context: CanvasRenderingContext2D,
  {left, top, right, bottom}: Plot,
  draw: () => void,
) {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  draw();
  context.restore();
}

function isWithin(x: number, y: number, {left, top, right, bottom}: Plot) {
  return x >= left && x < right && y >= top && y < bottom;
}

function drawRing(context: CanvasRenderingContext2D, plot: Plot, radius: number, theme: Theme) {
  context.strokeStyle = theme.truth;
  context.lineWidth = 1.5;
  context.setLineDash([2, 4]);
  circle(context, plot.x(0), plot.y(0), plot.x(radius) - plot.x(0));
  context.stroke();
  context.setLineDash([]);
}

/** @param edge colour around each; left out: those that overlap are one */
function fillPoints(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {real, imaginary}: Points,
  size: number,
  edge?: string,
) {
  context.lineWidth = 1;
  if (edge) context.strokeStyle = edge;
  context.beginPath();
  for (let i = 0; i < real.length; i++) {
    const [x, y] = [plot.x(real[i]), plot.y(imaginary[i])];
    if (edge) context.beginPath();
    context.moveTo(x + size, y);
    context.arc(x, y, size, 0, 2 * Math.PI);
    if (!edge) continue;
    context.fill();
    context.stroke();
  }
  if (!edge) context.fill();
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number) {
  context.beginPath();
  context.arc(x, y, Math.max(0, radius), 0, 2 * Math.PI);
}
