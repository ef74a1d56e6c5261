/**
 * Points at one cell of a picture.
 */
import {horizontalLine, verticalLine} from './canvas.js';

/** @typedef {import('./theme.js').Theme} Theme */

/** The box around the cell is never smaller than this, from its middle. */
const SMALLEST_REACH = 4;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{left: number, top: number, right: number, bottom: number}} frame of the picture
 * @param {{x: number, y: number}} centre of the cell
 * @param {{width: number, height: number}} cell
 * @param {Theme} theme
 */
export function drawCrosshair(context, {left, top, right, bottom}, {x, y}, cell, theme) {
  const across = Math.max(cell.width / 2 + 1, SMALLEST_REACH);
  const down = Math.max(cell.height / 2 + 1, SMALLEST_REACH);
  // A line in the surface's colour below one in ink can be seen on every colour of the map.
  for (const [colour, width] of /** @type {const} */ ([
    [theme.surface, 3],
    [theme.ink, 1],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    horizontalLine(context, y, left, Math.max(left, x - across));
    horizontalLine(context, y, Math.min(right, x + across), right);
    verticalLine(context, x, top, Math.max(top, y - down));
    verticalLine(context, x, Math.min(bottom, y + down), bottom);
    context.strokeRect(x - across, y - down, 2 * across, 2 * down);
  }
}
