/**
 * Fits a canvas' backing store to its CSS size, and says where lines come out sharp.
 */

/**
 * @typedef {object} SizedCanvas
 * @property {number} width in CSS pixels
 * @property {number} height in CSS pixels
 * @property {number} pixelRatio device pixels in a CSS pixel, after the cap
 * @property {CanvasRenderingContext2D} context scaled so that one unit is one CSS pixel
 * @property {boolean} changed whether the backing store was made anew (and so was cleared)
 */

/**
 * Resizes the backing store only when it must: setting `width` clears a canvas and costs memory
 * traffic. Give `width` and `height` from a ResizeObserver's contentRect so that nothing here
 * forces a layout.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{maxPixelRatio?: number, width?: number, height?: number}} [options]
 * @returns {SizedCanvas}
 */
export function sizeCanvas(canvas, options = {}) {
  const {maxPixelRatio = 2, width = canvas.clientWidth, height = canvas.clientHeight} = options;
  const pixelRatio = Math.max(1, Math.min(globalThis.devicePixelRatio || 1, maxPixelRatio));
  const backingWidth = Math.max(1, Math.round(width * pixelRatio));
  const backingHeight = Math.max(1, Math.round(height * pixelRatio));
  const changed = canvas.width !== backingWidth || canvas.height !== backingHeight;
  if (changed) {
    canvas.width = backingWidth;
    canvas.height = backingHeight;
  }
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  return {width, height, pixelRatio, context, changed};
}

/**
 * The nearest position at which a line of `lineWidth` CSS pixels covers whole pixels.
 *
 * @param {number} position
 * @param {number} [lineWidth]
 */
export function crisp(position, lineWidth = 1) {
  return lineWidth % 2 === 1 ? Math.floor(position) + 0.5 : Math.round(position);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} y
 * @param {number} fromX
 * @param {number} toX
 */
export function horizontalLine(context, y, fromX, toX) {
  context.beginPath();
  context.moveTo(fromX, crisp(y));
  context.lineTo(toX, crisp(y));
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} fromY
 * @param {number} toY
 */
export function verticalLine(context, x, fromY, toY) {
  context.beginPath();
  context.moveTo(crisp(x), fromY);
  context.lineTo(crisp(x), toY);
  context.stroke();
}

/** Segments in one path: where lines cross, a rasteriser's work grows faster than the path. */
const CHUNK = 10;

/**
 * Strokes a line through `count` points, in pieces. Dashes would start anew with each piece, so a
 * dashed line stays whole.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} count
 * @param {(index: number) => number} x
 * @param {(index: number) => number} y what is not finite leaves a gap
 */
export function strokeLine(context, count, x, y) {
  const whole = context.getLineDash().length > 0;
  let segments = 0;
  let drawing = false;
  context.beginPath();
  for (let index = 0; index < count; index++) {
    const [atX, atY] = [x(index), y(index)];
    if (!Number.isFinite(atY)) {
      drawing = false;
      continue;
    }
    if (drawing) context.lineTo(atX, atY);
    else context.moveTo(atX, atY);
    drawing = true;
    if (whole || ++segments < CHUNK) continue;
    context.stroke();
    context.beginPath();
    context.moveTo(atX, atY);
    segments = 0;
  }
  context.stroke();
}
