/**
 * Where the layers of a butterfly stand on a canvas, and what is written around them.
 */
import {verticalLine} from '../../kit/canvas.ts';
import {formatCount} from '../../words/format.ts';
import type {Theme} from '../../kit/theme.ts';

export interface ButterflyLayout {
  n: number;
  layers: number;
  /** of the first layer, in CSS pixels */
  left: number;
  /** of the last one */
  right: number;
  top: number;
  bottom: number;
}

/** More lines than this cannot be told apart: their blocks are shown as cells, see butterfly-cells.ts. */
export const mostLines = 128;

/** Room of the lines, or of the cells: with 512 of these each has a whole number of pixels. */
const fullHeight = 512;
const widestSpacing = 34;

function margins({labelSize}: Theme) {
  return {top: 3.4 * labelSize, bottom: 0.5 * labelSize};
}

/** The height of a canvas with n lines. */
export function butterflyHeight(n: number, theme: Theme) {
  const {top, bottom} = margins(theme);
  return Math.ceil(top + bottom) + Math.min(fullHeight, widestSpacing * n);
}

export function butterflyLayout({
  n,
  layers,
  width,
  theme,
}: {
  n: number;
  layers: number;
  width: number;
  theme: Theme;
}): ButterflyLayout {
  const em = theme.labelSize;
  const side = 3.2 * em;
  const top = Math.ceil(margins(theme).top);
  const bottom = top + Math.min(fullHeight, widestSpacing * n);
  return {n, layers, left: side, right: Math.max(side + layers, width - side), top, bottom};
}

/**
 * Where layer `boundary` begins, and the one before it ends.
 * @param boundary 0 ... layers
 */
export function layerX(boundary: number, {left, right, layers}: ButterflyLayout) {
  return left + ((right - left) * boundary) / layers;
}

/** The layer under an x, or the nearest. */
export function layerAt(x: number, {left, right, layers}: ButterflyLayout) {
  const layer = Math.floor(((x - left) / (right - left)) * layers);
  return Math.max(0, Math.min(layers - 1, layer));
}

/**
 * Above each layer, how far apart the lines are that it joins.
 * @param selected layer
 */
export function drawLayerNames(
  context: CanvasRenderingContext2D,
  layout: ButterflyLayout,
  selected: number,
  theme: Theme,
) {
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
