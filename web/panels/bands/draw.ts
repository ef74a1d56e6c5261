/**
 * The weight map of one slice: the input samples across, the bins of its frame up, real parts above
 * imaginary ones. All that is not noise lies in the band of samples which the frame sees.
 */
import {verticalLine} from '../../kit/canvas.ts';
import {drawCrosshair} from '../../kit/crosshair.ts';
import {formatCount, formatTick} from '../../words/format.ts';
import {drawXTicks, drawYTicks, makePlot, ticksWithin} from '../../kit/plot.ts';
import {binCount, frequencyOf, sampleCount, samplesOf} from '../../kit/stft-axes.ts';
import type {BandPicture, Samples} from './band-picture.ts';
import type {Plot} from '../../kit/plot.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Theme} from '../../kit/theme.ts';

export {createBandPicture} from './band-picture.ts';

export type BandCell = {part: 'real' | 'imaginary'; bin: number; sample: number};

export interface BandLayout {
  plots: [real: Plot, imaginary: Plot];
  axes: StftAxes;
}

/** @param options `samples`: those shown, by default all */
export function bandLayout({
  width,
  height,
  axes,
  theme,
  samples = [0, sampleCount(axes)],
}: {
  width: number;
  height: number;
  axes: StftAxes;
  theme: Theme;
  samples?: Samples;
}): BandLayout {
  const em = theme.labelSize;
  const [top, gap] = [Math.round(1.7 * em), 5];
  const block = (height - top - 2 * em - gap) / 2;
  // A whole number of pixels for each bin looks calmer than what fills the last few.
  const bins = binCount(axes);
  const tall = block >= bins ? bins * Math.floor(block / bins) : Math.max(1, Math.floor(block));
  const plotFrom = (from: number) =>
    makePlot({
      width,
      height: from + tall,
      margins: {left: Math.round(5.2 * em), top: from, right: 1, bottom: 0},
      xDomain: samples,
      yDomain: [frequencyOf(axes, -0.5), frequencyOf(axes, bins - 0.5)],
    });
  return {plots: [plotFrom(top), plotFrom(top + tall + gap)], axes};
}

/** Where each bin has a pixel. */
export function bandHeight(axes: StftAxes, {labelSize}: Theme) {
  return Math.round(2 * binCount(axes) + 5 + 3.8 * labelSize);
}

/**
 * @param options `samples`: those shown, by default all
 * @returns for `bandAt`
 */
export function drawBand(
  context: CanvasRenderingContext2D,
  {
    picture,
    axes,
    title = `slice ${picture.frame}`,
  }: {picture: BandPicture; axes: StftAxes; title?: string},
  options: {
    width: number;
    height: number;
    theme: Theme;
    samples?: Samples;
    cursor?: BandCell | null;
  },
): BandLayout {
  const {width, height, theme, samples = [0, sampleCount(axes)], cursor = null} = options;
  const layout = bandLayout({width, height, axes, theme, samples});
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  drawAxes(context, layout, theme);
  drawTitle(context, layout.plots[0], theme, title);
  if (axes.frames > 1) drawShare(context, layout.plots[0], theme, picture.share);
  picture.draw(context, layout.plots, samples);
  if (axes.frames > 1) drawEdges(context, layout, theme, picture.frame);
  if (cursor) drawBandCursor(context, layout, theme, cursor);
  return layout;
}

/** What lies under a point of the canvas. */
export function bandAt(x: number, y: number, {plots, axes}: BandLayout): BandCell | null {
  const index = plots.findIndex(({top, bottom}) => y > top && y <= bottom);
  if (index < 0) return null;
  const {left, top, right, bottom, xDomain, xInverse} = plots[index];
  if (x < left || x >= right) return null;
  const up = (bottom - y) / (bottom - top);
  return {
    part: index === 0 ? 'real' : 'imaginary',
    bin: Math.min(binCount(axes) - 1, Math.floor(up * binCount(axes))),
    sample: Math.min(xDomain[1] - 1, Math.floor(xInverse(x))),
  };
}

/** Where a cell's weight is in the slice. */
export function indexInSlice({part, bin, sample}: BandCell, axes: StftAxes) {
  const bins = binCount(axes);
  return 2 * bins * sample + (part === 'real' ? 0 : bins) + bin;
}

export function describeBand({frame, share}: Pick<BandPicture, 'frame' | 'share'>, axes: StftAxes) {
  const [first, end] = samplesOf(axes, frame);
  return (
    `Weights of slice ${frame}: ${formatCount(sampleCount(axes))} input samples across, ` +
    `${binCount(axes)} bins up, real above imaginary. The frame sees samples ${formatCount(first)} ` +
    `to ${formatCount(end - 1)}; ${formatShare(share)} of the squared weights lie there.`
  );
}

/** @param share 0 to 1; never rounded up to all */
function formatShare(share: number) {
  if (!Number.isFinite(share)) return 'an unknown part';
  if (share > 0.9999 && share < 1) return 'over 99.99 %';
  return `${(100 * share).toFixed(share > 0.99 ? 2 : 0)} %`;
}

function drawAxes(context: CanvasRenderingContext2D, {plots, axes}: BandLayout, theme: Theme) {
  const em = theme.labelSize;
  for (const [index, plot] of plots.entries()) {
    const {left, top, right, bottom} = plot;
    const most = Math.min(4, (bottom - top) / (2.5 * em));
    // Where the two parts meet there is room for one label: the lower part's highest.
    const ticks = ticksWithin(0, axes.fs / 2, most).filter(tick => index === 1 || tick > 0);
    drawYTicks(context, plot, theme, ticks);
    context.strokeStyle = theme.axis;
    context.strokeRect(left - 0.5, top - 0.5, right - left + 1, bottom - top + 1);
    context.font = theme.strongFont;
    context.fillStyle = theme.ink;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(['Re', 'Im'][index], 0, (top + bottom) / 2);
  }
  const plot = plots[1];
  const most = Math.min(8, (plot.right - plot.left) / (5 * em));
  const [first, end] = plot.xDomain;
  drawXTicks(context, plot, theme, ticksWithin(first, end, most), formatTick, 'input sample');
}

function drawTitle(context: CanvasRenderingContext2D, plot: Plot, theme: Theme, title: string) {
  context.textBaseline = 'top';
  context.textAlign = 'right';
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.fillText('Hz', plot.left - 6, 1);
  context.textAlign = 'left';
  context.font = theme.strongFont;
  context.fillStyle = theme.ink;
  context.fillText(title, plot.left, 1);
}

/** How much of the weights' energy lies where the frame sees, beside the title. */
function drawShare(context: CanvasRenderingContext2D, plot: Plot, theme: Theme, share: number) {
  if (!Number.isFinite(share)) return;
  context.textBaseline = 'top';
  context.textAlign = 'right';
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  const room = plot.right - plot.left - 4.5 * theme.labelSize;
  const captions = [
    'of the weights’ energy in the band',
    'of the energy in the band',
    'in the band',
  ];
  const caption = captions
    .map(words => `${formatShare(share)} ${words}`)
    .find(text => context.measureText(text).width <= room);
  if (caption) context.fillText(caption, plot.right, 1);
}

/**
 * The first and the last sample that the frame sees: lines beside them, of ink on the surface's
 * colour so that they are seen over any weights.
 */
function drawEdges(
  context: CanvasRenderingContext2D,
  {plots, axes}: BandLayout,
  theme: Theme,
  frame: number,
) {
  for (const {left, top, right, bottom, x} of plots) {
    for (const edge of samplesOf(axes, frame).map(x)) {
      if (edge < left || edge > right) continue;
      const at = Math.max(left, Math.min(right - 1, edge));
      context.lineWidth = 1;
      context.strokeStyle = theme.surface;
      context.setLineDash([]);
      verticalLine(context, at, top, bottom);
      context.strokeStyle = theme.ink;
      context.setLineDash([4, 4]);
      verticalLine(context, at, top, bottom);
    }
  }
  context.setLineDash([]);
}

function drawBandCursor(
  context: CanvasRenderingContext2D,
  {plots, axes}: BandLayout,
  theme: Theme,
  {part, bin, sample}: BandCell,
) {
  const plot = plots[part === 'real' ? 0 : 1];
  const centre = {x: plot.x(sample + 0.5), y: plot.y(frequencyOf(axes, bin))};
  const cell = {
    width: plot.x(1) - plot.x(0),
    height: (plot.bottom - plot.top) / binCount(axes),
  };
  drawCrosshair(context, plot, centre, cell, theme);
}
