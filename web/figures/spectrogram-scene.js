import {divergingTable, sequentialTable} from '../views/colour.js';
import {compareSpectra} from '../views/comparison.js';
import {POST_AXES, binCount} from '../views/stft-axes.js';

/** @typedef {import('../views/comparison.js').Comparison} Comparison */
/** @typedef {import('../views/magnitude.js').SpectrumData} SpectrumData */
/** @typedef {import('../views/magnitude.js').SpectrumScale} SpectrumScale */
/** @typedef {import('../views/spectrogram.js').Pixel} Pixel */
/** @typedef {import('../views/stft-axes.js').StftAxes} StftAxes */
/** @typedef {import('../views/theme.js').Theme} Theme */

/** Slices that the 2020 post shows. */
export const slicesOfThePost = [0, 10, 20, 30];

/**
 * What the spectrogram's views show: plain data, replaced piece by piece. Panels read it, the
 * figure writes it.
 */
export class SpectrogramScene {
  axes = POST_AXES;
  frame = 16;
  bin = 25;
  /** @type {{frame: number, weights: Float32Array} | null} see SpectrogramNetwork.slice */
  slice = null;
  /** @type {Float32Array | null} the test signal */
  wave = null;
  /** Of the test signal, where it is a part of something. */
  title = '';
  /** @type {SpectrumScale} */
  scale = 'dB';
  /** Level below the reference's peak down to which spectrograms are shown, in dB. */
  lowest = -120;
  /** Frames that have been heard, of a sound that goes by. */
  heard = Infinity;
  /** @type {SpectrumData | null} */
  spectra = null;
  /** @type {Comparison | null} */
  comparison = null;

  /** @param {Theme} theme */
  constructor(theme) {
    this.theme = theme;
    this.diverging = divergingTable(theme);
    this.sequential = sequentialTable(theme);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.theme = theme;
    this.diverging = divergingTable(theme);
    this.sequential = sequentialTable(theme);
  }

  /** @param {Pixel} pixel the nearest that there is */
  choose({frame, bin}) {
    this.frame = Math.max(0, Math.min(this.axes.frames - 1, frame));
    this.bin = Math.max(0, Math.min(binCount(this.axes) - 1, bin));
  }

  /**
   * Where the weights of the chosen pixel stand: `weights` are those of `frame` on `axes`.
   * @returns {{weights: Float32Array | null, frame: number, axes: StftAxes}}
   */
  get chosenSlice() {
    const {slice, frame} = this;
    return {weights: slice?.frame === frame ? slice.weights : null, frame, axes: POST_AXES};
  }

  /**
   * @param {Float32Array} wave
   * @param {number} fs its samples a second
   * @param {string} [title]
   */
  setWave(wave, fs, title = '') {
    this.wave = wave;
    this.title = title;
    this.axes = {...POST_AXES, fs};
  }

  /** @param {SpectrumData} spectra */
  setSpectra(spectra) {
    this.spectra = spectra;
    this.#compare();
  }

  /** @param {SpectrumScale} scale */
  setScale(scale) {
    this.scale = scale;
    this.#compare();
  }

  clear() {
    this.slice = this.spectra = this.comparison = null;
  }

  #compare() {
    const {spectra, scale, lowest: shown} = this;
    this.comparison = spectra && compareSpectra(spectra, {scale, shown});
  }
}
