/**
 * A weight matrix of any shape: a row for each input, a column for each output, colour for the
 * weight. Where outputs are complex, the real parts' columns come before the imaginary parts'.
 */
import {horizontalLine, verticalLine} from './canvas.js';
import {formatCounted} from './format.js';

/** @typedef {import('./matrix-image.js').MatrixImage} MatrixImage */
/** @typedef {import('./theme.js').Theme} Theme */

/**
 * @typedef {object} MatrixShape
 * @property {number} inputs
 * @property {number} outputs
 * @property {number} inputParts 2 where inputs are complex, else 1
 * @property {number} outputParts likewise
 */

/**
 * @typedef {object} MatrixLayout
 * @property {number} left of the matrix, in CSS pixels
 * @property {number} top
 * @property {number} width
 * @property {number} height
 */

/** What a matrix of few rows or columns is stretched to, at least, of the room for it. */
const thinnest = 1 / 12;

/**
 * Cells are square, unless that would leave a line.
 * @param {{width: number, height: number, shape: MatrixShape, theme: Theme}} options
 * @returns {MatrixLayout}
 */
export function matrixLayout({width, height, shape, theme}) {
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
 * @param {CanvasRenderingContext2D} context
 * @param {{image: MatrixImage, shape: MatrixShape, selected: number}} data selected: an output
 * @param {{width: number, height: number, theme: Theme}} options
 * @returns {MatrixLayout} for `outputAt`
 */
export function drawMatrix(context, {image, shape, selected}, {width, height, theme}) {
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

/**
 * The output under a point of the canvas; null beside the matrix.
 *
 * @param {number} x
 * @param {number} y
 * @param {MatrixShape} shape
 * @param {MatrixLayout} layout
 */
export function outputAt(x, y, {outputs, outputParts}, {left, top, width, height}) {
  const column = Math.floor(((x - left) / width) * outputs);
  if (column < 0 || column >= outputs || y < top || y >= top + height) return null;
  return column % (outputs / outputParts);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {MatrixLayout} layout
 * @param {MatrixShape} shape
 * @param {Theme} theme
 */
function drawFrame(context, {left, top, width, height}, {inputParts, outputParts}, theme) {
  context.lineWidth = 1;
  context.strokeStyle = theme.axis;
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  if (inputParts === 2) horizontalLine(context, top + height / 2, left, left + width);
  if (outputParts === 2) verticalLine(context, left + width / 2, top, top + height);
}

/**
 * Above, what a column is; to the left, what a row is.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {MatrixLayout} layout
 * @param {MatrixShape} shape
 * @param {Theme} theme
 */
function drawNames(context, {left, top, width, height}, shape, theme) {
  const {inputs, outputs, inputParts, outputParts} = shape;
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  const names = (
    /** @type {number} */ parts,
    /** @type {string} */ what,
    /** @type {number} */ n,
  ) => (parts === 1 ? [formatCounted(n, what)] : [`Re, ${formatCounted(n / 2, what)}`, 'Im']);
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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {MatrixLayout} layout
 * @param {MatrixShape} shape
 * @param {number} selected
 * @param {Theme} theme
 */
function drawSelected(context, {left, top, width, height}, shape, selected, theme) {
  const cell = width / shape.outputs;
  for (let part = 0; part < shape.outputParts; part++) {
    const middle = left + (selected + (part * shape.outputs) / 2 + 0.5) * cell;
    const reach = Math.max(cell, 3) / 2 + 1;
    context.lineWidth = 1;
    for (const [stroke, distance] of /** @type {const} */ ([
      [theme.surface, reach + 1],
      [part === 0 ? theme.real : theme.imaginary, reach],
    ])) {
      context.strokeStyle = stroke;
      context.strokeRect(middle - distance, top - 0.5, 2 * distance, height + 1);
    }
  }
}
