/**
 * The weights behind one pixel of the spectrogram, against the sample: a windowed cosine (real) and
 * a windowed negative sine (imaginary) once the network has learned.
 */
import {formatCount, formatScientific, formatTick} from '../../words/format.ts';
import {drawXTicks, drawYTicks, makePlot, ticksWithin} from '../../kit/plot.ts';
import {drawRow, drawRowCaption, rowSampleAt} from '../../kit/row-plot.ts';
import {frequencyOf} from '../../kit/stft-axes.ts';
import {pixelErrors, trueWeights, weightScale} from './weights.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';
import type {PixelWeights} from './weights.ts';

/** The true weights end at +-1.25 times the window's scale, with the offset of bin 1. */
const REACH = 1.35;

/**
 * @returns its x counts from `weights.first` on; its y holds the true weights, and the
 * network's while they are larger
 */
export function windowedRowLayout({
  width,
  height,
  weights,
  theme,
}: {
  width: number;
  height: number;
  weights: PixelWeights;
  theme: Theme;
}): Plot {
  const em = theme.labelSize;
  const reach = reachOf(weights);
  return makePlot({
    width,
    height,
    margins: {left: 3.8 * em + 4, top: 1.7 * em, right: 3.3 * em, bottom: 2 * em},
    xDomain: [0, weights.real.length - 1],
    yDomain: [-reach, reach],
  });
}

/**
 * In steps of a factor of the root of two, so that the scale does not move with every picture.
 */
function reachOf({axes, real, imaginary}: PixelWeights) {
  const least = REACH * weightScale(axes);
  let largest = least;
  for (const part of [real, imaginary]) {
    for (const weight of part) largest = Math.max(largest, Math.abs(weight) || 0);
  }
  if (largest === Infinity) return least;
  return least * 2 ** (Math.ceil(2 * Math.log2(largest / least)) / 2);
}

/**
 * @param options `cursor`: an input sample
 * @returns for `windowedRowAt`
 */
export function drawWindowedRow(
  context: CanvasRenderingContext2D,
  weights: PixelWeights,
  options: {width: number; height: number; theme: Theme; cursor?: number | null},
): Plot {
  const {width, height, theme, cursor = null} = options;
  const {axes, bin, first, real, imaginary} = weights;
  const plot = windowedRowLayout({...options, weights});
  const truth = trueWeights(weights);
  const shifted = (at: (sample: number) => number) => {
    return (index: number) => at(first + index);
  };
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  fillEnvelope(context, plot, shifted(truth.envelope), theme);
  drawYTicks(context, plot, theme, ticksWithin(...plot.yDomain, 6));
  const most = Math.min(8, (plot.right - plot.left) / (5 * theme.labelSize));
  const ticks = ticksWithin(first, first + real.length - 1, most).map(tick => tick - first);
  drawXTicks(context, plot, theme, ticks, tick => formatTick(first + tick), 'input sample');
  drawRowCaption(
    context,
    theme,
    width,
    truth.offset === 0 ? 'true windowed cosine, −sine' : 'truth, shifted',
    `bin ${bin}`,
  );
  const row = {
    real,
    imaginary,
    trueReal: shifted(truth.real),
    trueImaginary: shifted(truth.imaginary),
    period: axes.nfft / Math.max(1, bin),
  };
  drawRow(context, plot, row, theme, cursor === null ? null : cursor - first);
  return plot;
}

/** @param x in CSS pixels on the canvas */
export function windowedRowAt(x: number, y: number, weights: PixelWeights, plot: Plot) {
  const index = rowSampleAt(x, y, weights.real.length, plot);
  return index === null ? null : weightsAt(weights, weights.first + index);
}

/** The two weights from an input sample, and what they should become. */
export function weightsAt(weights: PixelWeights, sample: number) {
  const truth = trueWeights(weights);
  return {
    sample,
    real: weights.real[sample - weights.first],
    imaginary: weights.imaginary[sample - weights.first],
    trueReal: truth.real(sample),
    trueImaginary: truth.imaginary(sample),
  };
}

export function describeWindowedRow(weights: PixelWeights) {
  const {axes, bin, frame, first, real} = weights;
  const errors = pixelErrors(weights);
  const {offset} = trueWeights(weights);
  const shift =
    offset === 0
      ? ''
      : ` The true real part carries a constant ${formatScientific(offset)}, because each frame’s ` +
        'mean is taken out.';
  const where = axes.frames > 1 ? ` in slice ${frame}` : '';
  return (
    `Weights behind ${formatTick(frequencyOf(axes, bin))} Hz${where}, for the ` +
    `${formatCount(real.length)} input samples from ${formatCount(first)} on. ` +
    `The real part differs from the true windowed cosine by at most ${formatScientific(errors.real)}, ` +
    `the imaginary part from the true windowed negative sine by at most ` +
    `${formatScientific(errors.imaginary)}.${shift}`
  );
}

/** The window, above and below zero: a pale area behind everything. */
export function fillEnvelope(
  context: CanvasRenderingContext2D,
  plot: Plot,
  envelope: (index: number) => number,
  theme: Theme,
) {
  const [from, to] = plot.xDomain;
  const steps = Math.round(plot.right - plot.left);
  const at = (step: number) => from + ((to - from) * step) / steps;
  context.beginPath();
  for (let step = 0; step <= steps; step++) {
    context.lineTo(plot.x(at(step)), plot.y(envelope(at(step))));
  }
  for (let step = steps; step >= 0; step--) {
    context.lineTo(plot.x(at(step)), plot.y(-envelope(at(step))));
  }
  context.closePath();
  context.fillStyle = theme.rule;
  context.globalAlpha = 0.4;
  context.fill();
  context.globalAlpha = 1;
}
