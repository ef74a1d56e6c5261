/**
 * The real test: the reference's spectrogram, the network's, and their difference, side by side or,
 * where it is narrow, below one another. The first two share one scale.
 */
import {niceLimit} from '../../kit/plot.ts';
import {FLOOR, differenceMagnitudes, levels, magnitudes, peakOf} from '../../kit/magnitude.ts';
import {drawScale} from '../../kit/legend.ts';
import {boxAt, within} from '../../kit/multiples.ts';
import {
  SCALE_HEIGHT,
  createSpectrogramImage,
  describeLevel,
  drawSpectrogram,
  pixelAt,
  spectrogramLayout,
} from '../spectrogram/draw.ts';
import type {Range} from '../../kit/colour.ts';
import type {SpectrumData, SpectrumScale} from '../../kit/magnitude.ts';
import type {MatrixImage} from '../../kit/matrix-image.ts';
import type {Box} from '../../kit/multiples.ts';
import type {Pixel, SpectrogramLayout} from '../spectrogram/draw.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Theme} from '../../kit/theme.ts';

/** The panels, in their order. */
export const PANELS = ['reference', 'network', 'difference'] as const;

export type Panel = (typeof PANELS)[number];

export interface Comparison {
  /** k * frames + t, magnitudes or decibels */
  values: Record<Panel, Float32Array>;
  /** shown of the first two */
  range: Range;
  /** shown of the difference */
  differenceRange: Range;
  scale: SpectrumScale;
  /** of the scales */
  captions: Captions;
  /** of the reference */
  peak: number;
}

/** What may stand at the scales, each from long to short. */
export type Captions = [shared: string[], difference: string[]];

export interface ComparisonLayout {
  /** one below the other */
  folded: boolean;
  /** of all */
  height: number;
  panels: Box[];
  scales: [shared: Box, difference: Box];
  /** of the first panel */
  inner: SpectrogramLayout;
  /** of the others: beside the first they have no numbers */
  innerOther: SpectrogramLayout;
}

/** Below this width the panels stand one below the other. */
const FOLD = 640;

/**
 * @param spectra complex, as they come out of the network
 * @param options `shown`: lowest level of the spectrograms, in dB below the reference's peak; the
 * difference is shown down to FLOOR
 */
export function compareSpectra(
  {learned, reference}: SpectrumData,
  {scale, shown = -120}: {scale: SpectrumScale; shown?: number},
): Comparison {
  const sizes = {
    reference: magnitudes(reference),
    network: magnitudes(learned),
    difference: differenceMagnitudes(learned, reference),
  };
  const peak = peakOf(sizes.reference);
  const level = levels(scale, peak);
  const linear = scale === 'linear';
  return {
    values: {
      reference: sizes.reference.map(level),
      network: sizes.network.map(level),
      difference: sizes.difference.map(level),
    },
    range: linear ? [0, niceLimit(peak)] : [shown, 0],
    differenceRange: linear ? [0, niceLimit(peakOf(sizes.difference))] : [FLOOR, 0],
    scale,
    captions: scaleCaptions(scale),
    peak,
  };
}

/** @returns to be written when the spectra or the theme change */
export function createComparisonImages(axes: StftAxes): Record<Panel, MatrixImage> {
  return {
    reference: createSpectrogramImage(axes),
    network: createSpectrogramImage(axes),
    difference: createSpectrogramImage(axes),
  };
}

/** @param table from `sequentialTable` */
export function writeComparison(
  images: Record<Panel, MatrixImage>,
  {values, range, differenceRange}: Comparison,
  table: Uint32Array,
) {
  images.reference.write(values.reference, range, table);
  images.network.write(values.network, range, table);
  images.difference.write(values.difference, differenceRange, table);
}

/** Give the canvas the layout's height. */
export function comparisonLayout({
  width,
  axes,
  theme,
}: {
  width: number;
  axes: StftAxes;
  theme: Theme;
}): ComparisonLayout {
  const em = theme.labelSize;
  const scaleHeight = Math.round(SCALE_HEIGHT * em);
  const folded = width < FOLD;
  const numbers = spectrogramLayout({width, height: 1e3, axes, theme}).plot.left;
  const gap = Math.round((folded ? 1.2 : 1.6) * em);
  const side = folded ? width : Math.floor((width - numbers - 2 * gap) / 3);
  const height = Math.round(Math.max(190, Math.min(320, 0.8 * side)) + 3.7 * em);
  const inner = spectrogramLayout({width: folded ? side : numbers + side, height, axes, theme});
  if (folded) {
    const tops = [0, height + gap, 2 * (height + gap) + scaleHeight];
    const panels = tops.map(top => ({left: 0, top, width, height}));
    const below = (panel: Box) => ({
      left: numbers,
      top: panel.top + height,
      width: width - numbers - 1,
      height: scaleHeight,
    });
    const total = panels[2].top + height + scaleHeight;
    const scales = [below(panels[1]), below(panels[2])] as [Box, Box];
    return {folded, height: total, panels, scales, inner, innerOther: inner};
  }
  const lefts = [0, numbers + side + gap, numbers + 2 * (side + gap)];
  const panels = lefts.map((left, index) => {
    return {left, top: 0, width: index === 0 ? numbers + side : side, height};
  });
  const innerOther = spectrogramLayout({width: side, height, axes, theme, numbered: false});
  return {
    folded,
    height: height + scaleHeight,
    panels,
    scales: [
      {left: numbers, top: height, width: 2 * side + gap - 1, height: scaleHeight},
      {left: lefts[2] + 1, top: height, width: side - 2, height: scaleHeight},
    ],
    inner,
    innerOther,
  };
}

/**
 * @param options `cursor`: shown in all three
 * @returns for `comparisonAt`
 */
export function drawComparison(
  context: CanvasRenderingContext2D,
  {
    images,
    comparison,
    axes,
  }: {
    images: Record<Panel, Pick<MatrixImage, 'draw'>>;
    axes: StftAxes;
    comparison: Pick<Comparison, 'range' | 'differenceRange' | 'captions'>;
  },
  options: {width: number; theme: Theme; table: Uint32Array; cursor?: Pixel | null},
): ComparisonLayout {
  const {width, theme, table, cursor = null} = options;
  const layout = comparisonLayout({width, axes, theme});
  context.clearRect(0, 0, width, layout.height);
  for (const [index, panel] of PANELS.entries()) {
    const box = layout.panels[index];
    within(context, box, () =>
      drawSpectrogram(
        context,
        {image: images[panel], axes, title: panel},
        {...box, theme, cursor, numbered: layout.folded || index === 0},
      ),
    );
  }
  const {range, differenceRange, captions} = comparison;
  for (const [index, each] of [range, differenceRange].entries()) {
    const box = layout.scales[index];
    const data = {range: each, table, captions: captions[index]};
    within(context, box, () => drawScale(context, data, {...box, theme}));
  }
  return layout;
}

/** What lies under a point of the canvas. */
export function comparisonAt(x: number, y: number, layout: ComparisonLayout) {
  const at = boxAt(layout.panels, x, y);
  const pixel = at && pixelAt(at.x, at.y, at.index === 0 ? layout.inner : layout.innerOther);
  return pixel && {panel: PANELS[at.index], ...pixel};
}

export function describeComparison({values, scale, peak}: Comparison) {
  if (peak === 0) return 'Three spectrograms: the reference is silent.';
  const worst = describeLevel(
    values.difference.reduce((a, b) => Math.max(a, b)),
    scale,
  );
  const unit = scale === 'dB' ? ' relative to the reference’s peak' : '';
  return (
    `Three spectrograms: the reference, the network’s and their difference. ` +
    `The largest difference is ${worst}${unit}.`
  );
}

function scaleCaptions(scale: SpectrumScale): Captions {
  if (scale === 'linear') {
    return [
      ['magnitude, one scale for reference and network', 'magnitude, one scale for both'],
      ['size of the difference, a scale of its own', 'difference, own scale'],
    ];
  }
  return [
    [
      'dB relative to the reference’s peak, one scale for reference and network',
      'dB, one scale for reference and network',
      'dB, one scale for both',
    ],
    ['difference in dB, a scale of its own', 'dB, own scale'],
  ];
}
