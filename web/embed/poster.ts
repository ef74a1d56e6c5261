/**
 * The picture before a figure runs, drawn here so that no host's policy has to allow an image: random
 * weights on the left, which become the transform's towards the right.
 */

/** Cells of the picture, which are squares: each is one weight. */
const columns = 160;
const rows = {usual: 100, most: 320};

/** Colours of weights below zero and above, as in the figures. */
const hues = {light: [[84, 39, 136], [179, 88, 6]], dark: [[132, 104, 207], [201, 121, 31]]}; // prettier-ignore

/** Of the convolution: when it comes round, and when its response has fallen to nothing. */
const [period, ringing] = [64, 40];

/** Frames whose weights are shown side by side, of the spectrogram's network. */
const frames = 4;

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
  const weightAt = Object.hasOwn(truth, model) ? truth[model] : truth.dft;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < columns; x++) {
      const learned = smooth((x / columns - 0.15) / 0.5);
      const weight = learned * weightAt(x, y) + (1 - learned) * random();
      const [red, green, blue] = weight < 0 ? below : above;
      // Zero is as the surface, which lies below.
      picture.data.set([red, green, blue, 255 * Math.min(1, Math.abs(weight))], 4 * (y * columns + x)); // prettier-ignore
    }
  }
  context.putImageData(picture, 0, 0);
}

/** The weight in column x and row y of what each model learns, -1 to 1. */
const truth: Record<string, (x: number, y: number) => number> = {
  // cos(2 pi k m / n)
  dft: (x, y) => Math.cos((2 * Math.PI * x * y) / columns),
  // cos(pi k (2m + 1) / 2n)
  dct: (x, y) => Math.cos((Math.PI * y * (x + 0.5)) / columns),
  // cos + sin, at most the root of 2
  hartley: (x, y) => Math.cos((2 * Math.PI * x * y) / columns - Math.PI / 4),
  // 1 or -1, by the bits that place and row share
  hadamard: (x, y) => 0.8 * (-1) ** [...(x & y).toString(2)].filter(bit => bit === '1').length,
  // cot(pi (m - k) / n) for every other k, and the signal itself
  hilbert: (x, y) => (x === y ? 1 : (x - y) % 2 && clamp(1 / Math.tan((Math.PI * (x - y)) / columns) / 8)), // prettier-ignore
  // The same response a sample later in each row
  convolution(x, y) {
    const late = (x - y + 2 * period) % period;
    return Math.max(0, 1 - late / ringing) ** 2 * Math.cos(late / 2);
  },
  // One windowed wave a row: sin(2 pi k m / n) with a Hann window
  shared: windowedWave,
  recurrent: windowedWave,
  // The same in the piece of the sound that each frame sees
  spectrogram(x, y) {
    const width = columns / frames;
    const frame = Math.floor(x / width);
    const begin = (frame / frames) * 0.6;
    const inside = ((x % width) / width - begin) / 0.55;
    return hann(inside) * Math.sin(Math.PI * inside * (y / 3 + 1));
  },
};

function windowedWave(x: number, y: number) {
  return hann(x / columns) * Math.sin((2 * Math.PI * x * (y + 1)) / columns);
}

function clamp(value: number) {
  return Math.max(-1, Math.min(1, value));
}

/** @param u 0 to 1; nothing outside */
function hann(u: number) {
  return u < 0 || u > 1 ? 0 : 0.5 - 0.5 * Math.cos(2 * Math.PI * u);
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
