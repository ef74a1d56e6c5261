/**
 * The input signal, and the pad to draw one on.
 */
import {verticalLine} from '../../kit/canvas.ts';
import {formatScientific, formatTick} from '../../words/format.ts';
import {drawXTicks, drawYTicks, makePlot, niceLimit, quarterTicks} from '../../kit/plot.ts';
import {clipped, drawMarkers, imaginaryStyle, realStyle, strokeCurve} from '../../kit/series.ts';
import type {Plot} from '../../kit/plot.ts';
import type {PartStyle} from '../../kit/series.ts';
import type {Theme} from '../../kit/theme.ts';

export type Sample = {index: number; value: number};

export function signalLayout({
  width,
  height,
  n,
  limit,
  theme,
}: {
  width: number;
  height: number;
  n: number;
  limit: number;
  theme: Theme;
}): Plot {
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
 * @param signal (2n)
 */
export function signalLimit(signal: Float32Array) {
  return niceLimit(largest(signal));
}

/**
 * @param signal (2n) real parts, then imaginary parts; (n) where it is real
 * @param options `cursor`: a sample; `hint`: shown at the top right, such as 'draw here'
 * @returns for `sampleAt`
 */
export function drawSignal(
  context: CanvasRenderingContext2D,
  signal: Float32Array,
  options: {
    width: number;
    height: number;
    theme: Theme;
    n?: number;
    limit?: number;
    cursor?: number | null;
    hint?: string;
  },
): Plot {
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
 * @param x in CSS pixels on the canvas
 */
export function sampleAt(x: number, y: number, plot: Plot): Sample {
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
 * @param samples (n) one part of the signal, changed in place
 */
export function fillSamples(samples: Float32Array, from: Sample, to: Sample) {
  const distance = to.index - from.index;
  const direction = Math.sign(distance);
  for (let step = 0; step <= Math.abs(distance); step++) {
    const share = distance === 0 ? 1 : step / Math.abs(distance);
    samples[from.index + direction * step] = from.value + share * (to.value - from.value);
  }
}

function largest(values: Float32Array) {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** @param signal (2n) */
export function describeSignal(signal: Float32Array) {
  const n = signal.length / 2;
  const real = formatScientific(largest(signal.subarray(0, n)));
  const imaginary = formatScientific(largest(signal.subarray(n)));
  return `Input signal of ${n} complex samples. Real part up to ${real}, imaginary part up to ${imaginary}.`;
}

/** A noisy line ends anywhere, so its name stands in a key above, with a piece of the line. */
function drawKey(
  context: CanvasRenderingContext2D,
  theme: Theme,
  parts: 1 | 2,
  width: number,
  hint: string,
) {
  const em = theme.labelSize;
  let x = 2;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.font = theme.strongFont;
  const styles = [
    ['real', realStyle(theme)],
    ['imag', imaginaryStyle(theme)],
  ] as const;
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

function drawPart(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: Float32Array,
  style: PartStyle,
  theme: Theme,
) {
  const spacing = (plot.right - plot.left) / (values.length - 1);
  context.strokeStyle = style.colour;
  context.lineWidth = spacing < 3 ? 1 : 1.5;
  context.setLineDash(style.dash);
  strokeCurve(context, plot, {last: values.length - 1}, sample => values[sample]);
  if (spacing >= 8) drawMarkers(context, plot, values, style, {size: 2, surface: theme.surface});
}
