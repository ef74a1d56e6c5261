/**
 * What a microphone hears: the latest seconds of three spectrograms, by the reference, by the
 * network, and their difference.
 */
import {FLOOR} from '../../kit/magnitude.ts';
import {PANELS, comparisonLayout, drawComparison} from '../comparison/draw.ts';
import {formatTick} from '../../words/format.ts';
import {createScrollingImage} from '../../kit/scrolling-image.ts';
import {describeLevel} from '../spectrogram/draw.ts';
import {POST_AXES, binCount, frequencyOf, sampleCount} from '../../kit/stft-axes.ts';
import type {Panel, Captions} from '../comparison/draw.ts';
import type {ScrollingImage} from '../../kit/scrolling-image.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Theme} from '../../kit/theme.ts';

/** Hz, and dB of a tone at full scale */
type Loudest = {frequency: number; level: number};

/**
 * Magnitude of a tone at full scale: c (sum of w) / 2 with c = 1 / sqrt(fs (sum of w^2)), where the sums
 * are M / 2 and 3 M / 8 for the Hann window w of M samples. The fs is the one that was learned with.
 */
const FULL_SCALE = POST_AXES.nperseg / 4 / Math.sqrt((POST_AXES.fs * 3 * POST_AXES.nperseg) / 8);

/** dB of a tone at full scale: a quiet room lies at about -90. */
const range = [-110, 0] as const;
const differenceRange = [FLOOR, 0] as const;

const captions: Captions = [
  [
    'dB relative to a tone at full scale, one scale for reference and network',
    'dB of full scale, one scale for reference and network',
    'dB of full scale, one scale for both',
    'dB of full scale',
  ],
  [
    'difference in dB of full scale, a scale of its own',
    'dB of full scale, own scale',
    'own scale',
  ],
];

/**
 * The latest frames, which end now.
 * @param axes of one frame
 * @param seconds about
 */
export function liveAxes(axes: StftAxes, seconds: number): StftAxes {
  const frames = Math.round((seconds * axes.fs) / axes.hop);
  return {...axes, frames, begin: -sampleCount({...axes, frames}) / axes.fs};
}

/** Spectrograms to which frame after frame is added. */
export class LiveSpectrograms {
  axes;

  /** The loudest bin of the frames since it was last forgotten. */
  loudest: Loudest | null = null;
  #columns;
  images: Record<Panel, ScrollingImage>;

  /** @param axes from liveAxes */
  constructor(axes: StftAxes) {
    this.axes = axes;
    const bins = binCount(axes);
    const image = () => createScrollingImage(bins, axes.frames);
    this.images = {reference: image(), network: image(), difference: image()};
    this.#columns = {
      reference: new Float32Array(bins),
      network: new Float32Array(bins),
      difference: new Float32Array(bins),
    };
  }

  clear() {
    this.loudest = null;
    for (const panel of PANELS) this.images[panel].clear();
  }

  /** @param count frames that are missing */
  skip(count: number) {
    for (const panel of PANELS) {
      for (let i = 0; i < Math.min(count, this.axes.frames); i++) this.images[panel].push(null);
    }
  }

  /** @param frames rows of one frame each: its real parts, then its imaginary ones */
  add({prediction, reference}: {prediction: Float32Array; reference: Float32Array}) {
    const bins = binCount(this.axes);
    for (let at = 0; at < reference.length; at += 2 * bins) {
      for (let bin = 0; bin < bins; bin++) {
        const [re, im] = [reference[at + bin], reference[at + bins + bin]];
        const [x, y] = [prediction[at + bin], prediction[at + bins + bin]];
        this.#columns.reference[bin] = levelOf(re, im);
        this.#columns.network[bin] = levelOf(x, y);
        this.#columns.difference[bin] = levelOf(x - re, y - im);
      }
      this.#noteLoudest();
      for (const panel of PANELS) this.images[panel].push(this.#columns[panel]);
    }
  }

  #noteLoudest() {
    for (const [bin, level] of this.#columns.reference.entries()) {
      if (level <= (this.loudest?.level ?? FLOOR)) continue;
      this.loudest = {frequency: frequencyOf(this.axes, bin), level};
    }
  }
}

/** In dB of a tone at full scale. */
function levelOf(re: number, im: number) {
  const square = (re * re + im * im) / FULL_SCALE ** 2;
  return Number.isNaN(square) ? NaN : Math.max(FLOOR, 10 * Math.log10(square));
}

/** @param options `table` from `sequentialTable` */
export function drawLive(
  context: CanvasRenderingContext2D,
  {images, axes}: LiveSpectrograms,
  {width, theme, table}: {width: number; theme: Theme; table: Uint32Array},
) {
  images.reference.colour(range, table);
  images.network.colour(range, table);
  images.difference.colour(differenceRange, table);
  drawComparison(
    context,
    {
      images: {
        reference: shaded(images.reference, theme),
        network: shaded(images.network, theme),
        difference: shaded(images.difference, theme),
      },
      axes,
      comparison: {range: [...range], differenceRange: [...differenceRange], captions},
    },
    {width, theme, table},
  );
}

/** Frames that are missing must not look like silence. */
function shaded(image: ScrollingImage, theme: Theme): Pick<ScrollingImage, 'draw'> {
  return {
    draw(context, ...box) {
      context.fillStyle = theme.rule;
      context.globalAlpha = 0.5;
      context.fillRect(...box);
      context.globalAlpha = 1;
      image.draw(context, ...box);
    },
  };
}

export function liveHeight(width: number, theme: Theme, axes: StftAxes) {
  return comparisonLayout({width, theme, axes}).height;
}

/** `437.5 Hz at −12.0 dB` */
export function describeLoudest(loudest: Loudest | null) {
  if (!loudest) return 'silence';
  return `${formatTick(loudest.frequency)} Hz at ${describeLevel(loudest.level, 'dB')}`;
}
