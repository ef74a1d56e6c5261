/**
 * Small multiples: panels of one size in rows, on one canvas.
 */

export type Box = {left: number; top: number; width: number; height: number};

/** Runs `draw` with the panel's corner as origin. */
export function within<T>(context: CanvasRenderingContext2D, {left, top}: Box, draw: () => T): T {
  context.save();
  context.translate(left, top);
  const result = draw();
  context.restore();
  return result;
}

/** @returns the box under a point, and the point in it */
export function boxAt(
  boxes: readonly Box[],
  x: number,
  y: number,
): {index: number; x: number; y: number} | null {
  const index = boxes.findIndex(
    ({left, top, width, height}) => x >= left && y >= top && x < left + width && y < top + height,
  );
  return index < 0 ? null : {index, x: x - boxes[index].left, y: y - boxes[index].top};
}
