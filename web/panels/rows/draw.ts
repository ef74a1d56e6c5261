/**
 * One bin's weights against the sample: a cosine (real) and a negative sine (imaginary) once the
 * network has learned.
 */
import {binErrors, trueImaginary, trueReal, turns} from './bin-weights.ts';
import {formatCount, formatScientific, formatTick} from '../../words/format.ts';
import {drawXTicks, drawYTicks, makePlot, quarterTicks} from '../../kit/plot.ts';
import {drawRow, drawRowCaption, rowSampleAt} from '../../kit/row-plot.ts';
import type {BinWeights} from './bin-weights.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

/** Weights end at +-1; the rest is room for what overshoots on the way. */
const REACH = 1.25;

export function rowsLayout({
  width,
  height,
  n,
  theme,
}: {
  width: number;
  height: number;
  n: number;
  theme: Theme;
}): Plot {
  const em = theme.labelSize;
  return makePlot({
    width,
    height,
    margins: {left: 2 * em + 4, top: 1.7 * em, right: 3.3 * em, bottom: 2 * em},
    xDomain: [0, n - 1],
    yDomain: [-REACH, REACH],
  });
}

/**
 * @param options `cursor`: a sample
 * @returns for `rowsAt`
 */
export function drawRows(
  context: CanvasRenderingContext2D,
  {bin, real, imaginary}: BinWeights,
  {
    width,
    height,
    theme,
    cursor = null,
  }: {width: number; height: number; theme: Theme; cursor?: number | null},
): Plot {
  const n = real.length;
  const plot = rowsLayout({width, height, n, theme});
  context.clearRect(0, 0, width, height);
  drawYTicks(context, plot, theme, [-1, 0, 1]);
  drawXTicks(context, plot, theme, quarterTicks(n), formatTick, 'input sample m');
  drawRowCaption(context, theme, width, 'true cosine, −sine');
  const row = {
    real,
    imaginary,
    trueReal: (sample: number) => trueReal(bin, n, sample),
    trueImaginary: (sample: number) => trueImaginary(bin, n, sample),
    period: n / Math.max(1, Math.abs(turns(bin, n))),
  };
  drawRow(context, plot, row, theme, cursor);
  return plot;
}

/** @param x in CSS pixels on the canvas */
export function rowsAt(x: number, y: number, {bin, real, imaginary}: BinWeights, plot: Plot) {
  const n = real.length;
  const sample = rowSampleAt(x, y, n, plot);
  if (sample === null) return null;
  return {
    sample,
    real: real[sample],
    imaginary: imaginary[sample],
    trueReal: trueReal(bin, n, sample),
    trueImaginary: trueImaginary(bin, n, sample),
  };
}

export function describeRows(data: BinWeights) {
  const errors = binErrors(data);
  return (
    `Weights of output bin ${data.bin} against the ${formatCount(data.real.length)} input samples. ` +
    `The real part differs from the true cosine by at most ${formatScientific(errors.real)}, ` +
    `the imaginary part from the true negative sine by at most ${formatScientific(errors.imaginary)}.`
  );
}
