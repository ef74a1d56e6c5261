/**
 * What each sample of the past is worth in one bin of a frame, beside what it should be: a sinusoid
 * under a window, and nothing before that.
 */
import {verticalLine} from '../../kit/canvas.ts';
import {formatScientific, formatTick} from '../../words/format.ts';
import {drawXTicks, drawYTicks, makePlot, niceLimit, ticksWithin} from '../../kit/plot.ts';
import {drawRow, drawRowCaption, rowSampleAt} from '../../kit/row-plot.ts';
import {fillEnvelope} from '../windowed-rows/draw.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

/** One bin of an impulse response, the oldest sample first. */
export interface BinResponse {
  bin: number;
  /** samples of the window: the last ones */
  nperseg: number;
  hop: number;
  real: Float32Array;
  imaginary: Float32Array;
  trueReal: Float32Array;
  trueImaginary: Float32Array;
}

/**
 * Takes one bin out of two impulse responses.
 * @param responses (lags, outputs): row `lag` is of the sample that is so much older than a
 * frame's last
 */
export function binResponse(
  {
    learned,
    truth,
    outputs,
    nperseg,
    hop,
  }: {learned: Float32Array; truth: Float32Array; outputs: number; nperseg: number; hop: number},
  bin: number,
): BinResponse {
  const lags = learned.length / outputs;
  const part = (response: Float32Array, output: number) =>
    Float32Array.from({length: lags}, (_, i) => response[(lags - 1 - i) * outputs + output]);
  const imaginary = outputs / 2 + bin;
  return {
    bin,
    nperseg,
    hop,
    real: part(learned, bin),
    imaginary: part(learned, imaginary),
    trueReal: part(truth, bin),
    trueImaginary: part(truth, imaginary),
  };
}

/**
 * @param options `cursor`: an index
 * @returns for `responseAt`; its x counts the samples shown from 0 on
 */
export function drawResponse(
  context: CanvasRenderingContext2D,
  response: BinResponse,
  {
    width,
    height,
    theme,
    cursor = null,
  }: {width: number; height: number; theme: Theme; cursor?: number | null},
): Plot {
  const em = theme.labelSize;
  const {real, imaginary, trueReal, trueImaginary, nperseg, hop, bin} = response;
  const count = real.length;
  const limit = niceLimit(1.15 * Math.max(...[trueReal, trueImaginary].map(largest)));
  const plot = makePlot({
    width,
    height,
    margins: {left: 3.8 * em + 4, top: 3.2 * em, right: 3.3 * em, bottom: 2 * em},
    xDomain: [0, count - 1],
    yDomain: [-limit, limit],
  });
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  const scale = Math.max(...trueReal.map((value, i) => Math.hypot(value, trueImaginary[i])));
  fillEnvelope(
    context,
    plot,
    index => {
      const m = index - (count - nperseg);
      return m < 0 ? 0 : scale * Math.sin((Math.PI * m) / nperseg) ** 2;
    },
    theme,
  );
  drawSteps(context, plot, {count, hop, nperseg}, theme);
  drawYTicks(context, plot, theme, ticksWithin(-limit, limit, 4));
  const most = Math.min(8, (plot.right - plot.left) / (5 * em));
  const ticks = ticksWithin(1 - count, 0, most).map(tick => tick + count - 1);
  drawXTicks(context, plot, theme, ticks, tick => formatTick(count - 1 - tick), 'samples ago');
  const shifted = bin < 2; // see views/windowed-weights.js
  const should = shifted ? 'truth, shifted: the mean is taken out' : 'windowed cosine, −sine';
  drawRowCaption(context, theme, width, should, `bin ${bin}`);
  const between = (values: Float32Array) => (index: number) => {
    const before = Math.max(0, Math.min(count - 2, Math.floor(index)));
    const share = index - before;
    return (1 - share) * values[before] + share * values[before + 1];
  };
  const row = {
    real,
    imaginary,
    trueReal: between(trueReal),
    trueImaginary: between(trueImaginary),
    period: nperseg / Math.max(1, bin),
  };
  drawRow(context, plot, row, theme, cursor);
  return plot;
}

/** @param x in CSS pixels on the canvas */
export function responseAt(x: number, y: number, response: BinResponse, plot: Plot) {
  return rowSampleAt(x, y, response.real.length, plot);
}

/** How far it is from what it should be, under the window and before it. */
export function responseErrors({nperseg, real, imaginary, trueReal, trueImaginary}: BinResponse) {
  const begin = real.length - nperseg;
  let [within, before] = [0, 0];
  for (let i = 0; i < real.length; i++) {
    const error = Math.max(
      Math.abs(real[i] - trueReal[i]),
      Math.abs(imaginary[i] - trueImaginary[i]),
    );
    if (i < begin) before = Math.max(before, error);
    else within = Math.max(within, error);
  }
  return {within, before};
}

export function describeResponse(response: BinResponse) {
  const {within, before} = responseErrors(response);
  const {bin, nperseg, real} = response;
  return (
    `What the last ${real.length} samples are worth in bin ${bin} of a frame. Under the window of ` +
    `${nperseg} samples the largest difference from the windowed sinusoid is ` +
    `${formatScientific(within)}; of older samples, which should be worth nothing, up to ` +
    `${formatScientific(before)} is left.`
  );
}

/** A line where each hop begins, and above it how often its samples have gone through A. */
function drawSteps(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {count, hop, nperseg}: {count: number; hop: number; nperseg: number},
  theme: Theme,
) {
  const em = theme.labelSize;
  const width = (hop * (plot.right - plot.left)) / (count - 1);
  context.lineWidth = 1;
  context.font = theme.labelFont;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  for (let step = 0; step * hop < count; step++) {
    const end = count - 0.5 - step * hop;
    const begin = Math.max(-0.5, end - hop);
    const isEdge = (step + 1) * hop === nperseg;
    context.strokeStyle = theme.rule;
    if (width > 5 && begin > 0 && !isEdge) {
      verticalLine(context, plot.x(begin), plot.top, plot.bottom);
    }
    if (width < 2.2 * em) continue;
    context.fillStyle = theme.muted;
    context.fillText(powerOfA(step), plot.x((begin + end) / 2), plot.top - 2);
  }
  context.strokeStyle = theme.ink;
  context.setLineDash([5, 4]);
  verticalLine(context, plot.x(count - nperseg - 0.5), plot.top, plot.bottom);
  context.setLineDash([]);
}

function powerOfA(power: number) {
  const digits = [...String(power)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `A${digits.join('')}`;
}

function largest(values: Float32Array) {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value) || 0);
  return most;
}
