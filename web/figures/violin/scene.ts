import {formatTick} from '../../words/format.ts';
import {harmonicLevel, harmonicNear} from '../../panels/spectrogram/harmonics.ts';
import {levels, pairMagnitudes, peakOf} from '../../kit/magnitude.ts';
import {niceLimit} from '../../kit/plot.ts';
import {describeExtent, describeLevel, describePixel} from '../../panels/spectrogram/draw.ts';
import {
  binCount,
  formatTime,
  frameNear,
  frequencyOf,
  samplesOf,
  timeOf,
} from '../../kit/stft-axes.ts';
import {violinSound} from './sound.ts';
import type {SignalSpectrogram} from '../../engine/signal-spectrogram.ts';
import type {SpectrumScale} from '../../kit/magnitude.ts';
import type {Pixel} from '../../panels/spectrogram/draw.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Table} from '../../kit/tables.ts';

/** In dB: what is fainter is not shown. */
const lowest = -70;

/** Seconds from one row of the table to the next. */
const rowInterval = 0.2;

const {pitch, harmonics, seconds} = violinSound;

/** In Hz. */
const frequencies = Array.from({length: harmonics}, (_, index) => (index + 1) * pitch);

/** What the violin's pictures show: its samples, its spectrogram, and where the cursor is. */
export class ViolinScene {
  axes;

  wave: Float32Array = new Float32Array();
  /** of the spectrogram, in the scale chosen: bin * frames + frame */
  levels: Float32Array = new Float32Array();
  scale: SpectrumScale = 'dB';
  cursor: Pixel;
  /** Whether the reader has moved it. */
  isPointed = false;
  #magnitudes: Float32Array = new Float32Array();
  #peak = 0;

  constructor(axes: StftAxes) {
    this.axes = axes;
    this.cursor = {...middleOf(axes), bin: this.#binOf(pitch)};
  }

  get isEmpty() {
    return this.wave.length === 0;
  }

  take({samples, values}: SignalSpectrogram) {
    this.wave = samples;
    this.#magnitudes = pairMagnitudes(values);
    this.#peak = peakOf(this.#magnitudes);
    this.setScale(this.scale);
  }

  setScale(scale: SpectrumScale) {
    this.scale = scale;
    this.levels = this.#magnitudes.map(levels(scale, this.#peak));
  }

  /** @param pixel the nearest that there is */
  choose({frame, bin}: Pixel) {
    this.isPointed = true;
    this.cursor = {
      frame: Math.max(0, Math.min(this.axes.frames - 1, frame)),
      bin: Math.max(0, Math.min(binCount(this.axes) - 1, bin)),
    };
  }

  /** Moves the cursor to the harmonic above or below it. */
  chooseHarmonic(direction: 1 | -1) {
    const {frame, bin} = this.cursor;
    // A bin is seldom right on a harmonic: what is next to one is on it.
    const at = frequencyOf(this.axes, bin) / pitch;
    const next = direction > 0 ? Math.floor(at + 0.1) + 1 : Math.ceil(at - 0.1) - 1;
    this.choose({frame, bin: this.#binOf(pitch * Math.max(1, Math.min(harmonics, next)))});
  }

  /** Values that the colours span. */
  get range(): [low: number, high: number] {
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

  /** Levels of the harmonics by time. */
  get table(): Table {
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

  #harmonicLevels(frame: number): string[] {
    const {axes, scale, levels: values} = this;
    return frequencies.map(frequency =>
      describeLevel(harmonicLevel(values, axes, {frame, frequency, pitch}), scale),
    );
  }

  #timeOf(frame: number) {
    return formatTime(this.axes, timeOf(this.axes, frame));
  }

  /**
   * @param frequency in Hz
   * @returns the bin nearest to it
   */
  #binOf(frequency: number): number {
    return Math.round((frequency * this.axes.nfft) / this.axes.fs);
  }
}

/** @returns halfway through the sound */
function middleOf(axes: StftAxes): {frame: number} {
  return {frame: frameNear(axes, (axes.fs * seconds) / 2)};
}
