/**
 * The weight matrix, turned over: a row for each output, so that a row is the wave with which the
 * inputs are multiplied, and a column for each input, so that time runs to the right; colour for the
 * weight.
 */
import {horizontalLine, verticalLine} from '../../kit/canvas.ts';
import {drawCrosshair} from '../../kit/crosshair.ts';
import {formatCount, formatSigned} from '../../words/format.ts';
import {drawBlockLabels} from './labels.ts';
import type {MatrixImage} from '../../kit/matrix-image.ts';
import type {Theme} from '../../kit/theme.ts';

export interface HeatmapLayout {
  /** of the matrix, in CSS pixels */
  left: number;
  top: number;
  /** the matrix is square */
  side: number;
  /** samples; the matrix has 2n rows and columns */
  n: number;
}

export type Cell = {row: number; column: number};

/** @param options isPlain: without indices at its sides */
export function heatmapLayout({
  width,
  height,
  n,
  theme,
  isPlain = false,
}: {
  width: number;
  height: number;
  n: number;
  theme: Theme;
  isPlain?: boolean;
}): HeatmapLayout {
  const left = Math.ceil((isPlain ? 1 : 2.5) * theme.labelSize);
  const top = isPlain ? 1 : Math.ceil(1.7 * theme.labelSize);
  const side = Math.max(1, Math.floor(Math.min(width - left - 2, height - top - 2)));
  return {left: left + Math.floor((width - left - 2 - side) / 2), top, side, n};
}

/**
 * @param data `bin`: the selected one
 * @returns for `weightAt`
 */
export function drawHeatmap(
  context: CanvasRenderingContext2D,
  {image, n, bin}: {image: MatrixImage; n: number; bin: number},
  {
    width,
    height,
    theme,
    cursor = null,
    isPlain = false,
  }: {width: number; height: number; theme: Theme; cursor?: Cell | null; isPlain?: boolean},
): HeatmapLayout {
  const layout = heatmapLayout({width, height, n, theme, isPlain});
  const {left, top, side} = layout;
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  image.draw(context, left, top, side, side);
  if (!isPlain) {
    drawFrame(context, layout, theme);
    drawBlockLabels(context, layout, theme);
  }
  drawBinMarkers(context, layout, theme, bin);
  if (cursor) drawCursor(context, layout, theme, cursor);
  return layout;
}

/** What lies under a point of the canvas. */
export function weightAt(x: number, y: number, {left, top, side, n}: HeatmapLayout) {
  const column = Math.floor(((x - left) / side) * 2 * n);
  const row = Math.floor(((y - top) / side) * 2 * n);
  if (column < 0 || row < 0 || column >= 2 * n || row >= 2 * n) return null;
  return {
    row,
    column,
    sample: column % n,
    inputPart: column < n ? 'real' : 'imaginary',
    bin: row % n,
    outputPart: row < n ? 'real' : 'imaginary',
  };
}

export function describeHeatmap({
  weights,
  n,
  bin,
}: {
  weights: Float32Array;
  n: number;
  bin: number;
}) {
  let low = Infinity;
  let high = -Infinity;
  for (const weight of weights) {
    if (weight < low) low = weight;
    if (weight > high) high = weight;
  }
  const size = formatCount(2 * n);
  return (
    `Weight matrix, ${size} outputs down by ${size} inputs across, real parts before imaginary ones. ` +
    `The ${formatCount(weights.length)} weights lie between ${formatSigned(low, 2)} and ` +
    `${formatSigned(high, 2)}. Output bin ${bin} is selected.`
  );
}

function drawFrame(
  context: CanvasRenderingContext2D,
  {left, top, side}: HeatmapLayout,
  theme: Theme,
) {
  context.lineWidth = 1;
  context.strokeStyle = theme.axis;
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
  // The boundaries reach out between the labels and keep their numbers apart.
  horizontalLine(context, top + side / 2, left - 2.2 * theme.labelSize, left + side);
  verticalLine(context, left + side / 2, top - 1.4 * theme.labelSize, top + side);
}

/**
 * The two rows of the selected bin: a triangle before each, lines along its sides.
 */
function drawBinMarkers(
  context: CanvasRenderingContext2D,
  {left, top, side, n}: HeatmapLayout,
  theme: Theme,
  bin: number,
) {
  const cell = side / (2 * n);
  const height = 0.6 * theme.labelSize;
  for (const [row, colour] of [
    [bin, theme.real],
    [n + bin, theme.imaginary],
  ] as const) {
    const middle = top + row * cell + cell / 2;
    const base = left - 3;
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(base, middle);
    context.lineTo(base - height, middle - height * 0.7);
    context.lineTo(base - height, middle + height * 0.7);
    context.fill();
    // The row itself stays in sight between the lines; one in the surface's colour sets them off
    // outside.
    const gap = Math.max(cell, 3) / 2 + 1;
    context.lineWidth = 1;
    for (const [stroke, reach] of [
      [theme.surface, gap + 1],
      [colour, gap],
    ] as const) {
      context.strokeStyle = stroke;
      context.strokeRect(left - 0.5, middle - reach, side + 1, 2 * reach);
    }
  }
}

function drawCursor(
  context: CanvasRenderingContext2D,
  {left, top, side, n}: HeatmapLayout,
  theme: Theme,
  {row, column}: Cell,
) {
  const cell = side / (2 * n);
  const centre = {x: left + (column + 0.5) * cell, y: top + (row + 0.5) * cell};
  const frame = {left, top, right: left + side, bottom: top + side};
  drawCrosshair(context, frame, centre, {width: cell, height: cell}, theme);
}
