import {matrixSize} from '#matrix';
import type {Setting} from './settings/setting.ts';

/**
 * What can be learned: one record a model. Another transform is a header in cpp/transform, a line in
 * its registry, and a record here.
 */
export interface Model {
  /** what its figure is called */
  label: string;
  /** where one is chosen, and in --help */
  name: string;
  /** in a sentence or two, beside others in one figure */
  about?: string;
  /** element that shows it, see figures/figures.ts */
  figure: string;
  /** inputs d by n; NaN where they follow from other settings */
  inputs: (n: number, matrix: string | null) => number;
  /** 2 where inputs are complex, all real parts first */
  inputParts: 1 | 2;
  /** likewise */
  outputParts: 1 | 2;
  /** whether it has a size n */
  sized: boolean;
  /** what of the settings' table is different with it, by key */
  settings: Readonly<Record<string, Partial<Setting>>>;
  /**
   * Weights that it learns, -1 to 1, for a picture of so many columns, each one in column x and row y.
   */
  weight: (x: number, y: number, columns: number) => number;
}

const views = ['all', 'weights', 'rows', 'loss', 'spectrum'];
const signals = ['noise', 'impulse', 'sine', 'chirp'];
const sizes = [4, 8, 16, 32, 64, 128, 256, 512];
const sounds = {
  values: ['four-tones', 'violin-a4', 'noise', 'impulse', 'sine', 'chirp'],
  default: 'four-tones',
};

/** For what has a backward pass of its own. */
const gradient = {values: ['sgd', 'momentum', 'adam', 'amsgrad']};

/** A layer that learns a transform of n samples, real where nothing else is said. */
function transform(
  model: Pick<Model, 'label' | 'name' | 'weight'> & Partial<Model>,
): Readonly<Model> {
  const {inputParts = 1} = model;
  return {
    figure: 'transform-figure',
    inputs: n => inputParts * n,
    inputParts: 1,
    outputParts: 1,
    sized: true,
    ...model,
    settings: {
      ...(model.sized === false ? {} : {n: {values: sizes}}),
      signal: {values: signals},
      view: {values: views},
      ...model.settings,
    },
  };
}

/** A network that learns the spectrogram of a sound. */
function ofSounds(
  model: Pick<Model, 'label' | 'name' | 'figure' | 'weight'> & Partial<Model>,
): Readonly<Model> {
  return {
    inputs: () => NaN,
    inputParts: 1,
    outputParts: 2,
    sized: false,
    ...model,
    settings: {
      signal: sounds,
      view: {values: views},
      speed: {default: 'max'},
      ...model.settings,
    },
  };
}

/** One windowed wave a row: sin(2 pi k m / n) with a Hann window. */
const windowedWave: Model['weight'] = (x, y, columns) =>
  hann(x / columns) * Math.sin((2 * Math.PI * x * (y + 1)) / columns);

/** cos(2 pi k m / n) */
const cosine: Model['weight'] = (x, y, columns) => Math.cos((2 * Math.PI * x * y) / columns);

export const models: Readonly<Record<string, Readonly<Model>>> = {
  dft: transform({
    label: 'One layer learns the DFT',
    name: 'Fourier, of complex samples',
    figure: 'dft-figure',
    inputParts: 2,
    outputParts: 2,
    settings: {signal: {values: [...signals, 'drawn']}, view: {values: [...views, 'spiral']}},
    weight: cosine,
  }),

  spectrogram: ofSounds({
    label: 'One layer learns the spectrogram',
    name: '2048 samples to 129 bins x 33 frames at once',
    figure: 'spectrogram-figure',
    inputs: () => 2048,
    settings: {batch: {default: 256}},
    // A windowed wave a row, in the piece of the sound that each of four frames sees.
    weight(x, y, columns) {
      const width = columns / 4;
      const begin = (Math.floor(x / width) / 4) * 0.6;
      const inside = ((x % width) / width - begin) / 0.55;
      return hann(inside) * Math.sin(Math.PI * inside * (y / 3 + 1));
    },
  }),

  shared: ofSounds({
    label: 'One small layer learns the spectrogram',
    name: 'one frame of the spectrogram',
    figure: 'shared-figure',
    inputs: () => 256,
    settings: {view: {values: [...views, 'live']}},
    weight: windowedWave,
  }),

  dct: transform({
    label: 'One layer learns the cosine transform',
    name: 'Cosine (DCT-II)',
    about:
      'Cosines of half a turn, a whole one, one and a half: real samples in, real numbers out. ' +
      'JPEG pictures and MP3 sounds are made of them.',
    // cos(pi k (2m + 1) / 2n)
    weight: (x, y, columns) => Math.cos((Math.PI * y * (x + 0.5)) / columns),
  }),

  dst: transform({
    label: 'One layer learns the sine transform',
    name: 'Sine (DST-II)',
    about:
      'Sines of half a turn, a whole one, one and a half: waves that are at rest at both ends, as a ' +
      'string is.',
    // sin(pi (k + 1) (2m + 1) / 2n)
    weight: (x, y, columns) => Math.sin((Math.PI * (y + 1) * (x + 0.5)) / columns),
  }),

  hartley: transform({
    label: 'One layer learns the Hartley transform',
    name: 'Hartley',
    about:
      'The sum of a cosine and a sine for each frequency: all that the Fourier transform knows of ' +
      'real samples, without complex numbers.',
    // cos + sin, at most the root of 2
    weight: (x, y, columns) => Math.cos((2 * Math.PI * x * y) / columns - Math.PI / 4),
  }),

  hadamard: transform({
    label: 'One layer learns the Hadamard transform',
    name: 'Hadamard',
    about: 'Square waves of +1 and −1: it can be computed without a single multiplication.',
    // 1 or -1, by the bits that place and row share
    weight: (x, y) => 0.8 * (-1) ** [...(x & y).toString(2)].filter(bit => bit === '1').length,
  }),

  hilbert: transform({
    label: 'One layer learns the Hilbert transform',
    name: 'Hilbert',
    about:
      'The signal itself as real part and, as imaginary part, the same with each frequency a ' +
      'quarter of a turn later: the analytic signal, whose length is the envelope.',
    outputParts: 2,
    // cot(pi (m - k) / n) for every other k, and the signal itself
    weight: (x, y, columns) =>
      x === y
        ? 1
        : (x - y) % 2 && Math.max(-1, Math.min(1, 1 / Math.tan((Math.PI * (x - y)) / columns) / 8)),
  }),

  idft: transform({
    label: 'One layer learns the inverse Fourier transform',
    name: 'Inverse Fourier',
    about: 'Back from the spectrum to the samples: the same waves turning the other way, over n.',
    inputParts: 2,
    outputParts: 2,
    weight: cosine,
  }),

  convolution: transform({
    label: 'One layer learns a filter',
    name: 'A filter that you draw',
    about:
      'Each sample that comes in becomes a copy of the wave below, and what comes out is their sum, ' +
      'coming round at the end: circular convolution, as a filter or an echo. Draw another wave.',
    settings: {optimizer: {default: 'lms'}},
    // The same response a sample later in each row; it has fallen to nothing before it comes round.
    weight(x, y) {
      const late = (x - y + 128) % 64;
      return Math.max(0, 1 - late / 40) ** 2 * Math.cos(late / 2);
    },
  }),

  own: transform({
    label: 'One layer learns a matrix of your own',
    name: 'A matrix of yours',
    about:
      'Rows of numbers times the matrix in your file. The layer is shown what comes out, never the ' +
      'matrix; of Fourier it has not heard either.',
    inputs: (_, matrix) => (matrix === null ? NaN : matrixSize(matrix).inputs),
    sized: false,
    settings: {optimizer: {default: 'lms'}},
    weight: cosine,
  }),

  butterfly: transform({
    label: 'A network finds the fast Fourier transform',
    name: 'Fourier, in log2 n layers of 2 x 2 blocks',
    figure: 'butterfly-figure',
    inputParts: 2,
    outputParts: 2,
    settings: {
      n: {values: [...sizes.slice(1), 1024]},
      optimizer: {...gradient, default: 'adam'},
      'decay-steps': {default: 1000},
    },
    weight: cosine,
  }),

  recurrent: ofSounds({
    label: 'A network with a memory learns the spectrogram, hop by hop',
    name: 'a cell that makes a frame of each hop that it hears',
    figure: 'recurrent-figure',
    settings: {
      optimizer: gradient,
      'decay-steps': {default: 3000},
      speed: {default: 300},
    },
    weight: windowedWave,
  }),
};

/** What there is under a name that may be anybody's, "constructor" too. */
export function modelNamed(name: string): Readonly<Model> | undefined {
  return Object.hasOwn(models, name) ? models[name] : undefined;
}

/** Those for which something holds, by name. */
export function modelsWhere(isSo: (model: Model) => boolean): string[] {
  return Object.keys(models).filter(name => isSo(models[name]));
}

export const sizedModels = modelsWhere(({sized}) => sized);

/** @param u 0 to 1; nothing outside */
function hann(u: number) {
  return u < 0 || u > 1 ? 0 : 0.5 - 0.5 * Math.cos(2 * Math.PI * u);
}
