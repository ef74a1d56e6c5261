/**
 * Fits a canvas' backing store to its CSS size, and says where lines come out sharp.
 */

export interface SizedCanvas {
  /** in CSS pixels */
  width: number;
  /** in CSS pixels */
  height: number;
  /** device pixels in a CSS pixel, after the cap */
  pixelRatio: number;
  /** scaled so that one unit is one CSS pixel */
  context: CanvasRenderingContext2D;
  /** whether the backing store was made anew (and so was cleared) */
  changed: boolean;
}

/**
 * Resizes the backing store only when it must: setting `width` clears a canvas and costs memory
 * traffic. Give `width` and `height` from a ResizeObserver's contentRect so that nothing here
 * forces a layout.
 */
export function sizeCanvas(
  canvas: HTMLCanvasElement,
  options: {maxPixelRatio?: number; width?: number; height?: number} = {},
): SizedCanvas {
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

/** The nearest position at which a line of `lineWidth` CSS pixels covers whole pixels. */
export function crisp(position: number, lineWidth = 1) {
  return lineWidth % 2 === 1 ? Math.floor(position) + 0.5 : Math.round(position);
}

export function horizontalLine(
  context: CanvasRenderingContext2D,
  y: number,
  fromX: number,
  toX: number,
) {
  context.beginPath();
  context.moveTo(fromX, crisp(y));
  context.lineTo(toX, crisp(y));
  context.stroke();
}

export function verticalLine(
  context: CanvasRenderingContext2D,
  x: number,
  fromY: number,
  toY: number,
) {
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
 * @param y what is not finite leaves a gap
 */
export function strokeLine(
  context: CanvasRenderingContext2D,
  count: number,
  x: (index: number) => number,
  y: (index: number) => number,
) {
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
