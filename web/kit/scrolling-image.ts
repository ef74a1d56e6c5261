/**
 * A picture with one pixel a value, which grows at its right end and forgets at its left.
 */
import {writeColours} from './colour.ts';
import {makeCanvas, wholeFactor} from './matrix-image.ts';
import type {Range} from './colour.ts';
import type {DrawOver} from './matrix-image.ts';

export interface ScrollingImage {
  /** the next column's values, from its first row on; null: it is left out */
  push: (column: Float32Array | null) => void;
  /** what has been pushed since, and all of it where the table is another */
  colour: (range: Range, table: Uint32Array) => void;
  clear: () => void;
  /** stretches the picture over a rectangle; what is not there yet is left out */
  draw: DrawOver;
}

/** @param columns kept */
export function createScrollingImage(rows: number, columns: number): ScrollingImage {
  // Column c of all those ever pushed lies at c mod columns, so that nothing has to be moved.
  const values = new Float32Array(rows * columns);
  const isThere = new Uint8Array(columns);
  const ring = makeCanvas(columns, rows);
  const unrolled = makeCanvas(1, 1);
  const image = ring.context.createImageData(1, rows);
  const pixels = new Uint32Array(image.data.buffer);
  let pushed = 0;
  let coloured = 0;
  let lastTable: Uint32Array | null = null;

  return {
    push(column) {
      const at = pushed++ % columns;
      isThere[at] = column ? 1 : 0;
      if (column) values.set(column, at * rows);
    },

    colour(range, table) {
      const first = table === lastTable ? coloured : 0;
      for (let c = Math.max(first, pushed - columns); c < pushed; c++) {
        const at = c % columns;
        if (isThere[at]) {
          writeColours(values.subarray(at * rows, (at + 1) * rows), range, table, pixels);
        } else {
          pixels.fill(0);
        }
        ring.context.putImageData(image, at, 0);
      }
      coloured = pushed;
      lastTable = table;
    },

    clear() {
      pushed = coloured = 0;
      ring.context.clearRect(0, 0, columns, rows);
    },

    draw(context, left, top, width, height) {
      const scale = context.getTransform();
      const across = wholeFactor(width * scale.a, columns);
      const down = wholeFactor(height * scale.d, rows);
      unroll(unrolled, ring.canvas, {begin: pushed % columns, across, down});
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      context.drawImage(unrolled.canvas, left, top, width, height);
    },
  };
}

/**
 * The oldest column first, each value as whole pixels: between two parts that are stretched, a seam
 * would show.
 * @param options begin: the oldest column
 */
function unroll(
  {canvas, context}: ReturnType<typeof makeCanvas>,
  source: HTMLCanvasElement,
  {begin, across, down}: {begin: number; across: number; down: number},
) {
  const width = source.width * across;
  const height = source.height * down;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const split = begin * across;
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, width, height);
  context.drawImage(source, -split, 0, width, height);
  context.drawImage(source, width - split, 0, width, height);
}
