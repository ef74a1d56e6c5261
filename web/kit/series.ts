/**
 * Lines and markers of the line views. Real is a solid line with discs, imaginary a dashed line
 * with hollow diamonds: they differ without their hue.
 */

import {strokeLine} from './canvas.ts';
import type {Plot} from './plot.ts';
import type {Theme} from './theme.ts';

type Marker = 'disc' | 'diamond';

/** How one part of a complex series looks. */
export interface PartStyle {
  colour: string;
  dash: number[];
  marker: Marker;
}

export function realStyle(theme: Theme): PartStyle {
  return {colour: theme.real, dash: [], marker: 'disc'};
}

export function imaginaryStyle(theme: Theme): PartStyle {
  return {colour: theme.imaginary, dash: [5, 3], marker: 'diamond'};
}

/**
 * Runs `draw` with the drawing clipped to the plot, and a little more above and below so that lines
 * keep their width.
 */
export function clipped(context: CanvasRenderingContext2D, plot: Plot, draw: () => void) {
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
 */
export function strokeCurve(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {first = 0, last, step = 1}: {first?: number; last: number; step?: number},
  at: (x: number) => number,
) {
  const xAt = (index: number) => first + index * step;
  // A diverged weight may be 1e30: keep it near, or the rasteriser suffers.
  const yAt = (index: number) =>
    Math.max(plot.top - 99, Math.min(plot.bottom + 99, plot.y(at(xAt(index)))));
  strokeLine(context, Math.round((last - first) / step) + 1, index => plot.x(xAt(index)), yAt);
}

/** @param options `only`: just this index */
export function drawMarkers(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: Float32Array,
  style: PartStyle,
  {size, surface, only}: {size: number; surface: string; only?: number},
) {
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

function traceMarker(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  marker: Marker,
) {
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
