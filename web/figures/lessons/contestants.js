/**
 * Ways to the discrete Fourier transform of n complex samples, and the multiplications of real
 * numbers that they take. Of a complex product there are four.
 */

/**
 * @typedef {object} Contestant
 * @property {string} key
 * @property {string} name
 * @property {Record<string, string>} settings of its run
 * @property {number} [mostSteps] after which it gives up
 * @property {(n: number) => number} weights
 * @property {(n: number) => number} applied multiplications of one transform
 * @property {(n: number, outcome: import('./contest.js').Outcome) => number} trained
 *   multiplications until then, about: forward and backward pass, not the optimiser's own few a weight
 */

/** @param {number} n */
const weightsOfLayer = n => 4 * n * n;
/** @param {number} n */
const butterflies = n => (n / 2) * Math.log2(n);

/** The layer multiplies each example by W, then the residual by it. @type {Contestant['trained']} */
const productsOfLayer = (n, {examples}) => 2 * weightsOfLayer(n) * examples;

/**
 * The same, and the batch's own products, (B, 2n) times (2n, B), with their inverse.
 * @type {Contestant['trained']}
 */
const projections = (n, {examples, steps}) => {
  const batch = examples / Math.max(1, steps);
  return examples * (2 * weightsOfLayer(n) + 3 * n * batch) + steps * batch ** 3;
};

/**
 * Solving the normal equations of m = 8n examples: X^T X (half of it, for it is symmetric), X^T Y, the
 * inverse and its product; then each refinement is a residual, X^T times that, and the product again.
 * @type {Contestant['trained']}
 */
const solution = (n, {steps}) => {
  const [d, m] = [2 * n, 8 * n];
  return 1.5 * m * d ** 2 + 2 * d ** 3 + Math.max(0, steps - 1) * (2 * m * d ** 2 + d ** 3);
};

const layer = {weights: weightsOfLayer, applied: weightsOfLayer};

/** @type {readonly Contestant[]} */
export const contestants = [
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

/** One complex product a butterfly; nothing to learn. */
export const fft = {name: 'FFT', applied: (/** @type {number} */ n) => 4 * butterflies(n)};
