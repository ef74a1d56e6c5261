import {
  describeSignal,
  drawSignal,
  fillSamples,
  sampleAt,
  signalLimit,
} from '../../views/signal.js';
import {pointOn} from '../stages.js';

/** @typedef {import('../scene.js').Scene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */
/** @typedef {import('../../views/signal.js').Sample} Sample */

/**
 * The signal that the network is tried on. While `drawable()`, the pointer draws its real part.
 * @param {{scene: Scene, stages: Stages, canvas: HTMLCanvasElement, signal: AbortSignal,
 *   drawable: () => boolean, onDrawn: () => void}} parts
 */
export function addSignal({scene, stages, canvas, signal, drawable, onDrawn}) {
  /** @type {import('../../views/plot.js').Plot | null} */
  let plot = null;
  /** @type {Sample | null} the pen, while it is down */
  let pen = null;
  let limit = 1;

  stages.add(canvas, ({context, width, height}) => {
    const {signal: samples, theme} = scene;
    canvas.classList.toggle('drawable', drawable());
    if (!samples) return;
    limit = drawable() ? 1 : signalLimit(samples);
    const hint = drawable() ? 'draw here' : '';
    plot = drawSignal(context, samples, {width, height, theme, limit, hint});
  });

  /** @param {PointerEvent} event */
  function drawTo(event) {
    const samples = scene.signal;
    if (!samples || !plot) return;
    const {x, y} = pointOn(event);
    const next = sampleAt(x, y, plot);
    fillSamples(samples.subarray(0, scene.n), pen ?? next, next);
    pen = next;
    onDrawn();
  }

  canvas.addEventListener(
    'pointerdown',
    event => {
      if (!drawable()) return;
      canvas.setPointerCapture(event.pointerId);
      drawTo(event);
    },
    {signal},
  );
  canvas.addEventListener('pointermove', event => pen && drawTo(event), {signal});
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    canvas.addEventListener(type, () => (pen = null), {signal});
  }

  return {
    describe() {
      if (scene.signal) canvas.setAttribute('aria-label', describeSignal(scene.signal));
    },
  };
}
