import {models, sizedModels} from './models.js';
import {defaultResponse} from './response.js';

/**
 * Every setting there is, once. URL keys, attributes, command-line flags, controls and their checks
 * are all made from this table.
 */

/** @typedef {string | number | boolean | null} Value */

/**
 * @typedef {object} Setting
 * @property {string} key as it stands in a URL, an attribute and (with --) on a command line
 * @property {'integer' | 'number' | 'choice' | 'flag' | 'schedule' | 'numbers' | 'matrix'} type
 * @property {Value} default null: chosen from the other settings when a run starts, or none
 * @property {string} meaning one line, for --help and tooltips
 * @property {number} [min]
 * @property {number} [max]
 * @property {(number | string)[]} [values] a choice's values; for numbers, words allowed beside them
 * @property {Record<string, Partial<Setting>>} [byModel] what is different with other models
 * @property {string[]} [models] that use it; left out: all
 * @property {string[]} [unusedBy] optimisers that have no use for it
 * @property {Record<string, (inputs: number) => Partial<Setting>>} [byOptimizer] what is different
 *   with an optimiser, for a model of so many inputs
 * @property {'run' | 'figure'} scope what it belongs to: the training run or its presentation
 */

const sizes = [4, 8, 16, 32, 64, 128, 256, 512, 1024];
const sizesOfLayer = sizes.filter(n => n <= 512);
const sizesOfButterfly = sizes.filter(n => n >= 8);

/** What a network is tried on: signals of n samples, or sounds. */
const sizedSignals = ['noise', 'impulse', 'sine', 'chirp'];
const sounds = {
  values: ['four-tones', 'violin-a4', 'noise', 'impulse', 'sine', 'chirp'],
  default: 'four-tones',
};

/** Pictures that the figures of all models have. */
const views = ['all', 'weights', 'rows', 'loss', 'spectrum'];

/**
 * The same for all models.
 * @param {Partial<Setting>} different
 */
const ofEveryModel = different =>
  Object.fromEntries(Object.keys(models).map(model => [model, different]));

/** For what has a backward pass of its own. */
const gradientOptimizers = ['sgd', 'momentum', 'adam', 'amsgrad'];

/** @type {readonly Setting[]} */
export const settingsTable = [
  {
    key: 'model',
    type: 'choice',
    values: Object.keys(models),
    default: 'dft',
    meaning:
      'what is learned: dft of n complex samples; spectrogram, 2048 samples to 129 bins x 33 ' +
      'frames at once; shared, one frame of it; idft, the inverse of dft; dct (type II), hartley, ' +
      'hadamard and hilbert (analytic signal) of n real samples; convolution, circular, with a ' +
      'response; own, the product with a matrix; butterfly, dft in log2 n layers of 2 x 2 blocks; ' +
      'recurrent, a cell that makes a frame of each hop that it hears',
    scope: 'run',
  },
  {
    key: 'n',
    type: 'choice',
    values: sizes,
    default: 128,
    models: sizedModels,
    byModel: {
      ...Object.fromEntries(sizedModels.map(model => [model, {values: sizesOfLayer}])),
      butterfly: {values: sizesOfButterfly},
    },
    meaning:
      'samples of the transform; with complex ones in and out a layer has 4 n^2 weights, a ' +
      'butterfly 4 n log2 n',
    scope: 'run',
  },
  {
    key: 'seed',
    type: 'integer',
    min: 0,
    max: 4294967295,
    default: 42,
    meaning: 'start of all random numbers: the same seed gives the same run',
    scope: 'run',
  },
  {
    key: 'optimizer',
    type: 'choice',
    values: [...gradientOptimizers, 'lms', 'kaczmarz', 'exact'],
    default: 'amsgrad',
    byModel: {
      convolution: {default: 'lms'},
      own: {default: 'lms'},
      butterfly: {values: gradientOptimizers, default: 'adam'},
      recurrent: {values: gradientOptimizers},
    },
    meaning:
      'how the weights follow from the error; kaczmarz: what makes the batch right, at the least ' +
      'change; exact: the normal equations of all examples, then their refinement',
    scope: 'run',
  },
  {
    key: 'lr',
    type: 'number',
    min: 1e-9,
    max: 1e4,
    default: null,
    unusedBy: ['exact'],
    meaning:
      'learning rate; left out: lms B/(B+d+1) for batch B and d inputs, sgd the same step, Adam ' +
      'family 0.03 for dft, dct, hartley and hadamard, 0.01 for hilbert, 0.05 for butterfly (its sgd ' +
      'and momentum 0.2), 0.1 sqrt(16 / nperseg) min(1, nperseg / units) ' +
      'min(1, 6 hop / nperseg) for recurrent (its sgd and momentum 1), 0.01 of the ' +
      'largest weight, at least 0.01 sqrt(6 / (inputs + outputs)), for convolution and own, 0.001 for ' +
      'the others, kaczmarz 1 (stable below 2); not for exact',
    scope: 'run',
  },
  {
    key: 'decay-steps',
    type: 'integer',
    min: 1,
    max: 1000000000,
    default: null,
    byModel: {butterfly: {default: 1000}, recurrent: {default: 3000}},
    unusedBy: ['exact'],
    meaning:
      'steps in which the learning rate falls to zero, as half a cosine; a run without steps or epochs ends there; left ' +
      'out: it stays',
    scope: 'run',
  },
  {
    key: 'lr-changes',
    type: 'schedule',
    default: null,
    unusedBy: ['exact'],
    meaning:
      'learning rates that begin at later steps: step:rate,step:rate; a live change in a link',
    scope: 'run',
  },
  {
    key: 'batch',
    type: 'integer',
    min: 1,
    max: 1024,
    default: 64,
    byModel: {spectrogram: {default: 256}},
    unusedBy: ['exact'],
    byOptimizer: {kaczmarz: inputs => ({max: Math.max(1, Math.floor(inputs / 2))})},
    meaning: 'examples a step; kaczmarz: at most half the inputs; not for exact, which takes all',
    scope: 'run',
  },
  {
    key: 'examples',
    type: 'integer',
    min: 1,
    max: 1000000,
    values: ['streaming'],
    default: 15000,
    byOptimizer: {exact: inputs => ({min: 2 * inputs, values: [], default: 4 * inputs})},
    meaning:
      'examples in an epoch, reshuffled each time; streaming never repeats one; exact: at least ' +
      'twice the inputs, left out: four times',
    scope: 'run',
  },
  {
    key: 'epochs',
    type: 'integer',
    min: 1,
    max: 1000000,
    default: null,
    meaning: 'stop after exactly this many epochs',
    scope: 'run',
  },
  {
    key: 'steps',
    type: 'integer',
    min: 1,
    max: 1000000000,
    default: null,
    meaning: 'stop after exactly this many steps',
    scope: 'run',
  },
  {
    key: 'target-loss',
    type: 'number',
    min: 1e-300,
    max: 1e300,
    default: null,
    meaning: 'stop when the held-out loss is this low',
    scope: 'run',
  },
  {
    key: 'workers',
    type: 'integer',
    min: 1,
    max: 32,
    default: null,
    meaning:
      'how many workers share the output columns, with the same result for any number; left out: ' +
      'one a core for spectrogram, else 1',
    scope: 'run',
  },
  {
    key: 'kernel',
    type: 'choice',
    values: ['auto', 'simd128'],
    default: 'auto',
    meaning: 'matrix kernel: auto, the fastest here; simd128, the same bits on every machine',
    scope: 'run',
  },
  {
    key: 'speed',
    type: 'integer',
    min: 1,
    max: 1000,
    values: ['max'],
    default: 120,
    byModel: {
      spectrogram: {default: 'max'},
      shared: {default: 'max'},
      recurrent: {default: 300},
    },
    meaning: 'steps a second, or max: as fast as it goes',
    scope: 'figure',
  },
  {
    key: 'data',
    type: 'choice',
    values: ['noise', 'tones'],
    default: 'noise',
    models: ['dft'],
    unusedBy: ['kaczmarz', 'exact'],
    meaning:
      'what it trains on: white noise, or tones, sums of four frequencies only; the held-out loss ' +
      'is on noise. Tones: not for kaczmarz and exact',
    scope: 'run',
  },
  {
    key: 'response',
    type: 'numbers',
    default: defaultResponse,
    models: ['convolution'],
    meaning:
      'impulse response h of the convolution, y[k] = sum of x[m] h[(k-m) mod n]: its samples, with ' +
      'commas between; what goes beyond n comes round',
    scope: 'run',
  },
  {
    key: 'matrix',
    type: 'matrix',
    default: null,
    models: ['own'],
    meaning: 'matrix that own learns, y = x M: a row for each input and a column for each output',
    scope: 'run',
  },
  {
    key: 'nperseg',
    type: 'choice',
    values: [16, 32, 64, 128, 256],
    default: 16,
    models: ['recurrent'],
    meaning: 'samples of the window of a frame',
    scope: 'run',
  },
  {
    key: 'hop',
    type: 'integer',
    min: 1,
    max: 256,
    default: null,
    models: ['recurrent'],
    meaning:
      'samples read at a time, from one frame to the next: from nperseg / 16 to nperseg; left out: ' +
      'nperseg / 4',
    scope: 'run',
  },
  {
    key: 'units',
    type: 'integer',
    min: 1,
    max: 512,
    default: null,
    models: ['recurrent'],
    meaning: 'numbers that the cell remembers; left out: nperseg',
    scope: 'run',
  },
  {
    key: 'signal',
    type: 'choice',
    values: [...sizedSignals, 'drawn', 'four-tones', 'violin-a4'],
    default: 'sine',
    byModel: {
      ...ofEveryModel({values: sizedSignals}),
      dft: {values: [...sizedSignals, 'drawn']},
      spectrogram: sounds,
      shared: sounds,
      recurrent: sounds,
    },
    meaning: 'what the learned transform is tried on',
    scope: 'figure',
  },
  {
    key: 'view',
    type: 'choice',
    values: [...views, 'spiral', 'live'],
    default: 'all',
    byModel: {
      ...ofEveryModel({values: views}),
      dft: {values: [...views, 'spiral']},
      shared: {values: [...views, 'live']},
    },
    meaning: 'which pictures are shown',
    scope: 'figure',
  },
  {
    key: 'controls',
    type: 'choice',
    values: ['full', 'minimal', 'none'],
    default: 'full',
    meaning: 'how many controls are shown; minimal: the top bar only',
    scope: 'figure',
  },
  {
    key: 'theme',
    type: 'choice',
    values: ['auto', 'light', 'dark'],
    default: 'auto',
    meaning: 'colours: auto follows the reader’s system',
    scope: 'figure',
  },
  {
    key: 'autoplay',
    type: 'flag',
    default: false,
    meaning: 'start by itself when it comes into view; never under reduced motion',
    scope: 'figure',
  },
];

/**
 * Values by key; keys that were not given hold their defaults.
 * @typedef {object} Settings
 * @property {string} model
 * @property {number} n
 * @property {string} response
 * @property {string | null} matrix
 * @property {number} nperseg
 * @property {number | null} hop
 * @property {number | null} units
 * @property {number} seed
 * @property {string} optimizer
 * @property {number | null} lr
 * @property {string | null} lr-changes
 * @property {number | null} decay-steps
 * @property {number} batch
 * @property {number | 'streaming'} examples
 * @property {number | null} epochs
 * @property {number | null} steps
 * @property {number | null} target-loss
 * @property {number | null} workers
 * @property {string} kernel
 * @property {number | 'max'} speed
 * @property {string} data
 * @property {string} signal
 * @property {string} view
 * @property {string} controls
 * @property {string} theme
 * @property {boolean} autoplay
 */

/**
 * @param {string} key
 * @returns {Setting}
 */
export function settingNamed(key) {
  const setting = settingsTable.find(entry => entry.key === key);
  if (!setting) {
    const keys = settingsTable.map(entry => entry.key).join(', ');
    throw new RangeError(`${key} is not a setting: there are ${keys}.`);
  }
  return setting;
}
