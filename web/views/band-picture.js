/**
 * A slice of the weights as a picture, on fewer pixels than weights without losing one that stands
 * out.
 */
import {extremes} from './extremes.js';
import {createMatrixImage} from './matrix-image.js';
import {binCount, sampleCount} from './stft-axes.js';

/** @typedef {import('./matrix-image.js').MatrixImage} MatrixImage */
/** @typedef {import('./plot.js').Plot} Plot */
/** @typedef {import('./stft-axes.js').StftAxes} StftAxes */

/** @typedef {readonly [first: number, end: number]} Samples `end` is the first one after them */

/**
 * @typedef {object} Slice what a picture is made of
 * @property {number} frame
 * @property {Int8Array} bytes (2 bins, samples): a row for each column of the weights, real before
 *   imaginary; 127 is the largest that is told apart, -127 likewise, -128 not a number
 * @property {number} share of the squared weights that lies in the true band, 0 to 1
 */

/**
 * @typedef {object} BandPicture a slice, ready to be drawn at any size
 * @property {number} frame of what was written last
 * @property {number} share likewise
 * @property {(slice: Slice, table: Uint32Array) => void} write its bytes are copied; `table`: from
 *   `divergingTable`
 * @property {(table: Uint32Array) => void} recolour
 * @property {(context: CanvasRenderingContext2D, plots: [Plot, Plot], samples: Samples) => void} draw
 */

/** Bytes tell as many weights apart as there are colours: the limit, and what is not a number. */
const [LIMIT, NAN] = [127, -128];

/**
 * @param {StftAxes} axes
 * @returns {BandPicture}
 */
export function createBandPicture(axes) {
  const bins = binCount(axes);
  const inputs = sampleCount(axes);
  // Real, imaginary: (bins, samples).
  const parts = [new Int8Array(bins * inputs), new Int8Array(bins * inputs)];
  /** @type {MatrixImage[]} */
  let images = [];
  /** @type {Uint32Array} */
  let colours = new Uint32Array(256);
  let drawn = '';
  return {
    frame: 0,
    share: NaN,
    write({frame, bytes, share}, table) {
      const [real, imaginary] = parts;
      real.set(bytes.subarray(0, real.length));
      imaginary.set(bytes.subarray(real.length));
      colours = table;
      this.frame = frame;
      this.share = share;
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
          const options = {columns: inputs, first, end, across, down, upwards: true};
          const {values, rows, columns} = extremes(part, options);
          const image = reuse(images[index], rows, columns);
          markNan(values);
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

/** @param {Float32Array} values */
function markNan(values) {
  for (let i = 0; i < values.length; i++) {
    if (values[i] === NAN) values[i] = NaN;
  }
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
