import {stream} from '../../web/recurrence/cell.js';

/** @typedef {{shape: number[], values: Float32Array}} Singles */

/**
 * What is in a W.npy, and how it is applied.
 * @typedef {object} SavedNetwork
 * @property {string} allowed shapes
 * @property {(weights: Singles, x: Singles) => {inputs: number, outputs: number} | null} sizes of the
 *   network, from its weights, a matrix, and what it is given; null: they are not its
 * @property {(core: any, weights: Singles, x: Singles, kernel: string) => Float32Array} apply rows
 */

/** @type {SavedNetwork} */
export const singleLayer = {
  allowed: '(inputs, outputs)',
  sizes: ({shape: [inputs, outputs]}) => ({inputs, outputs}),
  apply: (core, weights, x, kernel) =>
    core.product(kernel, x.values, weights.values, weights.shape[0]),
};

/** Networks that are no single layer, by --model. @type {Record<string, SavedNetwork>} */
export const savedNetworks = {
  butterfly: {
    allowed: '(log2 n, 4 n), n a power of two',
    sizes({shape: [layers, width]}) {
      const n = width / 4;
      return layers >= 1 && n === 2 ** layers ? {inputs: 2 * n, outputs: 2 * n} : null;
    },
    apply: (core, weights, x) => core.butterfly(weights.shape[1] / 4, x.values, weights.values),
  },
  recurrent: {
    allowed: '(hidden + hop, hidden + outputs), hop the length of a row of IN and the last block 0',
    sizes(weights, x) {
      const cell = cellOf(weights, x);
      return isCell(cell) ? {inputs: cell.hop, outputs: cell.outputs} : null;
    },
    apply: (_, weights, x) => stream(cellOf(weights, x), x.values),
  },
};

/**
 * @param {Singles} weights
 * @param {Singles} x
 */
function cellOf({shape: [rows, columns], values: weights}, {shape}) {
  const hop = shape[shape.length - 1];
  const hidden = rows - hop;
  return {weights, hop, hidden, outputs: columns - hidden};
}

/**
 * Whether there is a C, and 0 below it: of another hop, the weights are not those of a cell.
 * @param {ReturnType<typeof cellOf>} cell
 */
function isCell({weights, hidden, outputs}) {
  const isBelow = (/** @type {number} */ place) => {
    const columns = hidden + outputs;
    return place >= hidden * columns && place % columns >= hidden;
  };
  return hidden > 0 && outputs > 0 && weights.every((w, place) => w === 0 || !isBelow(place));
}
