import {models, sizedModels} from './models.ts';
import {defaultResponse} from './response.ts';

/**
 * Every setting there is, once. URL keys, attributes, command-line flags, controls and their checks
 * are all made from this table; what they mean, in words, is in meanings.ts.
 */

export type Value = string | number | boolean | null;

export interface Setting {
  /** as it stands in a URL, an attribute and (with --) on a command line */
  key: string;
  type: 'integer' | 'number' | 'choice' | 'flag' | 'schedule' | 'numbers' | 'matrix';
  /** null: chosen from the other settings when a run starts, or none */
  default: Value;
  min?: number;
  max?: number;
  /** a choice's values; for numbers, words allowed beside them */
  values?: (number | string)[];
  /** what is different with other models */
  byModel?: Record<string, Partial<Setting>>;
  /** that use it; left out: all */
  models?: string[];
  /** optimisers that have no use for it */
  unusedBy?: string[];
  /** what is different with an optimiser, for a model of so many inputs */
  byOptimizer?: Record<string, (inputs: number) => Partial<Setting>>;
  /** what it belongs to: the training run or its presentation */
  scope: 'run' | 'figure';
}

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

/** The same for all models. */
const ofEveryModel = (different: Partial<Setting>) =>
  Object.fromEntries(Object.keys(models).map(model => [model, different]));

/** For what has a backward pass of its own. */
const gradientOptimizers = ['sgd', 'momentum', 'adam', 'amsgrad'];

export const settingsTable: readonly Setting[] = [
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

/** Values by key; keys that were not given hold their defaults. */
export interface Settings {
  model: string;
  n: number;
  response: string;
  matrix: string | null;
  nperseg: number;
  hop: number | null;
  units: number | null;
  seed: number;
  optimizer: string;
  lr: number | null;
  'lr-changes': string | null;
  'decay-steps': number | null;
  batch: number;
  examples: number | 'streaming';
  epochs: number | null;
  steps: number | null;
  'target-loss': number | null;
  workers: number | null;
  kernel: string;
  speed: number | 'max';
  data: string;
  signal: string;
  view: string;
  controls: string;
  theme: string;
  autoplay: boolean;
}

export function settingNamed(key: string): Setting {
  const setting = settingsTable.find(entry => entry.key === key);
  if (!setting) {
    const keys = settingsTable.map(entry => entry.key).join(', ');
    throw new RangeError(`${key} is not a setting: there are ${keys}.`);
  }
  return setting;
}
