/**
 * The magnitude of the spectrum that the network computes, over that of the FFT.
 */
import {strokeLine, verticalLine} from './canvas.js';
import {formatScientific, formatTick} from './format.js';
import {FLOOR, levels, magnitudes, spectrumError} from './magnitude.js';
import {drawXTicks, drawYTicks, makePlot, quarterTicks, ticksFromZero} from './plot.js';
import {clipped} from './series.js';

/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./theme.js').Theme} Theme */

/** @typedef {import('./magnitude.js').SpectrumData} SpectrumData */
/** @typedef {import('./magnitude.js').SpectrumScale} SpectrumScale */

/** Pixels from bin to bin below which stems run into one another. */
const SMALLEST_STEM = 4;

/** Of a stem, beside its dot: the dots are the values. */
const STEM_STRENGTH = 0.4;

/**
 * @param {{width: number, height: number, n: number, peak: number, scale: SpectrumScale,
 *   theme: Theme}} options
 * @returns {Plot}
 */
export function spectrumLayout({width, height, n, peak, scale, theme}) {
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
 * @param {CanvasRenderingContext2D} context
 * @param {SpectrumData} data
 * @param {{width: number, height: number, theme: Theme, scale: SpectrumScale, bin?: number | null,
 *   cursor?: number | null}} options `bin`: the selected one; `cursor`: another to point at
 * @returns {Plot} for `binAt`
 */
export function drawSpectrum(context, data, options) {
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

/**
 * @param {number} x in CSS pixels on the canvas
 * @param {number} y
 * @param {SpectrumData} data
 * @param {Plot} plot
 */
export function binAt(x, y, {learned, reference}, plot) {
  if (x < plot.left || x > plot.right || y < plot.top || y > plot.bottom) return null;
  const n = reference.length / 2;
  const bin = Math.max(0, Math.min(n - 1, Math.round(plot.xInverse(x))));
  return {
    bin,
    learned: Math.hypot(learned[bin], learned[n + bin]),
    reference: Math.hypot(reference[bin], reference[n + bin]),
  };
}

/** @param {SpectrumData} data */
export function describeSpectrum(data) {
  const {error, relative} = spectrumError(data);
  return (
    `Magnitude of the spectrum in ${data.reference.length / 2} bins, the network's over the FFT's. ` +
    `The largest error is ${formatScientific(error)}, ${formatScientific(relative)} times the peak.`
  );
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {SpectrumScale} scale
 * @param {number} relative
 * @param {number} width
 */
function drawCaption(context, theme, scale, relative, width) {
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

/**
 * Steps, one a bin: a pale area with an outline, behind everything.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Float32Array} values
 * @param {Theme} theme
 */
function drawReference(context, plot, values, theme) {
  context.fillStyle = theme.rule;
  context.strokeStyle = theme.truth;
  context.lineWidth = 1;
  fillSteps(context, plot, values, 0.6);
}

/**
 * A stem with a dot for each bin, as far as there is room for them; else steps.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Float32Array} values
 * @param {Theme} theme
 */
function drawLearned(context, plot, values, theme) {
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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Float32Array} values
 * @param {number} strength of the area below the outline
 */
function fillSteps(context, plot, values, strength) {
  const x = /** @param {number} corner */ corner => plot.x(Math.ceil(corner / 2) - 0.5);
  const y = /** @param {number} corner */ corner => {
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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {number} bin
 * @param {string} colour
 */
function drawPointer(context, plot, bin, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  verticalLine(context, plot.x(bin), plot.top, plot.bottom);
  context.setLineDash([]);
}
