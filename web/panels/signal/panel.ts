import {formatSigned} from '../../words/format.ts';
import {describeSignal, drawSignal, fillSamples, sampleAt, signalLimit} from './draw.ts';
import {addCursor} from '../../kit/cursor.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
import {pointOn} from '../../kit/stages.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Sample} from './draw.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  signal: Float32Array | null;
  n: number;
  theme: Theme;
}

/** How far an arrow key moves a sample that it draws, of the way to the pad's edge. */
const raisedByKey = 0.1;

const moves = {
  ArrowLeft: {across: -1, up: 0},
  ArrowRight: {across: 1, up: 0},
  ArrowUp: {across: 0, up: 1},
  ArrowDown: {across: 0, up: -1},
};

const howToDraw =
  'Draw with the pointer or the arrow keys: left and right choose a sample, up and down move it, ' +
  'with Shift left and right draw on.';

/**
 * A signal of n samples, complex where it holds 2n values: point or use the arrow keys to read one.
 * While `drawable()`, pointer and arrow keys draw its real part.
 * @param parts onDrawn: samples have changed; onStrokeEnd: the pen was lifted, or the key;
 * padLimit: where the pad ends, 1 if left out
 */
export function addSignal({
  scene,
  stages,
  canvas,
  readout,
  signal,
  drawable,
  onDrawn,
  onStrokeEnd = () => {},
  padLimit = () => 1,
  describe = describeSignal,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
  drawable: () => boolean;
  onDrawn: () => void;
  onStrokeEnd?: () => void;
  padLimit?: () => number;
  describe?: (samples: Float32Array) => string;
}) {
  let plot: Plot | null = null;
  /** the pen, while it is down */
  let pen: Sample | null = null;
  /** Whether a key that draws is down. */
  let keyDraws = false;

  stages.add(canvas, ({context, width, height}) => {
    const {signal: samples, theme, n} = scene;
    canvas.classList.toggle('drawable', drawable());
    if (!samples) return;
    const limit = drawable() ? padLimit() : signalLimit(samples);
    const hint = drawable() ? 'draw here' : '';
    plot = drawSignal(context, samples, {width, height, theme, n, limit, cursor: cursor.at, hint});
    cursor.tell();
  });

  function readingOf(sample: number) {
    const {signal: samples, n} = scene;
    if (!samples) return '';
    const real = formatSigned(samples[sample]);
    return drawable()
      ? `sample ${sample}: ${real}`
      : `sample ${sample}: Re ${real}, Im ${formatSigned(samples[n + sample])}`;
  }

  /** @param next where the line from the pen goes; without a pen, a point */
  function drawTo(next: Sample) {
    const samples = scene.signal;
    if (!samples) return;
    fillSamples(samples.subarray(0, scene.n), pen ?? next, next);
    onDrawn();
  }

  function drawUnder(event: PointerEvent) {
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
  canvas.addEventListener('pointermove', event => pen && drawUnder(event), {signal});
  const within = (sample: number) => Math.max(0, Math.min(scene.n - 1, sample));
  const cursor = addCursor({
    stages,
    canvas,
    readout,
    signal,
    under: (x, y) => plot && within(sampleAt(x, y, plot).index),
    reading: readingOf,
    isThere: sample => sample < scene.n,
    otherwise: () => (drawable() ? howToDraw : '\u00a0'),
  });
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    canvas.addEventListener(type, () => liftPen(), {signal});
  }

  function liftPen() {
    if (!pen) return;
    pen = null;
    onStrokeEnd();
  }

  function liftKey() {
    if (!keyDraws) return;
    keyDraws = false;
    onStrokeEnd();
  }

  for (const type of ['keyup', 'blur']) canvas.addEventListener(type, liftKey, {signal});

  /**
   * Draws with the keyboard from the cursor.
   * @param across samples
   */
  function drawBy(across: number, up: number) {
    const from = cursor.at ?? 0;
    const value = scene.signal?.[from] ?? 0;
    const index = within(from + across);
    pen = {index: from, value};
    const limit = padLimit();
    drawTo({index, value: Math.max(-limit, Math.min(limit, value + up * limit))});
    pen = null;
    keyDraws = true;
    cursor.moveTo(index);
  }

  onKeys(canvas, signal, event => {
    const {across, up} = moveOf(event, moves) ?? {across: 0, up: 0};
    if ((!across && !up) || (up && !drawable())) return false;
    if (up) drawBy(0, up * raisedByKey);
    else if (event.shiftKey && drawable()) drawBy(across, 0);
    else cursor.moveTo(within((cursor.at ?? -1) + across * (event.shiftKey ? 10 : 1)));
    return true;
  });

  return {
    isDrawing: () => pen !== null || keyDraws,
    describe() {
      if (scene.signal) canvas.setAttribute('aria-label', describe(scene.signal));
    },
  };
}
