import {
  blockOfLine,
  blockSize,
  layerCount,
  layerDistances,
  linesOf,
  twiddleFactors,
  withoutScaling,
} from '../views/butterfly.js';
import {phaseTable} from '../views/phase-colour.js';

/** @typedef {import('../views/butterfly.js').Block} Block */
/** @typedef {import('../views/butterfly.js').Distance} Distance */
/** @typedef {import('../views/parts-plot.js').Parts} Parts */
/** @typedef {import('../views/theme.js').Theme} Theme */

/** What the butterfly's panels show: plain data, replaced piece by piece. */
export class ButterflyScene {
  n = 2;
  /** Cooley and Tukey's factors. */
  truth = twiddleFactors(2);
  /** @type {Float32Array | null} the network's, as they are */
  weights = null;
  /** @type {Float64Array | null} with their free scaling divided out */
  factors = null;
  /** @type {Distance[]} of these from the true ones, by layer */
  distances = [];
  /** @type {Block} */
  selected = {layer: 1, index: 1};
  /** @type {Float32Array | null} (2n) */
  signal = null;
  /** @type {Float32Array | null} (2n) what the network makes of it */
  learned = null;
  /** @type {Float32Array | null} (2n) what the transform makes of it */
  reference = null;

  /** @param {Theme} theme */
  constructor(theme) {
    this.theme = theme;
    this.colours = phaseTable(theme);
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.theme = theme;
    this.colours = phaseTable(theme);
  }

  get layers() {
    return layerCount(this.n);
  }

  /** How far the furthest weight is from the true one; infinitely far before there are any. */
  get largestDistance() {
    const {distances} = this;
    return distances.length === 0 ? Infinity : Math.max(...distances.map(each => each.largest));
  }

  /**
   * Another size.
   * @param {number} n
   */
  begin(n) {
    this.n = n;
    this.truth = twiddleFactors(n);
    this.weights = this.factors = this.signal = this.learned = this.reference = null;
    this.distances = [];
    this.select(this.selected);
  }

  /** @param {Float32Array} weights (log2 n, 4n) */
  setWeights(weights) {
    this.weights = weights;
    this.factors = withoutScaling(weights, this.n);
    this.distances = layerDistances(this.factors, this.truth, this.n);
  }

  /** @param {Block} block the nearest that there is is taken */
  select({layer, index}) {
    this.selected = {
      layer: Math.max(0, Math.min(this.layers - 1, layer)),
      index: Math.max(0, Math.min(this.n / 2 - 1, index)),
    };
  }

  /** The block of another layer that the selected one's upper line runs through. @param {number} layer */
  inLayer(layer) {
    const nearest = Math.max(0, Math.min(this.layers - 1, layer));
    return {layer: nearest, index: blockOfLine(nearest, linesOf(this.selected).upper)};
  }

  /**
   * The selected block's weights: learned, with the scaling divided out, and true.
   * @returns {{learned: ArrayLike<number>, divided: ArrayLike<number>, truth: ArrayLike<number>} | null}
   */
  get block() {
    const {weights, factors, truth, selected} = this;
    if (!weights || !factors) return null;
    const begin = (selected.layer * (this.n / 2) + selected.index) * blockSize;
    const end = begin + blockSize;
    return {
      learned: weights.subarray(begin, end),
      divided: factors.subarray(begin, end),
      truth: truth.subarray(begin, end),
    };
  }

  /** What comes out for the signal. @returns {Parts | null} */
  get output() {
    const {learned, reference, n} = this;
    const parts = (/** @type {Float32Array} */ values) => [
      values.subarray(0, n),
      values.subarray(n),
    ];
    return learned && reference && {learned: parts(learned), truth: parts(reference)};
  }
}
