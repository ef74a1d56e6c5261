/**
 * Lines and markers of the line views. Real is a solid line with discs, imaginary a dashed line
 * with hollow diamonds: they differ without their hue.
 */

import {strokeLine} from './canvas.js';

/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./theme.js').Theme} Theme */

/** @typedef {'disc' | 'diamond'} Marker */

/**
 * @typedef {object} PartStyle how one part of a complex series looks
 * @property {string} colour
 * @property {number[]} dash
 * @property {Marker} marker
 */

/**
 * @param {Theme} theme
 * @returns {PartStyle}
 */
export function realStyle(theme) {
  return {colour: theme.real, dash: [], marker: 'disc'};
}

/**
 * @param {Theme} theme
 * @returns {PartStyle}
 */
export function imaginaryStyle(theme) {
  return {colour: theme.imaginary, dash: [5, 3], marker: 'diamond'};
}

/**
 * Runs `draw` with the drawing clipped to the plot, and a little more above and below so that lines
 * keep their width.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {() => void} draw
 */
export function clipped(context, plot, draw) {
  context.save();
  context.beginPath();
  context.rect(plot.left - 4, plot.top - 1, plot.right - plot.left + 8, plot.bottom - plot.top + 2);
  context.clip();
  draw();
  context.restore();
}

/**
 * A line through `at(x)` for x = first, first + step, ... up to `last`. What is not finite leaves a
 * gap.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {{first?: number, last: number, step?: number}} range
 * @param {(x: number) => number} at
 */
export function strokeCurve(context, plot, {first = 0, last, step = 1}, at) {
  const xAt = /** @param {number} index */ index => first + index * step;
  // A diverged weight may be 1e30: keep it near, or the rasteriser suffers.
  const yAt = /** @param {number} index */ index =>
    Math.max(plot.top - 99, Math.min(plot.bottom + 99, plot.y(at(xAt(index)))));
  strokeLine(context, Math.round((last - first) / step) + 1, index => plot.x(xAt(index)), yAt);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Float32Array} values
 * @param {PartStyle} style
 * @param {{size: number, surface: string, only?: number}} options `only`: just this index
 */
export function drawMarkers(context, plot, values, style, {size, surface, only}) {
  context.setLineDash([]);
  context.lineWidth = 1.5;
  context.strokeStyle = style.colour;
  context.fillStyle = style.marker === 'disc' ? style.colour : surface;
  context.beginPath();
  const first = only ?? 0;
  const last = only ?? values.length - 1;
  for (let index = first; index <= last; index++) {
    if (Number.isFinite(values[index])) {
      traceMarker(context, plot.x(index), plot.y(values[index]), size, style.marker);
    }
  }
  context.fill();
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {Marker} marker
 */
function traceMarker(context, x, y, size, marker) {
  if (marker === 'disc') {
    context.moveTo(x + size, y);
    context.arc(x, y, size, 0, 2 * Math.PI);
    return;
  }
  const reach = size * 1.3; // a diamond of the same weight to the eye
  context.moveTo(x, y - reach);
  context.lineTo(x + reach, y);
  context.lineTo(x, y + reach);
  context.lineTo(x - reach, y);
  context.closePath();
}
