import {
  describeEigenvalue,
  describeEigenvalues,
  drawEigenvalues,
  eigenvalueAt,
} from '../../views/eigenvalue-plot.js';
import {formatScientific, formatSigned} from '../../views/format.js';
import {pointOn} from '../stages.js';
import {onArrowKeys} from '../keys.js';

/** @typedef {import('../recurrent-scene.js').RecurrentScene} RecurrentScene */
/** @typedef {import('../stages.js').Stages} Stages */

/**
 * The eigenvalues of the recurrent network's A; point or use the arrow keys to read one.
 * @param {{scene: RecurrentScene, stages: Stages, canvas: HTMLCanvasElement, readout: HTMLElement,
 *   signal: AbortSignal}} parts
 */
export function addEigenvalues({scene, stages, canvas, readout, signal}) {
  /** @type {number | null} */
  let cursor = null;
  /** @type {import('../../views/eigenvalue-plot.js').EigenvalueLayout | null} */
  let layout = null;

  stages.add(canvas, ({context, width, height}) => {
    const {eigenvalues: now, past, ring, theme} = scene;
    if (!now) {
      context.clearRect(0, 0, width, height);
      readout.textContent = whyNone();
      return;
    }
    layout = drawEigenvalues(context, {now, past, ring}, {width, height, theme, cursor});
    readout.textContent = cursor === null ? '\u00a0' : readingOf(cursor);
  });

  function whyNone() {
    if (scene.eigenvalues === null) return `There are none: ${scene.problem}`;
    return scene.learned ? 'They are being worked out …' : '\u00a0';
  }

  /** @param {number} index */
  function readingOf(index) {
    const {real = [], imaginary = []} = scene.eigenvalues ?? {};
    return index < real.length ? describeEigenvalue(real[index], imaginary[index]) : '\u00a0';
  }

  /** @param {number | null} index */
  function moveTo(index) {
    const count = scene.eigenvalues?.real.length ?? 1;
    cursor = index === null ? null : Math.max(0, Math.min(count - 1, index));
    stages.invalidate(canvas);
  }

  canvas.addEventListener(
    'pointermove',
    event => {
      const {x, y} = pointOn(event);
      const {eigenvalues} = scene;
      moveTo(layout && eigenvalues ? eigenvalueAt(x, y, eigenvalues, layout) : null);
    },
    {signal},
  );
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onArrowKeys(canvas, signal, by => moveTo((cursor ?? -1) + by));

  return {
    describe() {
      const {eigenvalues} = scene;
      if (eigenvalues) canvas.setAttribute('aria-label', describeEigenvalues(eigenvalues));
    },
    table() {
      const {real = [], imaginary = []} = scene.eigenvalues ?? {};
      const rows = Array.from(real, (part, i) => [
        String(i + 1),
        formatSigned(part, 5),
        formatSigned(imaginary[i], 5),
        formatScientific(Math.hypot(part, imaginary[i])),
      ]);
      return {heads: ['λ', 'Re', 'Im', 'from 0'], rows};
    },
  };
}
