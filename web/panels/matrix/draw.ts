/**
 * A weight matrix of any shape: a row for each input, a column for each output, colour for the
 * weight. Where outputs are complex, the real parts' columns come before the imaginary parts'.
 */
import {horizontalLine, verticalLine} from '../../kit/canvas.ts';
import {formatCounted} from '../../words/format.ts';
import type {MatrixImage} from '../../kit/matrix-image.ts';
import type {Theme} from '../../kit/theme.ts';

export interface MatrixShape {
  inputs: number;
  outputs: number;
  /** 2 where inputs are complex, else 1 */
  inputParts: number;
  /** likewise */
  outputParts: number;
}

export interface MatrixLayout {
  /** of the matrix, in CSS pixels */
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What a matrix of few rows or columns is stretched to, at least, of the room for it. */
const thinnest = 1 / 12;

/** Cells are square, unless that would leave a line. */
export function matrixLayout({
  width,
  height,
  shape,
  theme,
}: {
  width: number;
  height: number;
  shape: MatrixShape;
  theme: Theme;
}): MatrixLayout {
  const margin = Math.ceil(1.7 * theme.labelSize);
  const [across, down] = [Math.max(1, width - margin - 2), Math.max(1, height - margin - 2)];
  const cell = Math.min(across / shape.outputs, down / shape.inputs);
  return {
    left: margin,
    top: margin,
    width: Math.max(cell * shape.outputs, thinnest * across),
    height: Math.max(cell * shape.inputs, thinnest * down),
  };
}

/**
 * @param data selected: an output
 * @returns for `outputAt`
 */
export function drawMatrix(
  context: CanvasRenderingContext2D,
  {image, shape, selected}: {image: MatrixImage; shape: MatrixShape; selected: number},
  {width, height, theme}: {width: number; height: number; theme: Theme},
): MatrixLayout {
  const layout = matrixLayout({width, height, shape, theme});
  const {left, top} = layout;
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  image.draw(context, left, top, layout.width, layout.height);
  drawFrame(context, layout, shape, theme);
  drawNames(context, layout, shape, theme);
  drawSelected(context, layout, shape, selected, theme);
  return layout;
}

/** The output under a point of the canvas; null beside the matrix. */
export function outputAt(
  x: number,
  y: number,
  {outputs, outputParts}: MatrixShape,
  {left, top, width, height}: MatrixLayout,
) {
  const column = Math.floor(((x - left) / width) * outputs);
  if (column < 0 || column >= outputs || y < top || y >= top + height) return null;
  return column % (outputs / outputParts);
}

function drawFrame(
  context: CanvasRenderingContext2D,
  {left, top, width, height}: MatrixLayout,
  {inputParts, outputParts}: MatrixShape,
  theme: Theme,
) {
  context.lineWidth = 1;
  context.strokeStyle = theme.axis;
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  if (inputParts === 2) horizontalLine(context, top + height / 2, left, left + width);
  if (outputParts === 2) verticalLine(context, left + width / 2, top, top + height);
}

/** Above, what a column is; to the left, what a row is. */
function drawNames(
  context: CanvasRenderingContext2D,
  {left, top, width, height}: MatrixLayout,
  shape: MatrixShape,
  theme: Theme,
) {
  const {inputs, outputs, inputParts, outputParts} = shape;
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  const names = (parts: number, what: string, n: number) =>
    parts === 1 ? [formatCounted(n, what)] : [`Re, ${formatCounted(n / 2, what)}`, 'Im'];
  const distance = 0.85 * theme.labelSize;
  const above = names(outputParts, 'output', outputs);
  above.forEach((name, part) => {
    context.fillText(name, left + ((part + 0.5) * width) / above.length, top - distance);
  });
  context.save();
  context.rotate(-Math.PI / 2);
  const beside = names(inputParts, 'input', inputs);
  beside.forEach((name, part) => {
    context.fillText(name, -(top + ((part + 0.5) * height) / beside.length), left - distance);
  });
  context.restore();
}

function drawSelected(
  context: CanvasRenderingContext2D,
  {left, top, width, height}: MatrixLayout,
  shape: MatrixShape,
  selected: number,
  theme: Theme,
) {
  const cell = width / shape.outputs;
  for (let part = 0; part < shape.outputParts; part++) {
    const middle = left + (selected + (part * shape.outputs) / 2 + 0.5) * cell;
    const reach = Math.max(cell, 3) / 2 + 1;
    context.lineWidth = 1;
    for (const [stroke, distance] of [
      [theme.surface, reach + 1],
      [part === 0 ? theme.real : theme.imaginary, reach],
    ] as const) {
      context.strokeStyle = stroke;
      context.strokeRect(middle - distance, top - 0.5, 2 * distance, height + 1);
    }
  }
}
