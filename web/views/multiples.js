/**
 * Small multiples: panels of one size in rows, on one canvas.
 */

/** @typedef {{left: number, top: number, width: number, height: number}} Box */

/**
 * Runs `draw` with the panel's corner as origin.
 *
 * @template T
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {() => T} draw
 * @returns {T}
 */
export function within(context, {left, top}, draw) {
  context.save();
  context.translate(left, top);
  const result = draw();
  context.restore();
  return result;
}

/**
 * @param {readonly Box[]} boxes
 * @param {number} x
 * @param {number} y
 * @returns {{index: number, x: number, y: number} | null} the box under a point, and the point in it
 */
export function boxAt(boxes, x, y) {
  const index = boxes.findIndex(
    ({left, top, width, height}) => x >= left && y >= top && x < left + width && y < top + height,
  );
  return index < 0 ? null : {index, x: x - boxes[index].left, y: y - boxes[index].top};
}
