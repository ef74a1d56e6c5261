/**
 * A matrix as a picture with one pixel a value, kept off the screen between frames.
 */
import {writeColours} from './colour.js';

/** @typedef {import('./colour.js').Range} Range */

/**
 * @callback DrawOver
 * @param {CanvasRenderingContext2D} context
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 * @returns {void}
 */

/**
 * @typedef {object} MatrixImage
 * @property {number} rows
 * @property {number} columns
 * @property {(values: Float32Array, range: number | Range, table: Uint32Array) => void} write `range`:
 *   a number means from minus that to plus that
 * @property {DrawOver} draw stretches the picture over a rectangle
 */

/**
 * @param {number} rows
 * @param {number} columns
 * @returns {MatrixImage}
 */
export function createMatrixImage(rows, columns) {
  const exact = makeCanvas(columns, rows);
  const enlarged = makeCanvas(1, 1);
  const image = exact.context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  let isStale = true; // whether the enlarged one is of other values
  return {
    rows,
    columns,
    write(values, range, table) {
      const [low, high] = typeof range === 'number' ? [-range, range] : range;
      writeColours(values, [low, high], table, pixels);
      exact.context.putImageData(image, 0, 0);
      isStale = true;
    },
    draw(context, left, top, width, height) {
      const scale = context.getTransform();
      const across = wholeFactor(width * scale.a, columns);
      const down = wholeFactor(height * scale.d, rows);
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      if (across === 1 && down === 1) {
        context.drawImage(exact.canvas, left, top, width, height);
        return;
      }
      // Cells that are not whole pixels wide would come out wide and narrow in turn, a pattern that
      // is not in the matrix. So: enlarge by a whole number with hard edges, then shrink to the
      // size asked for, smoothly.
      const {canvas} = enlarged;
      if (isStale || canvas.width !== columns * across || canvas.height !== rows * down) {
        enlarge(enlarged, exact.canvas, across, down);
        isStale = false;
      }
      context.drawImage(enlarged.canvas, left, top, width, height);
    },
  };
}

/**
 * @param {number} devicePixels negative where the picture is turned over
 * @param {number} cells
 */
export function wholeFactor(devicePixels, cells) {
  return Math.max(1, Math.ceil(Math.abs(devicePixels) / cells - 0.01));
}

/**
 * @param {ReturnType<typeof makeCanvas>} target
 * @param {HTMLCanvasElement} source
 * @param {number} across
 * @param {number} down
 */
function enlarge({canvas, context}, source, across, down) {
  const width = source.width * across;
  const height = source.height * down;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.imageSmoothingEnabled = false;
  context.drawImage(source, 0, 0, width, height);
}

/**
 * @param {number} width
 * @param {number} height
 */
export function makeCanvas(width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  return {canvas, context};
}
