import {
  blockOfLine,
  blockSize,
  layerCount,
  layerDistances,
  linesOf,
  twiddleFactors,
  withoutScaling,
} from '../../panels/butterfly/factors.ts';
import {phaseTable} from '../../kit/phase-colour.ts';
import type {Block, Distance} from '../../panels/butterfly/factors.ts';
import type {Parts} from '../../panels/parts/draw.ts';
import type {Theme} from '../../kit/theme.ts';

/** What the butterfly's panels show: plain data, replaced piece by piece. */
export class ButterflyScene {
  theme;
  colours;

  n = 2;
  /** Cooley and Tukey's factors. */
  truth = twiddleFactors(2);
  /** the network's, as they are */
  weights: Float32Array | null = null;
  /** with their free scaling divided out */
  factors: Float64Array | null = null;
  /** of these from the true ones, by layer */
  distances: Distance[] = [];
  selected: Block = {layer: 1, index: 1};
  /** (2n) */
  signal: Float32Array | null = null;
  /** (2n) what the network makes of it */
  learned: Float32Array | null = null;
  /** (2n) what the transform makes of it */
  reference: Float32Array | null = null;

  constructor(theme: Theme) {
    this.theme = theme;
    this.colours = phaseTable(theme);
  }

  setTheme(theme: Theme) {
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

  /** Another size. */
  begin(n: number) {
    this.n = n;
    this.truth = twiddleFactors(n);
    this.weights = this.factors = this.signal = this.learned = this.reference = null;
    this.distances = [];
    this.select(this.selected);
  }

  /** @param weights (log2 n, 4n) */
  setWeights(weights: Float32Array) {
    this.weights = weights;
    this.factors = withoutScaling(weights, this.n);
    this.distances = layerDistances(this.factors, this.truth, this.n);
  }

  /** @param block the nearest that there is is taken */
  select({layer, index}: Block) {
    this.selected = {
      layer: Math.max(0, Math.min(this.layers - 1, layer)),
      index: Math.max(0, Math.min(this.n / 2 - 1, index)),
    };
  }

  /** The block of another layer that the selected one's upper line runs through. */
  inLayer(layer: number) {
    const nearest = Math.max(0, Math.min(this.layers - 1, layer));
    return {layer: nearest, index: blockOfLine(nearest, linesOf(this.selected).upper)};
  }

  /** The selected block's weights: learned, with the scaling divided out, and true. */
  get block(): {
    learned: ArrayLike<number>;
    divided: ArrayLike<number>;
    truth: ArrayLike<number>;
  } | null {
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

  /** What comes out for the signal. */
  get output(): Parts | null {
    const {learned, reference, n} = this;
    const parts = (values: Float32Array) => [values.subarray(0, n), values.subarray(n)];
    return learned && reference && {learned: parts(learned), truth: parts(reference)};
  }
}
