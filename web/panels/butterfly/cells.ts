/**
 * A butterfly of many lines, as cells: a group of four columns for each layer (the weights a, b, c and d
 * of its blocks), a row for each block. Rows are sorted by their block's true twiddle factor, from 0 at
 * the top to half a turn at the bottom: learned, each layer shows twice as many steps of the same
 * half circle as the layer before.
 */
import {blockSize, layerCount} from './factors.ts';
import {drawLayerNames, layerAt, layerX} from './layout.ts';
import {phaseEntry} from '../../kit/phase-colour.ts';
import type {Block} from './factors.ts';
import type {ButterflyLayout} from './layout.ts';
import type {Theme} from '../../kit/theme.ts';

/** Between two layers, as a share of a layer's width. */
const gap = 0.16;

/** The row of a block among the n/2 of its layer. */
export function rowOf({layer, index}: Block, n: number) {
  const sameTwiddle = layerCount(n) - 1 - layer; // log2 of how many blocks have it
  return ((index & ((1 << layer) - 1)) << sameTwiddle) | (index >> layer);
}

/** The block in a row of a layer. */
export function blockInRow({layer, row}: {layer: number; row: number}, n: number): Block {
  const sameTwiddle = layerCount(n) - 1 - layer;
  return {layer, index: ((row & ((1 << sameTwiddle) - 1)) << layer) | (row >> sameTwiddle)};
}

/**
 * A picture of n/2 rows and 4 columns a layer, a pixel for each weight, kept off the screen between
 * frames.
 * @param colours of phaseTable
 * @param bad colour of what is no number
 */
export function createCells(n: number, colours: string[], bad: string) {
  const [rows, layers] = [n / 2, layerCount(n)];
  const canvas = document.createElement('canvas');
  canvas.width = 4 * layers;
  canvas.height = rows;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const image = context.createImageData(canvas.width, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const table = pixelTable([...colours, bad]);
  let written: Float64Array | null = null;
  return {
    n,
    colours,
    canvas,
    write(factors: Float64Array) {
      if (written === factors) return;
      written = factors;
      for (let layer = 0, at = 0; layer < layers; layer++) {
        for (let index = 0; index < rows; index++, at += blockSize) {
          const begin = rowOf({layer, index}, n) * canvas.width + 4 * layer;
          for (let weight = 0; weight < 4; weight++) {
            const entry = phaseEntry(factors[at + 2 * weight], factors[at + 2 * weight + 1]);
            pixels[begin + weight] = table[entry < 0 ? table.length - 1 : entry];
          }
        }
      }
      context.putImageData(image, 0, 0);
    },
  };
}

/**
 * @param colours `rgb(r, g, b)` or `#rrggbb`
 * @returns as the bytes R, G, B, A in memory
 */
function pixelTable(colours: string[]): Uint32Array {
  const table = new Uint32Array(colours.length);
  const bytes = new Uint8Array(table.buffer);
  for (const [entry, colour] of colours.entries()) {
    const channels = colour.startsWith('#')
      ? [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16))
      : (colour.match(/\d+/g) ?? []).map(Number);
    bytes.set([...channels.slice(0, 3), 255], 4 * entry);
  }
  return table;
}

/** @param data cells: of `createCells` */
export function drawCells(
  context: CanvasRenderingContext2D,
  {cells, selected}: {cells: HTMLCanvasElement; selected: Block},
  {layout, theme}: {layout: ButterflyLayout; theme: Theme},
) {
  const {layers, top, bottom, n} = layout;
  context.imageSmoothingEnabled = false;
  for (let layer = 0; layer < layers; layer++) {
    const {left, width} = columnsOf(layer, layout);
    context.drawImage(cells, 4 * layer, 0, 4, cells.height, left, top, width, bottom - top);
  }
  const rowHeight = (bottom - top) / (n / 2);
  const {left, width} = columnsOf(selected.layer, layout);
  const middle = top + (rowOf(selected, n) + 0.5) * rowHeight;
  const reach = Math.max(rowHeight / 2, 2) + 1;
  for (const [colour, distance] of [
    [theme.surface, 1],
    [theme.ink, 0],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.strokeRect(
      left - 1.5 - distance,
      Math.round(middle - reach) - 0.5 - distance,
      width + 3 + 2 * distance,
      Math.round(2 * reach) + 2 * distance,
    );
  }
  drawLayerNames(context, layout, selected.layer, theme);
  drawPhases(context, layout, theme);
}

/** The block under a point. */
export function cellsBlockAt(x: number, y: number, layout: ButterflyLayout): Block {
  const {n, top, bottom} = layout;
  const row = Math.floor(((y - top) / (bottom - top)) * (n / 2));
  return blockInRow({layer: layerAt(x, layout), row: Math.max(0, Math.min(n / 2 - 1, row))}, n);
}

function columnsOf(layer: number, layout: ButterflyLayout) {
  const [from, to] = [layerX(layer, layout), layerX(layer + 1, layout)];
  const room = (to - from) * gap;
  const left = Math.round(from + room / 2);
  return {left, width: Math.round(to - room / 2) - left};
}

/** Which twiddle factor a row has. */
function drawPhases(
  context: CanvasRenderingContext2D,
  {top, bottom, left}: ButterflyLayout,
  theme: Theme,
) {
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  for (const [text, share, baseline] of [
    ['0°', 0, 'top'],
    ['−90°', 0.5, 'middle'],
    ['−180°', 1, 'bottom'],
  ] as const) {
    context.textBaseline = baseline;
    context.fillText(text, left - 2, top + share * (bottom - top));
  }
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText('phase', 1, 1 + 1.35 * theme.labelSize);
}
