/**
 * A slice of the weights as a picture: kept in the order of the canvas, and on fewer pixels than
 * weights without losing one that stands out.
 */
import {extremes} from './extremes.js';
import {createMatrixImage} from './matrix-image.js';
import {binCount, sampleCount, samplesOf} from './stft-axes.js';

/** @typedef {import('./matrix-image.js').MatrixImage} MatrixImage */
/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./stft-axes.js').StftAxes} StftAxes */

/** @typedef {readonly [first: number, end: number]} Samples `end` is the first one after them */

/**
 * @typedef {object} BandPicture a slice, ready to be drawn at any size
 * @property {number} frame of what was written last
 * @property {number} share of the squared weights that lies in the true band, 0 to 1
 * @property {(slice: Float32Array, frame: number, limit: number, table: Uint32Array) => void} write
 *   `slice`: (samples, 2 bins), a row for each input; it is copied. `table`: from `divergingTable`
 * @property {(table: Uint32Array) => void} recolour
 * @property {(context: CanvasRenderingContext2D, plots: [Plot, Plot], samples: Samples) => void} draw
 */

/** Samples that are turned over at a time. */
const TILE = 64;

/** Weights are kept as bytes, which tell as many colours apart as there are: limit, not a number. */
const [LIMIT, NAN] = [127, -128];

/**
 * @param {StftAxes} axes
 * @returns {BandPicture}
 */
export function createBandPicture(axes) {
  const bins = binCount(axes);
  const inputs = sampleCount(axes);
  // Row by row as on the canvas: each part's highest bin first.
  const parts = [new Int8Array(bins * inputs), new Int8Array(bins * inputs)];
  /** @type {MatrixImage[]} */
  let images = [];
  /** @type {Uint32Array} */
  let colours = new Uint32Array(256);
  let drawn = '';
  return {
    frame: 0,
    share: NaN,
    write(slice, frame, limit, table) {
      transpose(slice, limit, parts, bins, inputs);
      colours = table;
      this.frame = frame;
      this.share = shareWithin(slice, 2 * bins, samplesOf(axes, frame));
      drawn = '';
    },
    recolour(table) {
      if (table === colours) return;
      colours = table;
      drawn = '';
    },
    draw(context, plots, samples) {
      const [first, end] = samples;
      const {a, d} = context.getTransform();
      const across = Math.round((plots[0].right - plots[0].left) * a);
      const down = Math.round((plots[0].bottom - plots[0].top) * d);
      const wanted = [first, end, across, down].join();
      if (drawn !== wanted) {
        images = parts.map((part, index) => {
          const block = extremes(part, {columns: inputs, first, end, across, down});
          const image = reuse(images[index], block.rows, block.columns);
          const values = block.values.map(value => (value === NAN ? NaN : value));
          image.write(values, LIMIT, colours);
          return image;
        });
        drawn = wanted;
      }
      for (const [index, {left, top, right, bottom}] of plots.entries()) {
        images[index].draw(context, left, top, right - left, bottom - top);
      }
    },
  };
}

/**
 * @param {Float32Array} slice
 * @param {number} limit what becomes LIMIT
 * @param {Int8Array[]} parts
 * @param {number} bins
 * @param {number} inputs
 */
function transpose(slice, limit, parts, bins, inputs) {
  for (const [index, part] of parts.entries()) {
    // In tiles: a whole column at a time would leave the cache at each step.
    for (let from = 0; from < inputs; from += TILE) {
      const to = Math.min(inputs, from + TILE);
      for (let bin = 0; bin < bins; bin++) {
        const row = (bins - 1 - bin) * inputs;
        const column = index * bins + bin;
        for (let sample = from; sample < to; sample++) {
          const value = Math.round((slice[2 * bins * sample + column] / limit) * LIMIT);
          part[row + sample] = value !== value ? NAN : Math.max(-LIMIT, Math.min(LIMIT, value));
        }
      }
    }
  }
}

/**
 * @param {Float32Array} slice
 * @param {number} columns
 * @param {Samples} band
 */
function shareWithin(slice, columns, [first, end]) {
  let [inside, all] = [0, 0];
  for (let i = 0; i < slice.length; i++) all += slice[i] ** 2;
  for (let i = first * columns; i < end * columns; i++) inside += slice[i] ** 2;
  return inside / all;
}

/**
 * @param {MatrixImage | undefined} image
 * @param {number} rows
 * @param {number} columns
 */
function reuse(image, rows, columns) {
  const fits = image && image.rows === rows && image.columns === columns;
  return fits ? image : createMatrixImage(rows, columns);
}
