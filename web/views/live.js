/**
 * What a microphone hears: the latest seconds of three spectrograms, by the reference, by the
 * network, and their difference.
 */
import {FLOOR} from './magnitude.js';
import {PANELS, comparisonLayout, drawComparison} from './comparison.js';
import {formatTick} from './format.js';
import {createScrollingImage} from './scrolling-image.js';
import {describeLevel} from './spectrogram.js';
import {POST_AXES, binCount, frequencyOf, sampleCount} from './stft-axes.js';

/** @typedef {import('./comparison.js').Panel} Panel */
/** @typedef {import('./scrolling-image.js').ScrollingImage} ScrollingImage */
/** @typedef {import('./stft-axes.js').StftAxes} StftAxes */
/** @typedef {import('./theme.js').Theme} Theme */

/** @typedef {{frequency: number, level: number}} Loudest Hz, and dB of a tone at full scale */

/**
 * Magnitude of a tone at full scale: c (sum of w) / 2 with c = 1 / sqrt(fs (sum of w^2)), where the sums
 * are M / 2 and 3 M / 8 for the Hann window w of M samples. The fs is the one that was learned with.
 */
const FULL_SCALE = POST_AXES.nperseg / 4 / Math.sqrt((POST_AXES.fs * 3 * POST_AXES.nperseg) / 8);

/** dB of a tone at full scale: a quiet room lies at about -90. */
const range = /** @type {const} */ ([-110, 0]);
const differenceRange = /** @type {const} */ ([FLOOR, 0]);

/** @type {import('./comparison.js').Captions} */
const captions = [
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
 * @param {StftAxes} axes of one frame
 * @param {number} seconds about
 * @returns {StftAxes}
 */
export function liveAxes(axes, seconds) {
  const frames = Math.round((seconds * axes.fs) / axes.hop);
  return {...axes, frames, begin: -sampleCount({...axes, frames}) / axes.fs};
}

/** Spectrograms to which frame after frame is added. */
export class LiveSpectrograms {
  /** The loudest bin of the frames since it was last forgotten. @type {Loudest | null} */
  loudest = null;
  #columns;
  /** @type {Record<Panel, ScrollingImage>} */
  images;

  /** @param {StftAxes} axes from liveAxes */
  constructor(axes) {
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

  /** @param {number} count frames that are missing */
  skip(count) {
    for (const panel of PANELS) {
      for (let i = 0; i < Math.min(count, this.axes.frames); i++) this.images[panel].push(null);
    }
  }

  /**
   * @param {{prediction: Float32Array, reference: Float32Array}} frames rows of one frame each: its
   *   real parts, then its imaginary ones
   */
  add({prediction, reference}) {
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

/** In dB of a tone at full scale. @param {number} re @param {number} im */
function levelOf(re, im) {
  const square = (re * re + im * im) / FULL_SCALE ** 2;
  return Number.isNaN(square) ? NaN : Math.max(FLOOR, 10 * Math.log10(square));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {LiveSpectrograms} spectrograms
 * @param {{width: number, theme: Theme, table: Uint32Array}} options `table` from `sequentialTable`
 */
export function drawLive(context, {images, axes}, {width, theme, table}) {
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

/**
 * Frames that are missing must not look like silence.
 * @param {ScrollingImage} image
 * @param {Theme} theme
 * @returns {Pick<ScrollingImage, 'draw'>}
 */
function shaded(image, theme) {
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

/** @param {number} width @param {Theme} theme @param {StftAxes} axes */
export function liveHeight(width, theme, axes) {
  return comparisonLayout({width, theme, axes}).height;
}

/**
 * `437.5 Hz at −12.0 dB`
 * @param {Loudest | null} loudest
 */
export function describeLoudest(loudest) {
  if (!loudest) return 'silence';
  return `${formatTick(loudest.frequency)} Hz at ${describeLevel(loudest.level, 'dB')}`;
}
