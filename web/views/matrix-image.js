/**
 * A matrix as a picture with one pixel a value, kept off the screen between frames.
 */
import {writeDiverging} from './colour.js';

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
 * @property {(values: Float32Array, limit: number, table: Uint32Array) => void} write
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
  return {
    rows,
    columns,
    write(values, limit, table) {
      writeDiverging(values, limit, table, pixels);
      exact.context.putImageData(image, 0, 0);
    },
    draw(context, left, top, width, height) {
      const devicePixels = width * context.getTransform().a;
      const factor = Math.ceil(devicePixels / columns - 0.01);
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      if (factor <= 1) {
        context.drawImage(exact.canvas, left, top, width, height);
        return;
      }
      // Cells that are not whole pixels wide would come out wide and narrow in turn, a pattern that
      // is not in the matrix. So: enlarge by a whole number with hard edges, then shrink to the
      // size asked for, smoothly.
      enlarge(enlarged, exact.canvas, factor);
      context.drawImage(enlarged.canvas, left, top, width, height);
    },
  };
}

/**
 * @param {ReturnType<typeof makeCanvas>} target
 * @param {HTMLCanvasElement} source
 * @param {number} factor
 */
function enlarge({canvas, context}, source, factor) {
  const width = source.width * factor;
  const height = source.height * factor;
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
function makeCanvas(width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  return {canvas, context};
}
