import {PNG} from 'pngjs';
import {nodeHost} from '../web/engine/host/node-host.ts';
import {Run} from '../web/engine/run.ts';
import {divergingTable, writeDiverging} from '../web/kit/colour.ts';

/** Steps after which the weights are shown: noise, halfway, learned. */
const moments = [0, 2, 120];
const n = 32;
const side = 2 * n;
const gap = 16;
/** Noise does not compress; few shades do not show and make a quarter of the file. */
const rounded = (weight: number) => Math.round(10 * weight) / 10;

const light = {dark: false, surface: '#ffffff', bad: '#b3123f'};
/** Behind the preview: --page of the light theme. */
const ground = [0xfa, 0xf9, 0xf6];

/** The page's pictures where it does not run itself, from one real training run. */
interface Pictures {
  /** PNG: the weights at first, halfway, and learned, side by side */
  poster: Uint8Array;
  /** PNG of 1200 × 630: the same for pages that link here */
  preview: Uint8Array;
  /** PNG: the real parts of the learned matrix */
  icon: (size: number) => Uint8Array;
}

export async function drawPictures(): Promise<Pictures> {
  const maps = await weightMaps();
  const learned = maps[maps.length - 1];
  return {
    poster: drawn(3 * side + 2 * gap, side, picture => {
      for (const [place, map] of maps.entries()) paste(picture, map, place * (side + gap), 0);
    }),
    preview: drawn(1200, 630, picture => {
      for (let at = 0; at < picture.data.length; at++) picture.data[at] = [...ground, 255][at % 4];
      const scale = 5;
      const [between, left] = [60, 60];
      for (const [place, map] of maps.entries()) {
        const x = left + place * (scale * side + between);
        paste(picture, map, x, (630 - scale * side) / 2, {scale});
      }
    }),
    icon: size =>
      drawn(size, size, picture => paste(picture, learned, 0, 0, {scale: size / n, part: n})),
  };
}

/** @returns RGBA of (side, side) weights, at each of the moments */
async function weightMaps(): Promise<Uint8Array[]> {
  const table = divergingTable(light);
  const run = new Run(nodeHost(), {
    n,
    optimizer: 'lms',
    batch: 64,
    kernel: 'simd128',
    speed: 'max',
  });
  const maps = [];
  try {
    await run.prepare();
    for (const step of moments) {
      if (step > 0) await run.step(step - run.progress.step);
      const snapshot = await run.network?.snapshot();
      if (!snapshot) throw new Error(`The pictures' run failed: ${run.reason}`);
      const pixels = new Uint32Array(side * side);
      writeDiverging(snapshot.weights.map(rounded), 1, table, pixels);
      maps.push(new Uint8Array(pixels.buffer));
    }
  } finally {
    await run.dispose();
  }
  return maps;
}

/** @returns a PNG */
function drawn(width: number, height: number, draw: (picture: PNG) => void): Uint8Array {
  const picture = new PNG({width, height});
  draw(picture);
  // zlib's default strategy finds the rows that scaling repeats; the PNG writer's own does not.
  return PNG.sync.write(picture, {
    colorType: 2,
    filterType: 0,
    deflateLevel: 9,
    deflateStrategy: 0,
  });
}

/**
 * @param map from weightMaps()
 * @param options part: so many of its first rows and columns
 */
function paste(
  picture: PNG,
  map: Uint8Array,
  left: number,
  top: number,
  {scale = 1, part = side}: {scale?: number; part?: number} = {},
) {
  for (let y = 0; y < part * scale; y++) {
    for (let x = 0; x < part * scale; x++) {
      const from = 4 * (Math.floor(y / scale) * side + Math.floor(x / scale));
      picture.data.set(map.subarray(from, from + 4), 4 * ((top + y) * picture.width + left + x));
    }
  }
}
