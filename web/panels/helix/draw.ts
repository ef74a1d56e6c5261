/**
 * One bin's weights as a curve in space: (sample, Re, Im). Learned, it is a helix, and from its end
 * a circle.
 */
import {binErrors, trueImaginary, trueReal, turns} from '../rows/bin-weights.ts';
import {fillPoints, strokeLayers, strokePlaced} from '../../kit/depth.ts';
import {formatScientific} from '../../words/format.ts';
import {drawBox, drawBoxLabels} from './box.ts';
import {bandLimited} from '../../kit/band-limited.ts';
import {BOX, LENGTH, projectHelix} from '../../kit/projection.ts';
import type {BinWeights} from '../rows/bin-weights.ts';
import type {View} from '../../kit/projection.ts';
import type {Theme} from '../../kit/theme.ts';

/** What leaves the box is drawn at its wall. */
const REACH = BOX;

/** Of the curve, about. */
const mostPoints = 1024;

/**
 * @param options `cursor`: a sample; `isPlain`: without a word, without the truth behind, straight
 * from sample to sample
 * @returns for `helixAt`
 */
export function drawHelix(
  context: CanvasRenderingContext2D,
  data: BinWeights,
  options: {
    width: number;
    height: number;
    theme: Theme;
    yaw: number;
    pitch: number;
    cursor?: number | null;
    isPlain?: boolean;
  },
): View {
  const {width, height, theme, yaw, pitch, cursor = null, isPlain = false} = options;
  const view = {yaw, pitch, width, height, padding: 1.6 * theme.labelSize};
  const {bin, real, imaginary} = data;
  const n = real.length;
  // Straight from sample to sample, what turns fast would be a tangle.
  const between = isPlain ? 1 : Math.max(1, Math.min(8, Math.floor(mostPoints / n)));
  const points = helixPoints(bandLimited(real, between), bandLimited(imaginary, between));
  context.clearRect(0, 0, width, height);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const samplesPerTurn = n / Math.max(1, Math.abs(turns(bin, n)));
  drawBox(context, points, view, theme, samplesPerTurn < 6 ? 'faint' : 'clear');
  if (!isPlain) drawTruth(context, bin, n, view, theme);
  const placed = projectHelix(points, view);
  const sparse = samplesPerTurn < 8 || n <= 32;
  strokeLayers(
    context,
    placed,
    theme.network,
    samplesPerTurn < 3 ? 0.2 : samplesPerTurn < 6 ? 0.35 : 1,
  );
  const samples = projectHelix(helixPoints(real, imaginary), view);
  if (sparse) fillPoints(context, samples, theme.network, n);
  if (cursor !== null) drawCursor(context, samples, view, theme, cursor);
  if (!isPlain) drawBoxLabels(context, view, theme);
  return view;
}

/** The sample whose point lies nearest to (x, y), within reach of a finger. */
export function helixAt(x: number, y: number, {real, imaginary}: BinWeights, view: View) {
  const placed = projectHelix(helixPoints(real, imaginary), view);
  let best = null;
  let bestDistance = 22 * 22;
  for (let i = 0; i < placed.length; i += 3) {
    const distance = (placed[i] - x) ** 2 + (placed[i + 1] - y) ** 2;
    if (distance < bestDistance) {
      bestDistance = distance;
      best = i / 3;
    }
  }
  return best === null ? null : {sample: best, real: real[best], imaginary: imaginary[best]};
}

export function describeHelix(data: BinWeights) {
  const errors = binErrors(data);
  const count = Math.abs(turns(data.bin, data.real.length));
  const shape =
    count === 0 ? 'a straight line' : `a helix of ${count} turn${count === 1 ? '' : 's'}`;
  return (
    `Weights of output bin ${data.bin} as a curve in space: sample, real part, imaginary part. ` +
    `The true one is ${shape}; the learned one is off by at most ` +
    `${formatScientific(Math.max(errors.real, errors.imaginary))}.`
  );
}

/** Points in space: sample m along x, Im up, Re towards the viewer. */
export function helixPoints(real: Float32Array, imaginary: Float32Array) {
  const n = real.length;
  const points = new Float32Array(3 * n);
  for (let sample = 0; sample < n; sample++) {
    points[3 * sample] = LENGTH * ((2 * sample) / (n - 1) - 1);
    points[3 * sample + 1] = within(imaginary[sample]);
    points[3 * sample + 2] = within(real[sample]);
  }
  return points;
}

function within(value: number) {
  return Math.max(-REACH, Math.min(REACH, value || 0));
}

function drawTruth(
  context: CanvasRenderingContext2D,
  bin: number,
  n: number,
  view: View,
  theme: Theme,
) {
  const count = Math.abs(turns(bin, n));
  // Smooth between the samples while the turns can be told apart.
  const steps = count <= 24 ? Math.max(n, 48 * count) : n;
  const real = new Float32Array(steps);
  const imaginary = new Float32Array(steps);
  for (let step = 0; step < steps; step++) {
    const sample = (step * (n - 1)) / (steps - 1);
    real[step] = trueReal(bin, n, sample);
    imaginary[step] = trueImaginary(bin, n, sample);
  }
  const placed = projectHelix(helixPoints(real, imaginary), view);
  context.globalAlpha = count <= 24 ? 1 : 0.3;
  context.strokeStyle = theme.truth;
  context.lineWidth = 1;
  strokePlaced(context, placed);
  context.globalAlpha = 1;
}

/** The point and its spoke to the axis. */
function drawCursor(
  context: CanvasRenderingContext2D,
  placed: Float32Array,
  view: View,
  theme: Theme,
  cursor: number,
) {
  const n = placed.length / 3;
  const foot = new Float32Array([LENGTH * ((2 * cursor) / (n - 1) - 1), 0, 0]);
  const [footX, footY] = projectHelix(foot, view);
  const [x, y] = placed.subarray(3 * cursor);
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(footX, footY);
  context.lineTo(x, y);
  context.stroke();
  context.fillStyle = theme.ink;
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fill();
}
