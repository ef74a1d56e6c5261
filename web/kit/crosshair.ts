/**
 * Points at one cell of a picture.
 */
import {horizontalLine, verticalLine} from './canvas.ts';
import type {Theme} from './theme.ts';

/** The box around the cell is never smaller than this, from its middle. */
const SMALLEST_REACH = 4;

/**
 * @param frame of the picture
 * @param centre of the cell
 */
export function drawCrosshair(
  context: CanvasRenderingContext2D,
  {left, top, right, bottom}: {left: number; top: number; right: number; bottom: number},
  {x, y}: {x: number; y: number},
  cell: {width: number; height: number},
  theme: Theme,
) {
  const across = Math.max(cell.width / 2 + 1, SMALLEST_REACH);
  const down = Math.max(cell.height / 2 + 1, SMALLEST_REACH);
  // A line in the surface's colour below one in ink can be seen on every colour of the map.
  for (const [colour, width] of [
    [theme.surface, 3],
    [theme.ink, 1],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    horizontalLine(context, y, left, Math.max(left, x - across));
    horizontalLine(context, y, Math.min(right, x + across), right);
    verticalLine(context, x, top, Math.max(top, y - down));
    verticalLine(context, x, Math.min(bottom, y + down), bottom);
    context.strokeRect(x - across, y - down, 2 * across, 2 * down);
  }
}
