import {models, sizedModels} from './models.js';
import {defaultResponse} from './response.js';

/**
 * Every setting there is, once. URL keys, attributes, command-line flags, controls and their checks
 * are all made from this table; what they mean, in words, is in meanings.js.
 */

/** @typedef {string | number | boolean | null} Value */

/**
 * @typedef {object} Setting
 * @property {string} key as it stands in a URL, an attribute and (with --) on a command line
 * @property {'integer' | 'number' | 'choice' | 'flag' | 'schedule' | 'numbers' | 'matrix'} type
 * @property {Value} default null: chosen from the other settings when a run starts, or none
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
    scope: 'run',
  },
  {
    key: 'seed',
    type: 'integer',
    min: 0,
    max: 4294967295,
    default: 42,
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
    scope: 'run',
  },
  {
    key: 'lr',
    type: 'number',
    min: 1e-9,
    max: 1e4,
    default: null,
    unusedBy: ['exact'],
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
    scope: 'run',
  },
  {
    key: 'lr-changes',
    type: 'schedule',
    default: null,
    unusedBy: ['exact'],
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
    scope: 'run',
  },
  {
    key: 'epochs',
    type: 'integer',
    min: 1,
    max: 1000000,
    default: null,
    scope: 'run',
  },
  {
    key: 'steps',
    type: 'integer',
    min: 1,
    max: 1000000000,
    default: null,
    scope: 'run',
  },
  {
    key: 'target-loss',
    type: 'number',
    min: 1e-300,
    max: 1e300,
    default: null,
    scope: 'run',
  },
  {
    key: 'workers',
    type: 'integer',
    min: 1,
    max: 32,
    default: null,
    scope: 'run',
  },
  {
    key: 'kernel',
    type: 'choice',
    values: ['auto', 'simd128'],
    default: 'auto',
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
    scope: 'figure',
  },
  {
    key: 'data',
    type: 'choice',
    values: ['noise', 'tones'],
    default: 'noise',
    models: ['dft'],
    unusedBy: ['kaczmarz', 'exact'],
    scope: 'run',
  },
  {
    key: 'response',
    type: 'numbers',
    default: defaultResponse,
    models: ['convolution'],
    scope: 'run',
  },
  {
    key: 'matrix',
    type: 'matrix',
    default: null,
    models: ['own'],
    scope: 'run',
  },
  {
    key: 'nperseg',
    type: 'choice',
    values: [16, 32, 64, 128, 256],
    default: 16,
    models: ['recurrent'],
    scope: 'run',
  },
  {
    key: 'hop',
    type: 'integer',
    min: 1,
    max: 256,
    default: null,
    models: ['recurrent'],
    scope: 'run',
  },
  {
    key: 'units',
    type: 'integer',
    min: 1,
    max: 512,
    default: null,
    models: ['recurrent'],
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
    scope: 'figure',
  },
  {
    key: 'controls',
    type: 'choice',
    values: ['full', 'minimal', 'none'],
    default: 'full',
    scope: 'figure',
  },
  {
    key: 'theme',
    type: 'choice',
    values: ['auto', 'light', 'dark'],
    default: 'auto',
    scope: 'figure',
  },
  {
    key: 'autoplay',
    type: 'flag',
    default: false,
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
