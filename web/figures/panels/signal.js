import {formatSigned} from '../../views/format.js';
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

/** How far an arrow key moves a sample that it draws; the pad reaches from −1 to 1. */
const raisedByKey = 0.1;

const howToDraw =
  'Draw with the pointer or the arrow keys: left and right choose a sample, up and down move it, ' +
  'with Shift left and right draw on.';

/**
 * The signal that the network is tried on: point or use the arrow keys to read a sample. While
 * `drawable()`, pointer and arrow keys draw its real part.
 * @param {{scene: Scene, stages: Stages, canvas: HTMLCanvasElement, readout: HTMLElement,
 *   signal: AbortSignal, drawable: () => boolean, onDrawn: () => void}} parts
 */
export function addSignal({scene, stages, canvas, readout, signal, drawable, onDrawn}) {
  /** @type {import('../../views/plot.js').Plot | null} */
  let plot = null;
  /** @type {Sample | null} the pen, while it is down */
  let pen = null;
  /** @type {number | null} a sample */
  let cursor = null;
  let limit = 1;

  stages.add(canvas, ({context, width, height}) => {
    const {signal: samples, theme} = scene;
    canvas.classList.toggle('drawable', drawable());
    if (!samples) return;
    limit = drawable() ? 1 : signalLimit(samples);
    const hint = drawable() ? 'draw here' : '';
    plot = drawSignal(context, samples, {width, height, theme, limit, cursor, hint});
    readout.textContent = cursor === null ? (drawable() ? howToDraw : '\u00a0') : readingOf(cursor);
  });

  /** @param {number} sample */
  function readingOf(sample) {
    const {signal: samples, n} = scene;
    if (!samples) return '';
    const [real, imaginary] = [sample, n + sample].map(at => formatSigned(samples[at]));
    return drawable()
      ? `sample ${sample}: ${real}`
      : `sample ${sample}: Re ${real}, Im ${imaginary}`;
  }

  /** @param {number | null} sample */
  function moveTo(sample) {
    cursor = sample === null ? null : Math.max(0, Math.min(scene.n - 1, sample));
    stages.invalidate(canvas);
  }

  /** @param {Sample} next where the line from the pen goes; without a pen, a point */
  function drawTo(next) {
    const samples = scene.signal;
    if (!samples) return;
    fillSamples(samples.subarray(0, scene.n), pen ?? next, next);
    onDrawn();
  }

  /** @param {PointerEvent} event */
  function drawUnder(event) {
    if (!plot) return;
    const {x, y} = pointOn(event);
    const next = sampleAt(x, y, plot);
    drawTo(next);
    pen = next;
  }

  canvas.addEventListener(
    'pointerdown',
    event => {
      if (!drawable()) return;
      canvas.setPointerCapture(event.pointerId);
      drawUnder(event);
    },
    {signal},
  );
  canvas.addEventListener(
    'pointermove',
    event => {
      if (pen) drawUnder(event);
      const {x, y} = pointOn(event);
      moveTo(plot && sampleAt(x, y, plot).index);
    },
    {signal},
  );
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    canvas.addEventListener(type, () => (pen = null), {signal});
  }

  /**
   * Draws with the keyboard from the cursor.
   * @param {number} across samples
   * @param {number} up
   */
  function drawBy(across, up) {
    const from = cursor ?? 0;
    const value = scene.signal?.[from] ?? 0;
    const index = Math.max(0, Math.min(scene.n - 1, from + across));
    pen = {index: from, value};
    drawTo({index, value: Math.max(-1, Math.min(1, value + up))});
    pen = null;
    moveTo(index);
  }

  canvas.addEventListener(
    'keydown',
    event => {
      const across = {ArrowLeft: -1, ArrowRight: 1}[event.key] ?? 0;
      const up = {ArrowDown: -1, ArrowUp: 1}[event.key] ?? 0;
      if ((!across && !up) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (up && !drawable()) return;
      if (up) drawBy(0, up * raisedByKey);
      else if (event.shiftKey && drawable()) drawBy(across, 0);
      else moveTo((cursor ?? -1) + across * (event.shiftKey ? 10 : 1));
      event.preventDefault();
      event.stopPropagation();
    },
    {signal},
  );

  return {
    describe() {
      if (scene.signal) canvas.setAttribute('aria-label', describeSignal(scene.signal));
    },
  };
}
