/**
 * Eigenvalues in the complex plane, with the unit circle and where they have been.
 */
import {horizontalLine, verticalLine} from './canvas.js';
import {formatScientific, formatSigned} from './format.js';
import {makePlot} from './plot.js';

/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./theme.js').Theme} Theme */

/** @typedef {{real: ArrayLike<number>, imaginary: ArrayLike<number>}} Points */

/** The circle leaves this much room around it. */
const REACH = 1.14;

/** So near, in CSS pixels, is a point meant. */
const NEAR = 12;

/**
 * @param {{width: number, height: number, points: Points, theme: Theme}} options
 * @returns {Plot} with one scale in both directions; it holds the unit circle, and the points while
 *   they are beyond it
 */
export function eigenvalueLayout({width, height, points, theme}) {
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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{now: Points, past: readonly Points[], ring: number | null}} data `past`: the oldest
 *   first; `ring`: radius of a circle to compare with
 * @param {{width: number, height: number, theme: Theme, cursor?: number | null}} options `cursor`:
 *   index of a point
 * @returns {Plot} for `eigenvalueAt`
 */
export function drawEigenvalues(context, {now, past, ring}, options) {
  const {width, height, theme, cursor = null} = options;
  const plot = eigenvalueLayout({width, height, points: now, theme});
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  drawPlane(context, plot, theme);
  if (ring !== null && ring < 1) drawRing(context, plot, ring, theme);
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top);
  context.clip();
  context.fillStyle = theme.network;
  for (const [age, points] of past.entries()) {
    context.globalAlpha = 0.15 + (0.3 * (age + 1)) / past.length;
    fillPoints(context, plot, points, 2);
  }
  context.globalAlpha = 1;
  const size = now.real.length > 64 ? 2.5 : 4;
  fillPoints(context, plot, now, size, theme.surface);
  context.restore();
  if (cursor !== null && cursor < now.real.length) {
    context.strokeStyle = theme.ink;
    context.lineWidth = 1.5;
    circle(context, plot.x(now.real[cursor]), plot.y(now.imaginary[cursor]), size + 4);
    context.stroke();
  }
  return plot;
}

/**
 * The point nearest to a place on the canvas.
 *
 * @param {number} x in CSS pixels
 * @param {number} y
 * @param {Points} points
 * @param {Plot} plot
 * @returns {number | null} its index
 */
export function eigenvalueAt(x, y, {real, imaginary}, plot) {
  let [nearest, distance] = [-1, NEAR];
  for (let i = 0; i < real.length; i++) {
    const away = Math.hypot(plot.x(real[i]) - x, plot.y(imaginary[i]) - y);
    if (away < distance) [nearest, distance] = [i, away];
  }
  return nearest < 0 ? null : nearest;
}

/** @param {Points} points */
export function largestSize({real, imaginary}) {
  let largest = 0;
  for (let i = 0; i < real.length; i++) {
    largest = Math.max(largest, Math.hypot(real[i], imaginary[i]));
  }
  return largest;
}

/**
 * One in words: `+0.120 − 0.340 i, 0.36 from 0`.
 *
 * @param {number} real
 * @param {number} imaginary
 */
export function describeEigenvalue(real, imaginary) {
  const sign = imaginary < 0 ? '−' : '+';
  const size = formatScientific(Math.hypot(real, imaginary));
  return `${formatSigned(real)} ${sign} ${Math.abs(imaginary).toFixed(3)} i, ${size} from 0`;
}

/** @param {Points} points */
export function describeEigenvalues(points) {
  const outside = sizesOf(points).filter(size => size > 1).length;
  const beyond = outside > 0 ? `, ${outside} of them outside the unit circle` : '';
  return (
    `The ${points.real.length} eigenvalues of A in the complex plane: the largest is ` +
    `${formatScientific(largestSize(points))} from 0${beyond}.`
  );
}

/** @param {Points} points */
function sizesOf({real, imaginary}) {
  return Array.from(real, (part, i) => Math.hypot(part, imaginary[i]));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 */
function drawPlane(context, plot, theme) {
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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {number} radius
 * @param {Theme} theme
 */
function drawRing(context, plot, radius, theme) {
  context.strokeStyle = theme.truth;
  context.lineWidth = 1.5;
  context.setLineDash([2, 4]);
  circle(context, plot.x(0), plot.y(0), plot.x(radius) - plot.x(0));
  context.stroke();
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Points} points
 * @param {number} size
 * @param {string} [edge] colour around each
 */
function fillPoints(context, plot, {real, imaginary}, size, edge) {
  for (let i = 0; i < real.length; i++) {
    circle(context, plot.x(real[i]), plot.y(imaginary[i]), size);
    context.fill();
    if (!edge) continue;
    context.strokeStyle = edge;
    context.lineWidth = 1;
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, Math.max(0, radius), 0, 2 * Math.PI);
}
