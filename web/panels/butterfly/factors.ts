/**
 * Butterfly factors of the discrete Fourier transform: the learned ones with their free scaling
 * divided out, and Cooley and Tukey's, and how far the two are apart.
 *
 * The network is y = B_L ... B_2 B_1 P x with n = 2^L complex values: P puts x into bit-reversed
 * order, layer l (counted from 1) joins lines at distance 2^(l-1), in blocks
 *
 *   (u, v)  ->  (a u + b v, c u + d v).
 *
 * Factors are arrays of L n/2 blocks, layer by layer, in each by ascending upper line; a block is the
 * 8 numbers re a, im a, re b, im b, re c, im c, re d, im d: the layout in which weights are saved.
 */

/** (L, n/2, 2, 2, re and im) */
type Factors = Float32Array | Float64Array;

/** Where a block stands, both from 0. */
export type Block = {layer: number; index: number};

/** How far a layer's weights are from the true ones; mean: root mean square. */
export type Distance = {largest: number; mean: number};

/** Numbers in a block. */
export const blockSize = 8;

/** @param n a power of two */
export function layerCount(n: number) {
  return Math.round(Math.log2(n));
}

/**
 * The two lines that a block joins: the upper one has a 0 where the layer's distance has its 1.
 */
export function linesOf({layer, index}: Block) {
  const distance = 1 << layer;
  const upper = ((index >> layer) << (layer + 1)) | (index & (distance - 1));
  return {upper, lower: upper + distance};
}

/** The block of a layer that a line runs through. */
export function blockOfLine(layer: number, line: number) {
  return ((line >> (layer + 1)) << layer) | (line & ((1 << layer) - 1));
}

/** The input sample that a line begins with. */
export function bitReversed(line: number, n: number) {
  let reversed = 0;
  for (let bit = 1; bit < n; bit *= 2) reversed = 2 * reversed + (line & bit ? 1 : 0);
  return reversed;
}

/**
 * The phase of a block's twiddle factor in turns, 0 ... -1/2: -j / 2^l for the j-th of the 2^(l-1)
 * lines of its upper half.
 */
export function twiddleTurns({layer, index}: Block) {
  const distance = 1 << layer;
  return -(index & (distance - 1)) / (2 * distance) + 0; // never -0
}

/** Cooley and Tukey's factors: each block is [[1, w], [1, -w]], w = exp(2 pi i twiddleTurns). */
export function twiddleFactors(n: number) {
  const layers = layerCount(n);
  const factors = new Float64Array(layers * (n / 2) * blockSize);
  for (let layer = 0, at = 0; layer < layers; layer++) {
    for (let index = 0; index < n / 2; index++, at += blockSize) {
      const angle = 2 * Math.PI * twiddleTurns({layer, index});
      const [re, im] = [Math.cos(angle), Math.sin(angle)];
      factors.set([1, 0, re, im, 1, 0, -re, -im], at);
    }
  }
  return factors;
}

/**
 * The same product with its free scaling divided out.
 *
 * What a line carries from one layer to the next can be multiplied by any number s if what the next
 * layer multiplies it by is divided by s: with diagonal matrices D_l,
 *
 *   B_L ... B_2 B_1 = (B_L D_(L-1)) ... (D_2^-1 B_2 D_1) (D_1^-1 B_1).
 *
 * Up to that, and to nothing else, factors of the DFT matrix with these places are unique (Zheng,
 * Riccietti and Gribonval, "Efficient Identification of Butterfly Sparse Matrix Factorizations",
 * 2023): one choice of every s makes them comparable. Here, from the inputs forward, each row (p, q)
 * of every layer but the last is divided by
 *
 *   s = sqrt((|p|^2 + |q|^2) / 2) p / |p|,
 *
 * which leaves the rows (1, w) and (1, -w) of Cooley and Tukey as they are. What the last layer has
 * then is not free: the transform's own size and phase.
 * @returns as many; a row of zeros, or of what is no number, keeps its scale
 */
export function withoutScaling(weights: Factors, n: number): Float64Array {
  const factors = Float64Array.from(weights);
  const layers = layerCount(n);
  const scales = new Float64Array(2 * n).map((_, i) => 1 - (i % 2)); // s of each line, re and im
  for (let layer = 0, at = 0; layer < layers; layer++) {
    for (let index = 0; index < n / 2; index++, at += blockSize) {
      const {upper, lower} = linesOf({layer, index});
      for (const row of [at, at + 4]) {
        multiply(factors, row, scales[2 * upper], scales[2 * upper + 1]);
        multiply(factors, row + 2, scales[2 * lower], scales[2 * lower + 1]);
      }
      if (layer < layers - 1) {
        divideRow(factors, at, scales, upper);
        divideRow(factors, at + 4, scales, lower);
      }
    }
  }
  return factors;
}

/**
 * @param factors its row at `at` is divided by its s
 * @param scales s is put here
 */
function divideRow(factors: Float64Array, at: number, scales: Float64Array, line: number) {
  const [re, im] = [factors[at], factors[at + 1]];
  const size = Math.hypot(re, im, factors[at + 2], factors[at + 3]) / Math.SQRT2;
  const first = Math.hypot(re, im);
  const usable = size > 0 && Number.isFinite(size);
  const length = usable ? size : 1;
  const [cos, sin] = usable && first > 0 ? [re / first, im / first] : [1, 0];
  multiply(factors, at, cos / length, -sin / length); // 1/s
  multiply(factors, at + 2, cos / length, -sin / length);
  scales[2 * line] = length * cos;
  scales[2 * line + 1] = length * sin;
}

/**
 * @param at of a complex number
 * @param re of the factor
 */
function multiply(values: Float64Array, at: number, re: number, im: number) {
  const [x, y] = [values[at], values[at + 1]];
  values[at] = x * re - y * im;
  values[at + 1] = x * im + y * re;
}

/**
 * How far each layer's weights are from their true values; infinitely far where one is no number.
 * @returns by layer
 */
export function layerDistances(factors: Float64Array, truth: Float64Array, n: number): Distance[] {
  const length = (n / 2) * blockSize;
  return Array.from({length: layerCount(n)}, (_, layer) => {
    let [largest, sum] = [0, 0];
    for (let at = layer * length; at < (layer + 1) * length; at += 2) {
      const [re, im] = [factors[at] - truth[at], factors[at + 1] - truth[at + 1]];
      const square = re * re + im * im;
      const known = Number.isNaN(square) ? Infinity : square;
      largest = Math.max(largest, known);
      sum += known;
    }
    return {largest: Math.sqrt(largest), mean: Math.sqrt(sum / (length / 2))};
  });
}

/**
 * What it takes to hold the transform, and to apply it to n complex values, in real numbers: a complex
 * product is four real ones, and multiplying by 1 counts.
 */
export function costs(n: number) {
  const layers = layerCount(n);
  return {
    butterfly: {weights: 4 * n * layers, products: 8 * n * layers},
    dense: {weights: 4 * n * n, products: 4 * n * n},
    fft: {weights: 0, products: 2 * n * layers},
  };
}
