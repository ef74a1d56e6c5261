/**
 * One spectrogram: time across, frequency up, colour for the magnitude.
 */
import {drawCrosshair} from '../../kit/crosshair.ts';
import {formatScientific, formatSigned, formatTick} from '../../words/format.ts';
import {drawScale} from '../../kit/legend.ts';
import {createMatrixImage} from '../../kit/matrix-image.ts';
import {drawXTicks, drawYTicks, makePlot, numbersMargin, ticksWithin} from '../../kit/plot.ts';
import {binCount, formatTime, frequencyOf, timeOf} from '../../kit/stft-axes.ts';
import type {Range} from '../../kit/colour.ts';
import type {SpectrumScale} from '../../kit/magnitude.ts';
import type {MatrixImage} from '../../kit/matrix-image.ts';
import type {Plot} from '../../kit/plot.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Theme} from '../../kit/theme.ts';

export type Pixel = {frame: number; bin: number};

export interface SpectrogramLayout {
  plot: Plot;
  axes: StftAxes;
  /** where the pixels begin and end */
  span: readonly [left: number, right: number];
}

/** Height of a scale below a spectrogram, in label heights. */
export const SCALE_HEIGHT = 4.3;

/** For the values of a spectrogram, row by row, from the lowest bin on: value k * frames + t. */
export function createSpectrogramImage(axes: StftAxes): MatrixImage {
  return createMatrixImage(binCount(axes), axes.frames);
}

/**
 * A pixel reaches half a hop to both sides of its frame's middle, and half a bin up and down.
 * @param options `numbered`: with frequencies at its left; `scaled`: with room for its own scale
 * below; `seconds`: those shown, by default where there are pixels; `right`: margin
 */
export function spectrogramLayout(options: {
  width: number;
  height: number;
  axes: StftAxes;
  theme: Theme;
  numbered?: boolean;
  scaled?: boolean;
  seconds?: Range;
  right?: number;
}): SpectrogramLayout {
  const {width, height, axes, theme, numbered = true, scaled = false, right = 1} = options;
  const em = theme.labelSize;
  const half = axes.hop / axes.fs / 2;
  const ends = [timeOf(axes, 0) - half, timeOf(axes, axes.frames - 1) + half] as const;
  const plot = makePlot({
    width,
    height,
    margins: {
      left: numbered ? numbersMargin(em) : 1,
      top: Math.round(1.7 * em),
      right,
      bottom: Math.round(2 * em + (scaled ? SCALE_HEIGHT * em : 0)),
    },
    xDomain: options.seconds ?? ends,
    yDomain: [frequencyOf(axes, -0.5), frequencyOf(axes, binCount(axes) - 0.5)],
  });
  return {plot, axes, span: [plot.x(ends[0]), plot.x(ends[1])]};
}

/**
 * @param data `image`: written with that range and table; `scale`: drawn below; leave it out where
 * several share one
 * @param options `seconds`: those shown, such as all of a wave above; `right`: margin
 * @returns for `pixelAt`
 */
export function drawSpectrogram(
  context: CanvasRenderingContext2D,
  {
    image,
    axes,
    title,
    scale,
  }: {
    image: Pick<MatrixImage, 'draw'>;
    axes: StftAxes;
    title: string;
    scale?: {range: Range; table: Uint32Array; captions: string[]};
  },
  options: {
    width: number;
    height: number;
    theme: Theme;
    cursor?: Pixel | null;
    numbered?: boolean;
    seconds?: Range;
    right?: number;
  },
): SpectrogramLayout {
  const {width, height, theme, cursor = null, numbered = true, seconds, right} = options;
  const em = theme.labelSize;
  const scaled = scale !== undefined;
  const layout = spectrogramLayout({width, height, axes, theme, numbered, scaled, seconds, right});
  const {plot} = layout;
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  if (seconds) shadeUnseen(context, plot, theme);
  drawAxes(context, layout, theme, numbered);
  drawTitle(context, plot, theme, title, numbered);
  drawUpwards(context, layout, image);
  context.lineWidth = 1;
  context.strokeStyle = theme.axis;
  context.strokeRect(
    plot.left - 0.5,
    plot.top - 0.5,
    plot.right - plot.left + 1,
    plot.bottom - plot.top + 1,
  );
  if (cursor) drawPixelCursor(context, layout, theme, cursor);
  if (scale) {
    context.save();
    context.translate(plot.left, height - SCALE_HEIGHT * em);
    drawScale(context, scale, {width: plot.right - plot.left, height: SCALE_HEIGHT * em, theme});
    context.restore();
  }
  return layout;
}

/** What lies under a point of the canvas. */
export function pixelAt(
  x: number,
  y: number,
  {plot, axes, span: [left, right]}: SpectrogramLayout,
) {
  if (x < left || x >= right || y <= plot.top || y > plot.bottom) return null;
  const across = (x - left) / (right - left);
  const up = (plot.bottom - y) / (plot.bottom - plot.top);
  const frame = Math.min(axes.frames - 1, Math.floor(across * axes.frames));
  const bin = Math.min(binCount(axes) - 1, Math.floor(up * binCount(axes)));
  return {frame, bin, time: timeOf(axes, frame), frequency: frequencyOf(axes, bin)};
}

/** A pixel in words: `3.56 s, 50 Hz`. */
export function describePixel({frame, bin}: Pixel, axes: StftAxes) {
  return `${formatTime(axes, timeOf(axes, frame))}, ${formatTick(frequencyOf(axes, bin))} Hz`;
}

/** A value in words: `−23.4 dB`, `0.35`. */
export function describeLevel(value: number, scale: SpectrumScale) {
  if (scale === 'linear') return formatScientific(value);
  return `${formatSigned(value, 1).replace('+', '')} dB`;
}

/** What it is of, and how far it reaches. */
export function describeExtent({
  axes,
  title,
  scale,
}: {
  axes: StftAxes;
  title: string;
  scale: SpectrumScale;
}) {
  const first = describePixel({frame: 0, bin: 0}, axes).split(',')[0];
  const last = describePixel({frame: axes.frames - 1, bin: 0}, axes).split(',')[0];
  const top = formatTick(frequencyOf(axes, binCount(axes) - 1));
  const unit = scale === 'dB' ? 'in decibels' : 'on a linear scale';
  return (
    `Spectrogram, ${title}, ${unit}: ${axes.frames} frames from ${first} to ${last}, ` +
    `${binCount(axes)} frequencies from 0 to ${top} Hz.`
  );
}

function drawAxes(
  context: CanvasRenderingContext2D,
  {plot, axes}: SpectrogramLayout,
  theme: Theme,
  numbered: boolean,
) {
  const em = theme.labelSize;
  if (numbered) {
    const most = Math.min(5, (plot.bottom - plot.top) / (2.5 * em));
    drawYTicks(context, plot, theme, ticksWithin(0, axes.fs / 2, most));
  }
  const most = Math.min(8, (plot.right - plot.left) / (4 * em));
  drawXTicks(context, plot, theme, ticksWithin(...plot.xDomain, most), formatTick, 's');
}

function drawTitle(
  context: CanvasRenderingContext2D,
  plot: Plot,
  theme: Theme,
  title: string,
  numbered: boolean,
) {
  context.textBaseline = 'top';
  context.textAlign = 'right';
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  if (numbered) context.fillText('Hz', plot.left - 6, 1);
  context.textAlign = 'left';
  context.font = theme.strongFont;
  context.fillStyle = theme.ink;
  context.fillText(title, plot.left, 1);
}

/** Times that are nobody's must not look like silence. The pixels will cover the rest. */
function shadeUnseen(
  context: CanvasRenderingContext2D,
  {left, top, right, bottom}: Plot,
  theme: Theme,
) {
  context.fillStyle = theme.rule;
  context.globalAlpha = 0.5;
  context.fillRect(left, top, right - left, bottom - top);
  context.globalAlpha = 1;
}

/** The first row of the image, the lowest bin, comes to lie at the bottom. */
function drawUpwards(
  context: CanvasRenderingContext2D,
  {plot: {top, bottom}, span: [left, right]}: SpectrogramLayout,
  image: Pick<MatrixImage, 'draw'>,
) {
  context.save();
  context.translate(0, bottom);
  context.scale(1, -1);
  image.draw(context, left, 0, right - left, bottom - top);
  context.restore();
}

function drawPixelCursor(
  context: CanvasRenderingContext2D,
  {plot, axes, span}: SpectrogramLayout,
  theme: Theme,
  {frame, bin}: Pixel,
) {
  const centre = {x: plot.x(timeOf(axes, frame)), y: plot.y(frequencyOf(axes, bin))};
  const cell = {
    width: (span[1] - span[0]) / axes.frames,
    height: (plot.bottom - plot.top) / binCount(axes),
  };
  drawCrosshair(context, plot, centre, cell, theme);
}
