import {PNG} from 'pngjs';
import {nodeHost} from '../web/engine/node-host.js';
import {Run} from '../web/engine/run.js';
import {divergingTable, writeDiverging} from '../web/views/colour.js';

/** Steps after which the weights are shown: noise, halfway, learned. */
const moments = [0, 2, 120];
const n = 32;
const gap = 16;
/** Noise does not compress; few shades do not show and make a quarter of the file. */
const rounded = (/** @type {number} */ weight) => Math.round(10 * weight) / 10;

const light = {dark: false, surface: '#ffffff', bad: '#b3123f'};

/**
 * The page's picture where scripts do not run: weight maps of a real training run, side by side.
 * @returns {Promise<Uint8Array>} a PNG
 */
export async function drawPoster() {
  const side = 2 * n;
  const picture = new PNG({width: 3 * side + 2 * gap, height: side});
  const table = divergingTable(light);
  const run = new Run(nodeHost(), {
    n,
    optimizer: 'lms',
    batch: 64,
    kernel: 'simd128',
    speed: 'max',
  });
  try {
    await run.prepare();
    for (const [place, step] of moments.entries()) {
      if (step > 0) await run.step(step - run.progress.step);
      const snapshot = await run.network?.snapshot();
      if (!snapshot) throw new Error(`The poster's run failed: ${run.reason}`);
      const pixels = new Uint32Array(side * side);
      writeDiverging(snapshot.weights.map(rounded), 1, table, pixels);
      const bytes = new Uint8Array(pixels.buffer);
      for (let row = 0; row < side; row++) {
        const line = bytes.subarray(4 * row * side, 4 * (row + 1) * side);
        picture.data.set(line, 4 * (row * picture.width + place * (side + gap)));
      }
    }
  } finally {
    await run.dispose();
  }
  return PNG.sync.write(picture, {filterType: 0, deflateLevel: 9});
}
