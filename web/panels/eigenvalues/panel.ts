import {describeEigenvalue, describeEigenvalues, drawEigenvalues, eigenvalueAt} from './draw.ts';
import {formatScientific, formatSigned} from '../../words/format.ts';
import {addRowCursor} from '../../kit/cursor.ts';
import type {Stages} from '../../kit/stages.ts';
import type {EigenvalueLayout, Points} from './draw.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  eigenvalues: Points | null | undefined;
  past: Points[];
  learned: Float32Array | null;
  ring: number | null;
  /** why there are none */
  problem: string;
  theme: Theme;
}

/** The eigenvalues of the recurrent network's A; point or use the arrow keys to read one. */
export function addEigenvalues({
  scene,
  stages,
  canvas,
  readout,
  signal,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
}) {
  let layout: EigenvalueLayout | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const {eigenvalues: now, past, ring, theme} = scene;
    if (!now) {
      context.clearRect(0, 0, width, height);
      readout.textContent = whyNone();
      return;
    }
    layout = drawEigenvalues(context, {now, past, ring}, {width, height, theme, cursor: cursor.at});
    cursor.tell();
  });

  function whyNone() {
    if (scene.eigenvalues === null) return `There are none: ${scene.problem}`;
    return scene.learned ? 'They are being worked out …' : '\u00a0';
  }

  function readingOf(index: number) {
    const {real = [], imaginary = []} = scene.eigenvalues ?? {};
    return index < real.length ? describeEigenvalue(real[index], imaginary[index]) : '\u00a0';
  }

  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count: () => scene.eigenvalues?.real.length ?? 1,
    under(x, y) {
      const {eigenvalues} = scene;
      return layout && eigenvalues ? eigenvalueAt(x, y, eigenvalues, layout) : null;
    },
    reading: readingOf,
  });

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
