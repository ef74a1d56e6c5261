/**
 * A slice of the weights as a picture, on fewer pixels than weights without losing one that stands
 * out.
 */
import {extremes} from '../../kit/extremes.ts';
import {createMatrixImage} from '../../kit/matrix-image.ts';
import {binCount, sampleCount} from '../../kit/stft-axes.ts';
import type {MatrixImage} from '../../kit/matrix-image.ts';
import type {Plot} from '../../kit/plot.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/** Samples of a signal; `end` is the first one after them. */
export type Samples = readonly [first: number, end: number];

/** What a picture is made of. */
export interface Slice {
  frame: number;
  /**
   * (2 bins, samples): a row for each column of the weights, real before imaginary; 127 is the
   * largest that is told apart, -127 likewise, -128 not a number
   */
  bytes: Int8Array;
  /** of the squared weights that lies in the true band, 0 to 1 */
  share: number;
}

/** A slice, ready to be drawn at any size. */
export interface BandPicture {
  /** of what was written last */
  frame: number;
  /** likewise */
  share: number;
  /** its bytes are copied; `table`: from `divergingTable` */
  write: (slice: Slice, table: Uint32Array) => void;
  recolour: (table: Uint32Array) => void;
  draw: (context: CanvasRenderingContext2D, plots: [Plot, Plot], samples: Samples) => void;
}

/** Bytes tell as many weights apart as there are colours: the limit, and what is not a number. */
const [LIMIT, NAN] = [127, -128];

export function createBandPicture(axes: StftAxes): BandPicture {
  const bins = binCount(axes);
  const inputs = sampleCount(axes);
  // Real, imaginary: (bins, samples).
  const parts = [new Int8Array(bins * inputs), new Int8Array(bins * inputs)];
  let images: MatrixImage[] = [];
  let colours: Uint32Array = new Uint32Array(256);
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

function markNan(values: Float32Array) {
  for (let i = 0; i < values.length; i++) {
    if (values[i] === NAN) values[i] = NaN;
  }
}

function reuse(image: MatrixImage | undefined, rows: number, columns: number) {
  const fits = image && image.rows === rows && image.columns === columns;
  return fits ? image : createMatrixImage(rows, columns);
}
