import {formatTick} from '../../views/format.js';
import {harmonicLevel, harmonicNear} from '../../views/harmonics.js';
import {levels, pairMagnitudes, peakOf} from '../../views/magnitude.js';
import {niceLimit} from '../../views/plot.js';
import {describeExtent, describeLevel, describePixel} from '../../views/spectrogram.js';
import {
  binCount,
  formatTime,
  frameNear,
  frequencyOf,
  samplesOf,
  timeOf,
} from '../../views/stft-axes.js';
import {violinSound} from './violin-sound.js';

/** @typedef {import('../../engine/signal-spectrogram.js').SignalSpectrogram} SignalSpectrogram */
/** @typedef {import('../../views/magnitude.js').SpectrumScale} SpectrumScale */
/** @typedef {import('../../views/spectrogram.js').Pixel} Pixel */
/** @typedef {import('../../views/stft-axes.js').StftAxes} StftAxes */

/** In dB: what is fainter is not shown. */
const lowest = -70;

/** Seconds from one row of the table to the next. */
const rowInterval = 0.2;

const {pitch, harmonics, seconds} = violinSound;

/** In Hz. */
const frequencies = Array.from({length: harmonics}, (_, index) => (index + 1) * pitch);

/** What the violin's pictures show: its samples, its spectrogram, and where the cursor is. */
export class ViolinScene {
  /** @type {Float32Array} */
  wave = new Float32Array();
  /** @type {Float32Array} of the spectrogram, in the scale chosen: bin * frames + frame */
  levels = new Float32Array();
  /** @type {SpectrumScale} */
  scale = 'dB';
  /** @type {Pixel} */
  cursor;
  /** Whether the reader has moved it. */
  isPointed = false;
  /** @type {Float32Array} */
  #magnitudes = new Float32Array();
  #peak = 0;

  /** @param {StftAxes} axes */
  constructor(axes) {
    this.axes = axes;
    this.cursor = {...middleOf(axes), bin: this.#binOf(pitch)};
  }

  get isEmpty() {
    return this.wave.length === 0;
  }

  /** @param {SignalSpectrogram} made */
  take({samples, values}) {
    this.wave = samples;
    this.#magnitudes = pairMagnitudes(values);
    this.#peak = peakOf(this.#magnitudes);
    this.setScale(this.scale);
  }

  /** @param {SpectrumScale} scale */
  setScale(scale) {
    this.scale = scale;
    this.levels = this.#magnitudes.map(levels(scale, this.#peak));
  }

  /** @param {Pixel} pixel the nearest that there is */
  choose({frame, bin}) {
    this.isPointed = true;
    this.cursor = {
      frame: Math.max(0, Math.min(this.axes.frames - 1, frame)),
      bin: Math.max(0, Math.min(binCount(this.axes) - 1, bin)),
    };
  }

  /**
   * Moves the cursor to the harmonic above or below it.
   * @param {1 | -1} direction
   */
  chooseHarmonic(direction) {
    const {frame, bin} = this.cursor;
    // A bin is seldom right on a harmonic: what is next to one is on it.
    const at = frequencyOf(this.axes, bin) / pitch;
    const next = direction > 0 ? Math.floor(at + 0.1) + 1 : Math.ceil(at - 0.1) - 1;
    this.choose({frame, bin: this.#binOf(pitch * Math.max(1, Math.min(harmonics, next)))});
  }

  /** Values that the colours span. @returns {[low: number, high: number]} */
  get range() {
    return this.scale === 'linear' ? [0, niceLimit(this.#peak)] : [lowest, 0];
  }

  /** The piece of the wave that the cursor's column is made of. */
  get piece() {
    return this.wave.slice(...samplesOf(this.axes, this.cursor.frame));
  }

  /** Where that is. */
  get pieceTitle() {
    return `around ${this.#timeOf(this.cursor.frame)}`;
  }

  /** What is under the cursor, in words. */
  get reading() {
    if (!this.isPointed) return 'Point at the spectrogram, or use the arrow keys, to read it.';
    const {axes, cursor, scale} = this;
    const level = describeLevel(this.levels[cursor.bin * axes.frames + cursor.frame], scale);
    const reach = (2 * axes.fs) / axes.nperseg; // as far as a tone reaches under a Hann window
    const number = harmonicNear(frequencyOf(axes, cursor.bin), violinSound, reach);
    return `${describePixel(cursor, axes)}: ${level}${number > 0 ? `, harmonic ${number}` : ''}`;
  }

  /** Levels of the harmonics by time. @returns {import('../tables.js').Table} */
  get table() {
    const {axes} = this;
    const rows = this.isEmpty ? 0 : Math.floor(seconds / rowInterval);
    return {
      heads: ['time', ...frequencies.map(frequency => `${formatTick(frequency)} Hz`)],
      rows: Array.from({length: rows}, (_, row) => {
        const frame = frameNear(axes, row * rowInterval * axes.fs);
        return [this.#timeOf(frame), ...this.#harmonicLevels(frame)];
      }),
    };
  }

  /** The spectrogram in words. */
  get description() {
    const {axes, scale} = this;
    const {frame} = middleOf(axes);
    const each = this.#harmonicLevels(frame).map((level, i) => `${frequencies[i]} Hz ${level}`);
    return (
      `${describeExtent({axes, title: 'violin', scale})} A ladder of ${harmonics} harmonics. At ` +
      `${this.#timeOf(frame)}: ${each.join(', ')}.`
    );
  }

  /** @param {number} frame @returns {string[]} */
  #harmonicLevels(frame) {
    const {axes, scale, levels: values} = this;
    return frequencies.map(frequency =>
      describeLevel(harmonicLevel(values, axes, {frame, frequency, pitch}), scale),
    );
  }

  /** @param {number} frame */
  #timeOf(frame) {
    return formatTime(this.axes, timeOf(this.axes, frame));
  }

  /** @param {number} frequency in Hz @returns {number} the bin nearest to it */
  #binOf(frequency) {
    return Math.round((frequency * this.axes.nfft) / this.axes.fs);
  }
}

/** @param {StftAxes} axes @returns {{frame: number}} halfway through the sound */
function middleOf(axes) {
  return {frame: frameNear(axes, (axes.fs * seconds) / 2)};
}
