import {divergingTable} from '../../kit/colour.ts';
import {sequentialTable} from '../../kit/sequential-colour.ts';
import {compareSpectra} from '../../panels/comparison/draw.ts';
import {POST_AXES, binCount} from '../../kit/stft-axes.ts';
import type {Comparison} from '../../panels/comparison/draw.ts';
import type {SpectrumData, SpectrumScale} from '../../kit/magnitude.ts';
import type {Pixel} from '../../panels/spectrogram/draw.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Theme} from '../../kit/theme.ts';

/**
 * What the spectrogram's views show: plain data, replaced piece by piece. Panels read it, the
 * figure writes it.
 */
export class SpectrogramScene {
  theme;
  diverging;
  sequential;

  axes = POST_AXES;
  frame = 16;
  bin = 25;
  /** see SpectrogramNetwork.slice */
  slice: {frame: number; weights: Float32Array} | null = null;
  /** the test signal */
  wave: Float32Array | null = null;
  /** Of the test signal, where it is a part of something. */
  title = '';
  scale: SpectrumScale = 'dB';
  /** Level below the reference's peak down to which spectrograms are shown, in dB. */
  lowest = -120;
  /** Frames that have been heard, of a sound that goes by. */
  heard = Infinity;
  spectra: SpectrumData | null = null;
  comparison: Comparison | null = null;

  constructor(theme: Theme) {
    this.theme = theme;
    this.diverging = divergingTable(theme);
    this.sequential = sequentialTable(theme);
  }

  setTheme(theme: Theme) {
    this.theme = theme;
    this.diverging = divergingTable(theme);
    this.sequential = sequentialTable(theme);
  }

  /** @param pixel the nearest that there is */
  choose({frame, bin}: Pixel) {
    this.frame = Math.max(0, Math.min(this.axes.frames - 1, frame));
    this.bin = Math.max(0, Math.min(binCount(this.axes) - 1, bin));
  }

  /** Where the weights of the chosen pixel stand: `weights` are those of `frame` on `axes`. */
  get chosenSlice(): {weights: Float32Array | null; frame: number; axes: StftAxes} {
    const {slice, frame} = this;
    return {weights: slice?.frame === frame ? slice.weights : null, frame, axes: POST_AXES};
  }

  /** @param fs its samples a second */
  setWave(wave: Float32Array, fs: number, title = '') {
    this.wave = wave;
    this.title = title;
    this.axes = {...POST_AXES, fs};
  }

  setSpectra(spectra: SpectrumData) {
    this.spectra = spectra;
    this.#compare();
  }

  setScale(scale: SpectrumScale) {
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
