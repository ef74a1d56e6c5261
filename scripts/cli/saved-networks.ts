import {instantiateStudy} from '../../web/engine/study/instantiate-study.ts';
import {compileStudy} from '../../web/engine/study/node-host.ts';
import {singlesInPieces} from './singles.ts';
import type {NpyFile} from './npy-file.ts';
import type {Core} from '../../web/engine/core-types.ts';
import type {Cell} from '../../web/engine/study/study-types.ts';

/** Numbers that are worked on at a time, about. */
const numbersAtATime = 2 ** 22;

/** What is in a W.npy, and how it is applied. */
export interface SavedNetwork {
  /** shapes */
  allowed: string;
  /** whether a row has nothing to do with those before it */
  byRow: boolean;
  /**
   * of the
   * network, from the shapes of its weights, a matrix, and of what it is given; null: they are not its
   */
  sizes: (weights: NpyFile, x: NpyFile) => {inputs: number; outputs: number} | null;
  /**
   * of the core's memory that it takes to
   * apply weights of that shape to so many rows at a time
   */
  bytes: (shape: number[], rows: number) => number;
  /**
   * gives what is applied to rows, some
   * after the other; null: weights of that shape, but not its
   */
  open: (
    core: Core,
    weights: NpyFile,
    x: NpyFile,
    kernel: string,
  ) => Promise<((rows: Float32Array) => Float32Array) | null>;
}

/**
 * Rows that are worked on at a time.
 * @param width numbers of each
 */
export function rowsAtATime(width: number) {
  return Math.max(4, Math.min(4096, 4 * Math.floor(numbersAtATime / width / 4)));
}

export const singleLayer: SavedNetwork = {
  allowed: '(inputs, outputs)',
  byRow: true,
  sizes: ({shape: [inputs, outputs]}) => ({inputs, outputs}),
  bytes([inputs, outputs], rows) {
    const [d, c] = [4 * Math.ceil(inputs / 4), 8 * Math.ceil(outputs / 8)];
    const weightRows = Math.min(inputs, rowsAtATime(outputs));
    // The rows and the product, each as it comes and in panels; or some rows of W.
    return 4 * (d * c + Math.max(2 * (rows + 4) * (d + c), weightRows * outputs)) + 2 ** 16;
  },
  async open(core, weights, _, kernel) {
    const [inputs, outputs] = weights.shape;
    const product = new core.Product(kernel, inputs, outputs);
    for await (const {first, singles} of singlesInPieces(weights, rowsAtATime(outputs))) {
      product.setRows(first, singles);
    }
    return rows => product.apply(rows);
  },
};

/** Networks that are no single layer, by --model. */
export const savedNetworks: Record<string, SavedNetwork> = {
  butterfly: {
    allowed: '(log2 n, 4 n), n a power of two',
    byRow: true,
    sizes({shape: [layers, width]}) {
      const n = width / 4;
      return layers >= 1 && n === 2 ** layers ? {inputs: 2 * n, outputs: 2 * n} : null;
    },
    // The weights; what enters each layer, of eight examples; the rows, and what comes out.
    bytes: ([layers, width], rows) =>
      width * (4 * layers + 16 * layers + 64) + 4 * rows * width + 2 ** 16,
    async open(core, weights) {
      const values = await allSingles(weights);
      return rows => core.butterfly(weights.columns / 4, rows, values);
    },
  },
  recurrent: {
    allowed: '(hidden + hop, hidden + outputs), hop the length of a row of IN and the last block 0',
    byRow: false,
    sizes({shape: [rows, columns]}, {columns: hop}) {
      const hidden = rows - hop;
      const outputs = columns - hidden;
      return hidden > 0 && outputs > 0 ? {inputs: hop, outputs} : null;
    },
    bytes: () => 0, // it is no work of the core
    async open(_, weights, {columns: hop}) {
      const hidden = weights.rows - hop;
      const cell = {
        weights: await allSingles(weights),
        hop,
        hidden,
        outputs: weights.columns - hidden,
      };
      if (!isCell(cell)) return null;
      const study = await instantiateStudy(await compileStudy());
      const stream = new study.Stream(cell); // as long as the process
      return rows => stream.hear(rows);
    },
  },
};

async function allSingles(file: NpyFile) {
  const all = new Float32Array(file.rows * file.columns);
  for await (const {first, singles} of singlesInPieces(file, rowsAtATime(file.columns))) {
    all.set(singles, first * file.columns);
  }
  return all;
}

/** Whether there is 0 below C: of another hop, the weights are not those of a cell. */
function isCell({weights, hidden, outputs}: Cell) {
  const columns = hidden + outputs;
  const isBelow = (place: number) => place >= hidden * columns && place % columns >= hidden;
  return weights.every((w, place) => w === 0 || !isBelow(place));
}
