import {models, sizedModels} from '../models.ts';
import {defaultResponse} from './response.ts';
import type {Setting} from './setting.ts';

/**
 * Every setting there is, once. URL keys, attributes, command-line flags, controls and their checks
 * are all made from this table; what is different with a model is in models.ts, what they mean, in
 * words, in meanings.ts.
 */
const table = [
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
    values: [4, 8, 16, 32, 64, 128, 256, 512, 1024],
    default: 128,
    models: sizedModels,
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
    values: ['sgd', 'momentum', 'adam', 'amsgrad', 'lms', 'kaczmarz', 'exact'],
    default: 'amsgrad',
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
    values: ['max', 'watch'],
    default: 'watch',
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
    values: ['noise', 'impulse', 'sine', 'chirp', 'drawn', 'four-tones', 'violin-a4'],
    default: 'sine',
    scope: 'figure',
  },
  {
    key: 'view',
    type: 'choice',
    values: ['all', 'weights', 'rows', 'loss', 'spectrum', 'spiral', 'live'],
    default: 'all',
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
] as const satisfies readonly Setting[];

export const settingsTable: readonly Setting[] = table;

/** What a setting of the table can be. */
type ValueOf<Entry extends Setting> =
  | {
      flag: boolean;
      choice: Entry extends {values: readonly number[]} ? number : string;
      integer: number | WordsOf<Entry>;
      number: number | WordsOf<Entry>;
      schedule: string;
      numbers: string;
      matrix: string;
    }[Entry['type']]
  | (Entry['default'] extends null ? null : never);

/** Words allowed beside numbers. */
type WordsOf<Entry> = Entry extends {values: readonly (infer Word)[]} ? Word : never;

/** Values by key; keys that were not given hold their defaults. */
export type Settings = {[Entry in (typeof table)[number] as Entry['key']]: ValueOf<Entry>};

export function settingNamed(key: string): Setting {
  const setting = settingsTable.find(entry => entry.key === key);
  if (!setting) {
    const keys = settingsTable.map(entry => entry.key).join(', ');
    throw new RangeError(`${key} is not a setting: there are ${keys}.`);
  }
  return setting;
}
