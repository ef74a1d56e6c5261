/**
 * A matrix as a picture with one pixel a value, kept off the screen between frames.
 */
import {writeColours} from './colour.ts';
import type {Range} from './colour.ts';

export type DrawOver = (
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
) => void;

export interface MatrixImage {
  rows: number;
  columns: number;
  /** `range`: a number means from minus that to plus that */
  write: (values: Float32Array, range: number | Range, table: Uint32Array) => void;
  /** stretches the picture over a rectangle */
  draw: DrawOver;
}

export function createMatrixImage(rows: number, columns: number): MatrixImage {
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
 * A matrix turned over, its rows columns.
 * @param values row-major
 * @param into of the same length
 */
export function transposed(values: Float32Array, columns: number, into: Float32Array) {
  const rows = values.length / columns;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) into[column * rows + row] = values[at];
  }
  return into;
}

/** @param devicePixels negative where the picture is turned over */
export function wholeFactor(devicePixels: number, cells: number) {
  return Math.max(1, Math.ceil(Math.abs(devicePixels) / cells - 0.01));
}

function enlarge(
  {canvas, context}: ReturnType<typeof makeCanvas>,
  source: HTMLCanvasElement,
  across: number,
  down: number,
) {
  const width = source.width * across;
  const height = source.height * down;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.imageSmoothingEnabled = false;
  context.drawImage(source, 0, 0, width, height);
}

export function makeCanvas(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  return {canvas, context};
}
