import {formatSigned} from '../../words/format.ts';
import {trueImaginary, trueReal} from './bin-weights.ts';
import {describeRows, drawRows, rowsAt} from './draw.ts';
import {addRowCursor} from '../../kit/cursor.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';
import type {BinWeights} from './bin-weights.ts';

/** What it needs of what is shown. */
export interface Needs {
  binWeights: BinWeights | null;
  n: number;
  bin: number;
  theme: Theme;
}

/** The selected bin's weights over the samples; point or use the arrow keys to read one. */
export function addRows({
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
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const {binWeights, theme} = scene;
    if (!binWeights) return;
    plot = drawRows(context, binWeights, {width, height, theme, cursor: cursor.at});
    cursor.tell();
  });

  function readingOf(sample: number) {
    const {binWeights, n, bin} = scene;
    if (!binWeights) return '';
    return (
      `sample ${sample}: Re ${formatSigned(binWeights.real[sample])} ` +
      `(true ${formatSigned(trueReal(bin, n, sample))}), ` +
      `Im ${formatSigned(binWeights.imaginary[sample])} ` +
      `(true ${formatSigned(trueImaginary(bin, n, sample))})`
    );
  }

  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count: () => scene.n,
    under(x, y) {
      const {binWeights} = scene;
      return (plot && binWeights && rowsAt(x, y, binWeights, plot)?.sample) ?? null;
    },
    reading: readingOf,
  });

  return {
    describe() {
      const {binWeights} = scene;
      if (binWeights) canvas.setAttribute('aria-label', describeRows(binWeights));
    },
    table: () => ({
      heads: ['sample', 'Re', 'true Re', 'Im', 'true Im'],
      rows: Array.from({length: scene.n}, (_, sample) => [
        String(sample),
        formatSigned(scene.binWeights?.real[sample] ?? NaN),
        formatSigned(trueReal(scene.bin, scene.n, sample)),
        formatSigned(scene.binWeights?.imaginary[sample] ?? NaN),
        formatSigned(trueImaginary(scene.bin, scene.n, sample)),
      ]),
    }),
  };
}
