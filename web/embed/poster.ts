import {modelNamed, models} from '../models.ts';

/**
 * The picture before a figure runs, drawn here so that no host's policy has to allow an image: random
 * weights on the left, which become the transform's towards the right.
 */

/** Cells of the picture, which are squares: each is one weight. */
const columns = 160;
const rows = {usual: 100, most: 320};

/** Colours of weights below zero and above, as in the figures. */
const hues = {light: [[84, 39, 136], [179, 88, 6]], dark: [[132, 104, 207], [201, 121, 31]]}; // prettier-ignore

export function drawPoster(canvas: HTMLCanvasElement, model: string, isDark: boolean) {
  const {clientWidth: width, clientHeight} = canvas;
  const fitting = width > 0 ? Math.round((columns * clientHeight) / width) : rows.usual;
  const height = Math.max(1, Math.min(rows.most, fitting));
  canvas.width = columns;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const picture = context.createImageData(columns, height);
  const [below, above] = isDark ? hues.dark : hues.light;
  const random = noise();
  const {weight: weightAt} = modelNamed(model) ?? models.dft;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < columns; x++) {
      const learned = smooth((x / columns - 0.15) / 0.5);
      const weight = learned * weightAt(x, y, columns) + (1 - learned) * random();
      const [red, green, blue] = weight < 0 ? below : above;
      // Zero is as the surface, which lies below.
      picture.data.set([red, green, blue, 255 * Math.min(1, Math.abs(weight))], 4 * (y * columns + x)); // prettier-ignore
    }
  }
  context.putImageData(picture, 0, 0);
}

/** @param u 0 to 1, and beyond */
function smooth(u: number) {
  const t = Math.min(1, Math.max(0, u));
  return t * t * (3 - 2 * t);
}

/** Numbers from -0.8 to 0.8, the same each time: a linear congruential generator (Numerical Recipes). */
function noise() {
  let state = 42;
  return () => {
    state = (1664525 * state + 1013904223) >>> 0;
    return 0.8 * (state / 2 ** 31 - 1);
  };
}
