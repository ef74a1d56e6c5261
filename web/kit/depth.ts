/**
 * Lines and points in space, thinner and paler with distance.
 */

import {strokeLine} from './canvas.ts';

/** Drawn in this many layers from far to near, each thicker and stronger than the one before. */
const LAYERS = 8;

/**
 * One even line through all points.
 * @param placed from `projectHelix`
 */
export function strokePlaced(context: CanvasRenderingContext2D, placed: Float32Array) {
  const x = (index: number) => placed[3 * index];
  const y = (index: number) => placed[3 * index + 1];
  strokeLine(context, placed.length / 3, x, y);
}

/** @param placed from `projectHelix` */
export function strokeLayers(
  context: CanvasRenderingContext2D,
  placed: Float32Array,
  colour: string,
  strength: number,
) {
  const [far, span] = depthRange(placed);
  context.strokeStyle = colour;
  for (let layer = 0; layer < LAYERS; layer++) {
    const nearness = (layer + 0.5) / LAYERS;
    context.globalAlpha = strength * (0.4 + 0.6 * nearness);
    context.lineWidth = 1.25 + 1.75 * nearness;
    context.beginPath();
    let drawing = false;
    for (let i = 3; i < placed.length; i += 3) {
      const depth = ((placed[i - 1] + placed[i + 2]) / 2 - far) / span;
      const inLayer = layerOf(depth) === layer;
      if (inLayer && !drawing) context.moveTo(placed[i - 3], placed[i - 2]);
      if (inLayer) context.lineTo(placed[i], placed[i + 1]);
      drawing = inLayer;
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

export function fillPoints(
  context: CanvasRenderingContext2D,
  placed: Float32Array,
  colour: string,
  n: number,
) {
  const [far, span] = depthRange(placed);
  const size = n <= 32 ? 3 : n <= 128 ? 2.2 : 1.4;
  context.fillStyle = colour;
  for (let layer = 0; layer < LAYERS; layer++) {
    const nearness = (layer + 0.5) / LAYERS;
    const radius = size * (0.7 + 0.5 * nearness);
    context.globalAlpha = 0.4 + 0.6 * nearness;
    context.beginPath();
    for (let i = 0; i < placed.length; i += 3) {
      if (layerOf((placed[i + 2] - far) / span) !== layer) continue;
      context.moveTo(placed[i] + radius, placed[i + 1]);
      context.arc(placed[i], placed[i + 1], radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
  context.globalAlpha = 1;
}

/** @param nearness 0..1 */
function layerOf(nearness: number) {
  return Math.min(LAYERS - 1, Math.floor(nearness * LAYERS));
}

/**
 * Nearest and farthest of what is drawn, so that the depth cue uses its whole range at every angle.
 */
function depthRange(placed: Float32Array): [far: number, span: number] {
  let [far, near] = [Infinity, -Infinity];
  for (let i = 2; i < placed.length; i += 3) {
    far = Math.min(far, placed[i]);
    near = Math.max(near, placed[i]);
  }
  return [far, Math.max(1e-6, near - far)];
}
