/**
 * A butterfly of many lines, as cells: a group of four columns for each layer (the weights a, b, c and d
 * of its blocks), a row for each block. Rows are sorted by their block's true twiddle factor, from 0 at
 * the top to half a turn at the bottom: learned, each layer shows twice as many steps of the same
 * half circle as the layer before.
 */
import {blockSize, layerCount} from './butterfly.js';
import {drawLayerNames, layerAt, layerX} from './butterfly-layout.js';
import {phaseEntry} from './phase-colour.js';

/** @typedef {import('./butterfly.js').Block} Block */
/** @typedef {import('./butterfly-layout.js').ButterflyLayout} ButterflyLayout */
/** @typedef {import('./theme.js').Theme} Theme */

/** Between two layers, as a share of a layer's width. */
const gap = 0.16;

/**
 * The row of a block among the n/2 of its layer.
 *
 * @param {Block} block
 * @param {number} n
 */
export function rowOf({layer, index}, n) {
  const sameTwiddle = layerCount(n) - 1 - layer; // log2 of how many blocks have it
  return ((index & ((1 << layer) - 1)) << sameTwiddle) | (index >> layer);
}

/**
 * The block in a row of a layer.
 *
 * @param {{layer: number, row: number}} place
 * @param {number} n
 * @returns {Block}
 */
export function blockInRow({layer, row}, n) {
  const sameTwiddle = layerCount(n) - 1 - layer;
  return {layer, index: ((row & ((1 << sameTwiddle) - 1)) << layer) | (row >> sameTwiddle)};
}

/**
 * A picture of n/2 rows and 4 columns a layer, a pixel for each weight, kept off the screen between
 * frames.
 *
 * @param {number} n
 * @param {string[]} colours of phaseTable
 * @param {string} bad colour of what is no number
 */
export function createCells(n, colours, bad) {
  const [rows, layers] = [n / 2, layerCount(n)];
  const canvas = document.createElement('canvas');
  canvas.width = 4 * layers;
  canvas.height = rows;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = context.createImageData(canvas.width, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const table = pixelTable([...colours, bad]);
  /** @type {Float64Array | null} */
  let written = null;
  return {
    n,
    colours,
    canvas,
    /** @param {Float64Array} factors */
    write(factors) {
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
 * @param {string[]} colours `rgb(r, g, b)` or `#rrggbb`
 * @returns {Uint32Array} as the bytes R, G, B, A in memory
 */
function pixelTable(colours) {
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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{cells: HTMLCanvasElement, selected: Block}} data cells: of `createCells`
 * @param {{layout: ButterflyLayout, theme: Theme}} options
 */
export function drawCells(context, {cells, selected}, {layout, theme}) {
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
  for (const [colour, distance] of /** @type {const} */ ([
    [theme.surface, 1],
    [theme.ink, 0],
  ])) {
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

/**
 * The block under a point.
 *
 * @param {number} x
 * @param {number} y
 * @param {ButterflyLayout} layout
 * @returns {Block}
 */
export function cellsBlockAt(x, y, layout) {
  const {n, top, bottom} = layout;
  const row = Math.floor(((y - top) / (bottom - top)) * (n / 2));
  return blockInRow({layer: layerAt(x, layout), row: Math.max(0, Math.min(n / 2 - 1, row))}, n);
}

/**
 * @param {number} layer
 * @param {ButterflyLayout} layout
 */
function columnsOf(layer, layout) {
  const [from, to] = [layerX(layer, layout), layerX(layer + 1, layout)];
  const room = (to - from) * gap;
  const left = Math.round(from + room / 2);
  return {left, width: Math.round(to - room / 2) - left};
}

/**
 * Which twiddle factor a row has.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {ButterflyLayout} layout
 * @param {Theme} theme
 */
function drawPhases(context, {top, bottom, left}, theme) {
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textAlign = 'right';
  for (const [text, share, baseline] of /** @type {const} */ ([
    ['0°', 0, 'top'],
    ['−90°', 0.5, 'middle'],
    ['−180°', 1, 'bottom'],
  ])) {
    context.textBaseline = baseline;
    context.fillText(text, left - 2, top + share * (bottom - top));
  }
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText('phase', 1, 1 + 1.35 * theme.labelSize);
}
