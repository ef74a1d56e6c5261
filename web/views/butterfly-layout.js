/**
 * Where the layers of a butterfly stand on a canvas, and what is written around them.
 */
import {verticalLine} from './canvas.js';
import {formatCount} from './format.js';

/** @typedef {import('./butterfly.js').Block} Block */
/** @typedef {import('./theme.js').Theme} Theme */

/**
 * @typedef {object} ButterflyLayout
 * @property {number} n
 * @property {number} layers
 * @property {number} left of the first layer, in CSS pixels
 * @property {number} right of the last one
 * @property {number} top
 * @property {number} bottom
 */

/** More lines than this cannot be told apart: their blocks are shown as cells, see butterfly-cells.js. */
export const mostLines = 128;

/** Room of the lines, or of the cells: with 512 of these each has a whole number of pixels. */
const fullHeight = 512;
const widestSpacing = 34;

/** @param {Theme} theme */
function margins({labelSize}) {
  return {top: 3.4 * labelSize, bottom: 0.5 * labelSize};
}

/**
 * The height of a canvas with n lines.
 *
 * @param {number} n
 * @param {Theme} theme
 */
export function butterflyHeight(n, theme) {
  const {top, bottom} = margins(theme);
  return Math.ceil(top + bottom) + Math.min(fullHeight, widestSpacing * n);
}

/**
 * @param {{n: number, layers: number, width: number, theme: Theme}} options
 * @returns {ButterflyLayout}
 */
export function butterflyLayout({n, layers, width, theme}) {
  const em = theme.labelSize;
  const side = 3.2 * em;
  const top = Math.ceil(margins(theme).top);
  const bottom = top + Math.min(fullHeight, widestSpacing * n);
  return {n, layers, left: side, right: Math.max(side + layers, width - side), top, bottom};
}

/**
 * Where layer `boundary` begins, and the one before it ends.
 *
 * @param {number} boundary 0 ... layers
 * @param {ButterflyLayout} layout
 */
export function layerX(boundary, {left, right, layers}) {
  return left + ((right - left) * boundary) / layers;
}

/**
 * The layer under an x, or the nearest.
 *
 * @param {number} x
 * @param {ButterflyLayout} layout
 */
export function layerAt(x, {left, right, layers}) {
  const layer = Math.floor(((x - left) / (right - left)) * layers);
  return Math.max(0, Math.min(layers - 1, layer));
}

/**
 * Above each layer, how far apart the lines are that it joins.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {ButterflyLayout} layout
 * @param {number} selected layer
 * @param {Theme} theme
 */
export function drawLayerNames(context, layout, selected, theme) {
  const {layers, left, right, top} = layout;
  const em = theme.labelSize;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.fillText('joins lines at distance', (left + right) / 2, 1);
  for (let layer = 0; layer < layers; layer++) {
    const x = (layerX(layer, layout) + layerX(layer + 1, layout)) / 2;
    context.font = layer === selected ? theme.strongFont : theme.labelFont;
    context.fillStyle = layer === selected ? theme.ink : theme.muted;
    context.fillText(formatCount(2 ** layer), x, 1 + 1.35 * em);
  }
  context.strokeStyle = theme.rule;
  context.lineWidth = 1;
  for (let boundary = 1; boundary < layers; boundary++) {
    verticalLine(context, layerX(boundary, layout), 1 + 1.4 * em, top - 0.5 * em);
  }
}
