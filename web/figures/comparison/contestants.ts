import {models} from '../../models.ts';
import type {Outcome} from './contest.ts';

/**
 * Networks that learn a transform, and the multiplications of real numbers that they take. Of a
 * complex product there are four.
 */

export interface Contestant {
  key: string;
  name: string;
  /** of its run */
  settings: {model: string; optimizer?: string};
  /** so that it runs by its own button only */
  isLarge?: boolean;
  /** after which it gives up */
  mostSteps?: number;
  weights: (n: number) => number;
  /** multiplications of one transform */
  applied: (n: number) => number;
  /**
   * multiplications until then, about: forward and backward pass, not the optimiser's own few a weight
   */
  trained: (n: number, outcome: Outcome) => number;
}

const weightsOfLayer = (n: number) => 4 * n * n;
const butterflies = (n: number) => (n / 2) * Math.log2(n);

/** The layer multiplies each example by W, then the residual by it. */
const productsOfLayer: Contestant['trained'] = (n, {examples}) => 2 * weightsOfLayer(n) * examples;

/** The same, and the batch's own products, (B, 2n) times (2n, B), with their inverse. */
const projections: Contestant['trained'] = (n, {examples, steps}) => {
  const batch = examples / Math.max(1, steps);
  return examples * (2 * weightsOfLayer(n) + 3 * n * batch) + steps * batch ** 3;
};

/**
 * Solving the normal equations of m = 8n examples: X^T X (half of it, for it is symmetric), X^T Y, the
 * inverse and its product; then each refinement is a residual, X^T times that, and the product again.
 */
const solution: Contestant['trained'] = (n, {steps}) => {
  const [d, m] = [2 * n, 8 * n];
  return 1.5 * m * d ** 2 + 2 * d ** 3 + Math.max(0, steps - 1) * (2 * m * d ** 2 + d ** 3);
};

const layer = {weights: weightsOfLayer, applied: weightsOfLayer};

/** Ways to the discrete Fourier transform of n complex samples. */
const ofTransform: readonly Contestant[] = [
  {
    ...layer,
    key: 'amsgrad',
    name: 'Layer, AMSGrad',
    settings: {model: 'dft', optimizer: 'amsgrad'},
    trained: productsOfLayer,
  },
  {
    ...layer,
    key: 'lms',
    name: 'Layer, LMS',
    settings: {model: 'dft', optimizer: 'lms'},
    trained: productsOfLayer,
  },
  {
    ...layer,
    key: 'kaczmarz',
    name: 'Layer, Kaczmarz',
    settings: {model: 'dft', optimizer: 'kaczmarz'},
    trained: projections,
  },
  {
    ...layer,
    key: 'exact',
    name: 'Layer, solved',
    settings: {model: 'dft', optimizer: 'exact'},
    mostSteps: 5,
    trained: solution,
  },
  {
    key: 'butterfly',
    name: 'Butterfly, Adam',
    settings: {model: 'butterfly'},
    weights: n => 8 * butterflies(n),
    applied: n => 16 * butterflies(n),
    // Backwards, each block gives the gradient of its weights and of its inputs.
    trained: (n, {examples}) => 3 * 16 * butterflies(n) * examples,
  },
];

/** Of the post's network, 2048 samples to 33 frames. */
const weightsOfWhole = 2048 * 33 * 258;
/** Of the shared map, 256 samples to 129 complex values. */
const weightsOfMap = 256 * 258;
/** Of the recurrent cell: A (16, 16), B (4, 16), C (16, 18); it learns from 12 hops an example. */
const weightsOfCell = 16 * 16 + 4 * 16 + 16 * 18;
const hops = 12;

/** Ways to the frames of a spectrogram; to apply one is to make a frame. */
const ofFrames: readonly Contestant[] = [
  {
    key: 'shared',
    name: 'Shared map, LMS',
    settings: {model: 'shared', optimizer: 'lms'},
    weights: () => weightsOfMap,
    applied: () => weightsOfMap,
    trained: (_, {examples}) => 2 * weightsOfMap * examples,
  },
  {
    key: 'recurrent',
    name: 'Recurrent, AMSGrad',
    settings: {model: 'recurrent'},
    weights: () => weightsOfCell,
    applied: () => weightsOfCell,
    // Backwards, each hop gives the gradient of the weights and of what came into it.
    trained: (_, {examples}) => 3 * weightsOfCell * hops * examples,
  },
  {
    key: 'spectrogram',
    name: 'Whole network, LMS',
    settings: {model: 'spectrogram', optimizer: 'lms'},
    isLarge: true,
    mostSteps: 600,
    weights: () => weightsOfWhole,
    applied: () => weightsOfWhole / 33,
    trained: (_, {examples}) => 2 * weightsOfWhole * examples,
  },
];

export const groups = {transform: ofTransform, frames: ofFrames};

export const contestants = [...ofTransform, ...ofFrames];

/** Whether it depends on n. */
export const isSized = ({settings: {model}}: Contestant) => models[model].sized;

/** One complex product a butterfly; nothing to learn. */
export const fft = {name: 'FFT', applied: (n: number) => 4 * butterflies(n)};
