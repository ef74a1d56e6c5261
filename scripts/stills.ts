import {readFile} from 'node:fs/promises';
import {createCanvas} from '@napi-rs/canvas';
import {nodeHost} from '../web/engine/host/node-host.ts';
import {Run} from '../web/engine/run.ts';
import {divergingTable, writeDiverging} from '../web/kit/colour.ts';
import {transposed} from '../web/kit/matrix-image.ts';
import {DEFAULT_ANGLE} from '../web/kit/projection.ts';
import {drawHelix} from '../web/panels/helix/draw.ts';
import {binWeights} from '../web/panels/rows/bin-weights.ts';
import {digitsOf, distanceToTruth} from '../web/figures/opening/distance.ts';
import {SvgContext} from './svg-context.ts';
import {lightColours} from '../web/kit/theme.ts';
import type {Canvas} from '@napi-rs/canvas';
import type {Theme} from '../web/kit/theme.ts';

/**
 * What figures show before they have something of their own to show, drawn from a real run by what
 * draws them in the page. Without a word in them: fonts differ from machine to machine.
 */

type Scheme = 'light' | 'dark';

/** WebP files, one a theme. */
type Still = Record<Scheme, Uint8Array>;

/** Of the spiral's picture, in its units. */
export const spiralSize = [640, 360];

/** Weights are drawn in so many steps from 0 to 1: what noise is left is far below, and it compresses. */
const shades = 12;

/** The opening's pictures, of a run that has converged. */
export async function openingStills(): Promise<{
  map: Still;
  /** SVG without its root, of `spiralSize` */
  spiral: string;
  /** the loss, from first to last, as points of an SVG line in a box of 100 by 100 */
  course: string;
  /** that are right in its weights */
  digits: number;
}> {
  const {weights, losses} = await learned();
  const n = Math.sqrt(weights.length) / 2;
  return {
    map: await inBothThemes(theme => mapOf(weights, n, theme)),
    spiral: spiralOf(weights, n),
    course: pointsOf(losses),
    digits: digitsOf(distanceToTruth(weights, n)),
  };
}

/** The opening's run, to its end. */
async function learned() {
  const run = new Run(nodeHost(), {kernel: 'simd128', speed: 'max'});
  try {
    await run.play();
    await run.stopped();
    const snapshot = await run.network?.snapshot();
    if (!snapshot || run.state !== 'converged') throw new Error(`The pictures: ${run.reason}`);
    return {weights: snapshot.weights, losses: run.history.map(point => point.heldOutLoss)};
  } finally {
    await run.dispose();
  }
}

async function inBothThemes(draw: (theme: Theme) => Canvas): Promise<Still> {
  const {light, dark} = await themes();
  return {light: await webp(draw(light)), dark: await webp(draw(dark))};
}

function webp(canvas: Canvas) {
  return canvas.encode('webp', 100); // without loss
}

/** Two pixels a weight, each way. */
function mapOf(weights: Float32Array, n: number, theme: Theme) {
  const rounded = transposed(weights, 2 * n, new Float32Array(weights.length)).map(
    weight => Math.round(shades * weight) / shades,
  );
  const exact = createCanvas(2 * n, 2 * n);
  const context = exact.getContext('2d');
  const image = context.createImageData(2 * n, 2 * n);
  writeDiverging(rounded, 1, divergingTable(theme), new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
  const large = createCanvas(4 * n, 4 * n);
  const onto = large.getContext('2d');
  onto.imageSmoothingEnabled = false;
  onto.drawImage(exact, 0, 0, 4 * n, 4 * n);
  return large;
}

/** In the theme of the page around it. */
function spiralOf(weights: Float32Array, n: number) {
  const [width, height] = spiralSize;
  const colours = Object.keys(lightColours).map(name => [name, `var(--${name})`]);
  const theme = {...themeOf(Object.fromEntries(colours)), dark: false};
  const context = new SvgContext();
  drawHelix(context as unknown as CanvasRenderingContext2D, binWeights(weights, n, 5), {
    ...{width, height, theme, isPlain: true},
    ...DEFAULT_ANGLE,
  });
  return context.markup;
}

/** @param losses from first to last */
function pointsOf(losses: number[]) {
  const logs = losses.map(Math.log10);
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const place = (value: number) => Math.round(10 * value) / 10;
  return logs
    .map((log, i) => {
      const x = (100 * i) / (logs.length - 1);
      return `${place(x)},${place((100 * (high - log)) / (high - low))}`;
    })
    .join(' ');
}

/** The themes of styles/tokens.css. */
async function themes(): Promise<Record<Scheme, Theme>> {
  const tokens = await readFile(new URL('../web/styles/tokens.css', import.meta.url), 'utf8');
  const ofScheme = (scheme: Scheme): Theme => {
    const colours = Object.keys(lightColours).map(name => {
      const found = new RegExp(`--${name}: [^;]*--if-${scheme}, (#[0-9a-f]{6})`).exec(tokens);
      if (!found) throw new Error(`styles/tokens.css: there is no ${scheme} --${name}`);
      return [name, found[1]];
    });
    return {...themeOf(Object.fromEntries(colours)), dark: scheme === 'dark'};
  };
  return {light: ofScheme('light'), dark: ofScheme('dark')};
}

function themeOf(colours: typeof lightColours): Omit<Theme, 'dark'> {
  const labelSize = 11;
  const labelFont = `${labelSize}px sans-serif`;
  return {...colours, labelSize, labelFont, strongFont: `600 ${labelFont}`};
}
