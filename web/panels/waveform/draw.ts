/**
 * A sound as a wave over time, and the samples that one frame sees.
 */
import {strokeLine, verticalLine} from '../../kit/canvas.ts';
import {decimate} from '../../kit/decimate.ts';
import {formatCount, formatScientific, formatTick} from '../../words/format.ts';
import {
  drawXTicks,
  drawYTicks,
  makePlot,
  niceLimit,
  numbersMargin,
  ticksWithin,
} from '../../kit/plot.ts';
import {clipped} from '../../kit/series.ts';
import type {Series} from '../../kit/decimate.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

/** `end` is the first one after them */
type Samples = readonly [first: number, end: number];

/**
 * Its x counts seconds. It stands flush with a spectrogram that shows the same seconds; for another
 * view, give its margins.
 * @param options `count`: samples
 */
export function waveformLayout({
  width,
  height,
  theme,
  count,
  fs,
  limit,
  left,
  right = 1,
}: {
  width: number;
  height: number;
  theme: Theme;
  count: number;
  fs: number;
  limit: number;
  left?: number;
  right?: number;
}): Plot {
  const em = theme.labelSize;
  return makePlot({
    width,
    height,
    margins: {left: left ?? numbersMargin(em), top: 1.7 * em, right, bottom: 2 * em},
    xDomain: [0, count / fs],
    yDomain: [-1.1 * limit, 1.1 * limit],
  });
}

/** The limit of the y axis that shows all of a wave. */
export function waveLimit(wave: Float32Array) {
  return niceLimit(largest(wave));
}

/**
 * What is drawn: on each column of pixels, the lowest and the highest sample.
 * @returns x in seconds
 */
export function wavePoints(wave: Float32Array, fs: number, columns: number): Series {
  return decimate(
    wave.length,
    sample => sample / fs,
    sample => wave[sample],
    columns,
  );
}

/**
 * @param options `highlight`: the samples that a frame sees; `cursor`: a sample
 * @returns for `waveSampleAt`
 */
export function drawWaveform(
  context: CanvasRenderingContext2D,
  {wave, fs, title = ''}: {wave: Float32Array; fs: number; title?: string},
  options: {
    width: number;
    height: number;
    theme: Theme;
    limit?: number;
    left?: number;
    right?: number;
    highlight?: Samples | null;
    cursor?: number | null;
  },
): Plot {
  const {width, height, theme, highlight = null, cursor = null, left, right} = options;
  const limit = options.limit ?? waveLimit(wave);
  const count = wave.length;
  const plot = waveformLayout({width, height, theme, count, fs, limit, left, right});
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  if (highlight) fillHighlight(context, plot, theme, highlight, fs);
  drawYTicks(context, plot, theme, [-limit, 0, limit]);
  const most = Math.min(8, (plot.right - plot.left) / (4 * theme.labelSize));
  drawXTicks(context, plot, theme, ticksWithin(...plot.xDomain, most), formatTick, 's');
  context.font = theme.strongFont;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillStyle = theme.ink;
  context.fillText(title, plot.left, 1);
  clipped(context, plot, () => {
    drawWave(context, plot, theme, wavePoints(wave, fs, Math.round(plot.right - plot.left)));
    if (highlight) strokeHighlight(context, plot, theme, highlight, fs);
    if (cursor === null) return;
    context.lineWidth = 1;
    context.strokeStyle = theme.ink;
    verticalLine(context, plot.x(cursor / fs), plot.top, plot.bottom);
  });
  return plot;
}

/** What lies under a point of the canvas. */
export function waveSampleAt(
  x: number,
  y: number,
  {wave, fs}: {wave: Float32Array; fs: number},
  plot: Plot,
) {
  if (x < plot.left - 8 || x > plot.right + 8 || y < plot.top || y > plot.bottom) return null;
  const sample = Math.max(0, Math.min(wave.length - 1, Math.round(plot.xInverse(x) * fs)));
  return {sample, time: sample / fs, value: wave[sample]};
}

export function describeWaveform({
  wave,
  fs,
  title = '',
}: {
  wave: Float32Array;
  fs: number;
  title?: string;
}) {
  return (
    `Wave${title && `, ${title}`}: ${formatCount(wave.length)} samples at ${formatCount(fs)} Hz, ` +
    `${formatTick(wave.length / fs)} s, up to ${formatScientific(largest(wave))}.`
  );
}

function largest(wave: Float32Array) {
  let most = 0;
  for (const value of wave) most = Math.max(most, Math.abs(value));
  return most;
}

function drawWave(context: CanvasRenderingContext2D, plot: Plot, theme: Theme, {xs, ys}: Series) {
  context.lineJoin = 'round';
  context.strokeStyle = theme.real;
  context.lineWidth = xs.length > plot.right - plot.left ? 1 : 1.5;
  strokeLine(
    context,
    xs.length,
    index => plot.x(xs[index]),
    index => plot.y(ys[index]),
  );
}

function fillHighlight(
  context: CanvasRenderingContext2D,
  plot: Plot,
  theme: Theme,
  [first, end]: Samples,
  fs: number,
) {
  const [from, to] = [plot.x(first / fs), plot.x(end / fs)];
  context.fillStyle = theme.accent;
  context.globalAlpha = 0.14;
  context.fillRect(from, plot.top, to - from, plot.bottom - plot.top);
  context.globalAlpha = 1;
}

function strokeHighlight(
  context: CanvasRenderingContext2D,
  plot: Plot,
  theme: Theme,
  highlight: Samples,
  fs: number,
) {
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  for (const edge of highlight) verticalLine(context, plot.x(edge / fs), plot.top, plot.bottom);
}
