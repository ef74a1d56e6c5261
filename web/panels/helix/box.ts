/**
 * What stands around the helix: axis, guides, labels, and its shadows on the floor (Re) and the
 * back wall (Im).
 */
import {strokePlaced} from '../../kit/depth.ts';
import {BOX, LENGTH, projectHelix, sides} from '../../kit/projection.ts';
import type {View} from '../../kit/projection.ts';
import type {Theme} from '../../kit/theme.ts';

/** No label's middle is nearer to the canvas' upper edge, in CSS pixels. */
const LEAST_Y = 9;

/**
 * @param points of the learned curve, in space
 * @param shadow faint where the curve fills its box
 */
export function drawBox(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  view: View,
  theme: Theme,
  shadow: 'clear' | 'faint',
) {
  const {wall, floor, nearEnd} = sides(view);
  // From the end wall and floor are slivers that say nothing: they fade out on the way there.
  const presence = Math.max(0, Math.min(1, (Math.abs(Math.cos(view.yaw)) - 0.15) / 0.35));
  context.globalAlpha = presence;
  drawOutlines(context, view, theme, wall, floor);
  context.globalAlpha = (shadow === 'clear' ? 0.5 : 0.2) * presence;
  drawShadow(context, points, view, theme.imaginary, shadow === 'clear' ? [4, 3] : [], 2, wall);
  drawShadow(context, points, view, theme.real, [], 1, floor);
  context.globalAlpha = 1;
  drawGuides(context, view, theme, nearEnd);
}

/** Above everything, each in a halo of the surface's colour. */
export function drawBoxLabels(context: CanvasRenderingContext2D, view: View, theme: Theme) {
  const {wall, floor, nearEnd} = sides(view);
  const across = Math.cos(view.yaw);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.strokeStyle = theme.surface;
  context.font = theme.strongFont;
  drawLabel(context, view, theme.real, 'Re', [nearEnd, 0, 1.45]);
  drawLabel(context, view, theme.imaginary, 'Im', [nearEnd, 1.4, 0]);
  if (Math.abs(across) < 0.3) return; // the samples then lie behind one another
  context.font = theme.labelFont;
  const text = across > 0 ? 'sample m →' : '← sample m';
  drawLabel(context, view, theme.muted, text, [0, floor, -wall], 0.9 * theme.labelSize);
}

/** The floor's and the wall's edges. */
function drawOutlines(
  context: CanvasRenderingContext2D,
  view: View,
  theme: Theme,
  wall: number,
  floor: number,
) {
  context.strokeStyle = theme.rule;
  context.lineWidth = 1;
  context.setLineDash([]);
  tracePath(context, view, [
    [-LENGTH, floor, -BOX],
    [LENGTH, floor, -BOX],
    [LENGTH, floor, BOX],
    [-LENGTH, floor, BOX],
    [-LENGTH, floor, -BOX],
  ]);
  tracePath(context, view, [
    [-LENGTH, floor, wall],
    [-LENGTH, -floor, wall],
    [LENGTH, -floor, wall],
    [LENGTH, floor, wall],
  ]);
}

/** The curve with one coordinate held: what a light from the opposite side would throw. */
function drawShadow(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  view: View,
  colour: string,
  dash: number[],
  coordinate: 1 | 2,
  value: number,
) {
  const flat = points.slice();
  for (let i = coordinate; i < flat.length; i += 3) flat[i] = value;
  const placed = projectHelix(flat, view);
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  strokePlaced(context, placed);
  context.setLineDash([]);
}

/** The axis of the samples, and the unit circle at the near end with its Re and Im diameters. */
function drawGuides(context: CanvasRenderingContext2D, view: View, theme: Theme, nearEnd: number) {
  context.strokeStyle = theme.axis;
  context.lineWidth = 1;
  tracePath(context, view, [
    [-LENGTH, 0, 0],
    [LENGTH, 0, 0],
  ]);
  tracePath(context, view, [
    [nearEnd, -1, 0],
    [nearEnd, 1, 0],
  ]);
  tracePath(context, view, [
    [nearEnd, 0, -1],
    [nearEnd, 0, 1],
  ]);
  const circle = Array.from({length: 65}, (_, i) => {
    const angle = (2 * Math.PI * i) / 64;
    return [nearEnd, Math.sin(angle), Math.cos(angle)] as [number, number, number];
  });
  tracePath(context, view, circle);
}

/** @param below in CSS pixels */
function drawLabel(
  context: CanvasRenderingContext2D,
  view: View,
  colour: string,
  text: string,
  point: [number, number, number],
  below = 0,
) {
  const [x, projected] = projectHelix(new Float32Array(point), view);
  // Seen from its end, the circle nearly fills the canvas.
  const y = Math.max(projected + below, LEAST_Y);
  context.fillStyle = colour;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

function tracePath(
  context: CanvasRenderingContext2D,
  view: View,
  points: [number, number, number][],
) {
  const placed = projectHelix(new Float32Array(points.flat()), view);
  strokePlaced(context, placed);
}
