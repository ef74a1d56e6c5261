/**
 * The magnitude of the spectrum that the network computes, over that of the FFT.
 */
import {strokeLine, verticalLine} from '../../kit/canvas.ts';
import {formatScientific, formatTick} from '../../words/format.ts';
import {FLOOR, levels, magnitudes, spectrumError} from '../../kit/magnitude.ts';
import {drawXTicks, drawYTicks, makePlot, quarterTicks, ticksFromZero} from '../../kit/plot.ts';
import {clipped} from '../../kit/series.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';
import type {SpectrumData, SpectrumScale} from '../../kit/magnitude.ts';

/** Pixels from bin to bin below which stems run into one another. */
const SMALLEST_STEM = 4;

/** Of a stem, beside its dot: the dots are the values. */
const STEM_STRENGTH = 0.4;

export function spectrumLayout({
  width,
  height,
  n,
  peak,
  scale,
  theme,
}: {
  width: number;
  height: number;
  n: number;
  peak: number;
  scale: SpectrumScale;
  theme: Theme;
}): Plot {
  const em = theme.labelSize;
  return makePlot({
    width,
    height,
    margins: {left: 3.2 * em, top: 1.8 * em, right: 8, bottom: 2 * em},
    xDomain: [-0.5, n - 0.5],
    yDomain: scale === 'dB' ? [FLOOR, 10] : [0, 1.08 * (peak || 1)],
  });
}

/**
 * @param options `bin`: the selected one; `cursor`: another to point at
 * @returns for `binAt`
 */
export function drawSpectrum(
  context: CanvasRenderingContext2D,
  data: SpectrumData,
  options: {
    width: number;
    height: number;
    theme: Theme;
    scale: SpectrumScale;
    bin?: number | null;
    cursor?: number | null;
  },
): Plot {
  const {width, height, theme, scale, bin = null, cursor = null} = options;
  const n = data.reference.length / 2;
  const {peak, relative} = spectrumError(data);
  const plot = spectrumLayout({width, height, n, peak, scale, theme});
  const level = levels(scale, peak);
  const reference = magnitudes(data.reference).map(level);
  const learned = magnitudes(data.learned).map(level);
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  const ticks = scale === 'dB' ? [0, -40, -80, -120, -160] : ticksFromZero(plot.yDomain[1]);
  drawYTicks(context, plot, theme, ticks);
  drawXTicks(context, plot, theme, quarterTicks(n), formatTick, 'output bin k');
  drawCaption(context, theme, scale, relative, width);
  clipped(context, plot, () => {
    drawReference(context, plot, reference, theme);
    drawLearned(context, plot, learned, theme);
    for (const at of [bin, cursor]) {
      if (at !== null) drawPointer(context, plot, at, at === cursor ? theme.ink : theme.axis);
    }
  });
  return plot;
}

/** @param x in CSS pixels on the canvas */
export function binAt(x: number, y: number, {learned, reference}: SpectrumData, plot: Plot) {
  if (x < plot.left || x > plot.right || y < plot.top || y > plot.bottom) return null;
  const n = reference.length / 2;
  const bin = Math.max(0, Math.min(n - 1, Math.round(plot.xInverse(x))));
  return {
    bin,
    learned: Math.hypot(learned[bin], learned[n + bin]),
    reference: Math.hypot(reference[bin], reference[n + bin]),
  };
}

export function describeSpectrum(data: SpectrumData) {
  const {error, relative} = spectrumError(data);
  return (
    `Magnitude of the spectrum in ${data.reference.length / 2} bins, the network's over the FFT's. ` +
    `The largest error is ${formatScientific(error)}, ${formatScientific(relative)} times the peak.`
  );
}

function drawCaption(
  context: CanvasRenderingContext2D,
  theme: Theme,
  scale: SpectrumScale,
  relative: number,
  width: number,
) {
  context.font = theme.labelFont;
  context.textBaseline = 'top';
  context.fillStyle = theme.muted;
  context.textAlign = 'left';
  context.fillText(scale === 'dB' ? 'magnitude, dB' : 'magnitude', 2, 1);
  if (Number.isNaN(relative)) return;
  context.fillStyle = theme.ink;
  context.textAlign = 'right';
  context.fillText(`largest error ${formatScientific(relative)} × peak`, width - 2, 1);
}

/** Steps, one a bin: a pale area with an outline, behind everything. */
function drawReference(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: Float32Array,
  theme: Theme,
) {
  context.fillStyle = theme.rule;
  context.strokeStyle = theme.truth;
  context.lineWidth = 1;
  fillSteps(context, plot, values, 0.6);
}

/** A stem with a dot for each bin, as far as there is room for them; else steps. */
function drawLearned(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: Float32Array,
  theme: Theme,
) {
  const spacing = plot.x(1) - plot.x(0);
  context.strokeStyle = theme.network;
  context.fillStyle = theme.network;
  if (spacing < SMALLEST_STEM) {
    context.lineWidth = Math.min(1.5, Math.max(0.75, spacing));
    fillSteps(context, plot, values, 0.18);
    return;
  }
  context.lineWidth = Math.min(2, 0.3 * spacing);
  const size = Math.min(3, 0.4 * spacing);
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) continue;
    const y = Math.max(plot.top - 9, plot.y(values[k]));
    context.globalAlpha = STEM_STRENGTH;
    context.beginPath();
    context.moveTo(plot.x(k), plot.bottom);
    context.lineTo(plot.x(k), y);
    context.stroke();
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(plot.x(k), y, size, 0, 2 * Math.PI);
    context.fill();
  }
}

/** @param strength of the area below the outline */
function fillSteps(
  context: CanvasRenderingContext2D,
  plot: Plot,
  values: Float32Array,
  strength: number,
) {
  const x = (corner: number) => plot.x(Math.ceil(corner / 2) - 0.5);
  const y = (corner: number) => {
    const value = values[corner >> 1];
    return Number.isFinite(value) ? Math.max(plot.top - 9, plot.y(value)) : plot.bottom;
  };
  const corners = 2 * values.length;
  context.beginPath();
  context.moveTo(plot.left, plot.bottom);
  for (let corner = 0; corner < corners; corner++) context.lineTo(x(corner), y(corner));
  context.lineTo(plot.right, plot.bottom);
  context.globalAlpha = strength;
  context.fill();
  context.globalAlpha = 1;
  strokeLine(context, corners, x, y);
}

function drawPointer(context: CanvasRenderingContext2D, plot: Plot, bin: number, colour: string) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  verticalLine(context, plot.x(bin), plot.top, plot.bottom);
  context.setLineDash([]);
}
