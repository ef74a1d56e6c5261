/**
 * A turntable in front of a camera: from points in space to points on the canvas.
 *
 * Space is the helix's: x along the samples (-LENGTH .. LENGTH), y up (Im), z towards the viewer
 * (Re). Looking along the samples (yaw 90 degrees) shows the complex plane the usual way: Re to the
 * right, Im up.
 */

export interface View {
  /** in radians, about the vertical: 0 is from the side, pi/2 along the samples */
  yaw: number;
  /** in radians: how far the camera looks down */
  pitch: number;
  /** of the canvas, in CSS pixels */
  width: number;
  height: number;
  /** kept free for labels */
  padding: number;
}

/** Half the length of the spiral, whose radius is 1. */
export const LENGTH = 2.7;

/** Half the width of the box around it. */
export const BOX = 1.2;

const CAMERA_DISTANCE = 10;
const RADIUS = Math.hypot(LENGTH, BOX, BOX);

/** A helix from slightly above, its near end to the left. */
export const DEFAULT_ANGLE = {yaw: 0.62, pitch: 0.3};

/**
 * @param points x, y, z in turn
 * @returns x and y on the canvas and nearness (0 far, 1 near) in turn
 */
export function projectHelix(points: Float32Array, view: View): Float32Array {
  const placed = projectRaw(points, view);
  const fit = fitBox(view);
  for (let i = 0; i < placed.length; i += 3) {
    placed[i] = fit.x + fit.scale * placed[i];
    placed[i + 1] = fit.y - fit.scale * placed[i + 1];
    placed[i + 2] = (placed[i + 2] + RADIUS) / (2 * RADIUS);
  }
  return placed;
}

/** Rotates and divides by the distance, in units of space. */
function projectRaw(points: Float32Array, {yaw, pitch}: View) {
  const [cosYaw, sinYaw] = [Math.cos(yaw), Math.sin(yaw)];
  const [cosPitch, sinPitch] = [Math.cos(pitch), Math.sin(pitch)];
  // The camera draws back, to infinity, as it comes to look along the samples, where all turns of the
  // helix then fall on one circle instead of on smaller and smaller ones, and from the side, where
  // they are a sine.
  const [fromEnd, fromSide] = [sinYaw * cosPitch, cosYaw * cosPitch];
  const perspective = ((1 - fromEnd ** 4) * (1 - fromSide ** 8)) / CAMERA_DISTANCE;
  const result = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const [x, y, z] = [points[i], points[i + 1], points[i + 2]];
    const across = x * cosYaw + z * sinYaw;
    const towards = z * cosYaw - x * sinYaw;
    const up = y * cosPitch - towards * sinPitch;
    const near = towards * cosPitch + y * sinPitch;
    const scale = 1 / (1 - perspective * near);
    result[i] = across * scale;
    result[i + 1] = up * scale;
    result[i + 2] = near;
  }
  return result;
}

/** The scale and the shift that fit all that is drawn into the canvas, whatever the angle. */
function fitBox(view: View) {
  const corners = projectRaw(outline(view), view);
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < corners.length; i += 3) {
    left = Math.min(left, corners[i]);
    right = Math.max(right, corners[i]);
    low = Math.min(low, corners[i + 1]);
    high = Math.max(high, corners[i + 1]);
  }
  const scale = Math.max(
    1,
    Math.min(
      (view.width - 2 * view.padding) / (right - left),
      (view.height - 2 * view.padding) / (high - low),
    ),
  );
  return {
    scale,
    x: view.width / 2 - (scale * (left + right)) / 2,
    y: view.height / 2 + (scale * (low + high)) / 2,
  };
}

/** Points around what is drawn: the floor, the wall behind, and a ring at each end. */
function outline(view: View) {
  const {wall, floor} = sides(view);
  const points = [];
  for (const end of [-LENGTH, LENGTH]) {
    points.push(end, floor, -BOX, end, floor, BOX, end, -floor, wall);
    for (let i = 0; i < 12; i++) {
      const angle = (Math.PI * i) / 6;
      points.push(end, BOX * Math.sin(angle), BOX * Math.cos(angle));
    }
  }
  return new Float32Array(points);
}

/** Where the wall behind, the floor and the near end are, seen from this angle. */
export function sides({yaw, pitch}: {yaw: number; pitch: number}) {
  return {
    wall: Math.cos(yaw) >= 0 ? -BOX : BOX,
    floor: pitch >= 0 ? -BOX : BOX,
    nearEnd: Math.sin(yaw) >= 0 ? -LENGTH : LENGTH,
  };
}
