import {formatScientific} from '../../words/format.ts';
import {magnitudes} from '../../kit/magnitude.ts';
import {binAt, describeSpectrum, drawSpectrum} from './draw.ts';
import {pointOn} from '../../kit/stages.ts';
import {onArrowKeys} from '../../kit/keys.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  learned: Float32Array | null;
  reference: Float32Array | null;
  n: number;
  bin: number;
  theme: Theme;
}

/** What the network makes of the signal, over what the transform makes of it. */
export function addSpectrum({
  scene,
  stages,
  canvas,
  readout,
  scale,
  signal,
  selectBin,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  scale: HTMLSelectElement;
  signal: AbortSignal;
  selectBin: (bin: number) => void;
}) {
  let cursor: number | null = null;
  let plot: Plot | null = null;

  const data = () => {
    const {learned, reference} = scene;
    return learned && reference && {learned, reference};
  };

  stages.add(canvas, ({context, width, height}) => {
    const spectra = data();
    if (!spectra) return;
    plot = drawSpectrum(context, spectra, {
      width,
      height,
      theme: scene.theme,
      scale: scale.value === 'dB' ? 'dB' : 'linear',
      bin: scene.bin,
      cursor,
    });
    readout.textContent = cursor === null ? '\u00a0' : readingOf(cursor);
  });

  function readingOf(bin: number) {
    const spectra = data();
    if (!spectra) return '';
    const learned = magnitudes(spectra.learned)[bin];
    const reference = magnitudes(spectra.reference)[bin];
    return `bin ${bin}: network ${formatScientific(learned)}, FFT ${formatScientific(reference)}`;
  }

  function moveTo(bin: number | null) {
    cursor = bin === null ? null : Math.max(0, Math.min(scene.n - 1, bin));
    stages.invalidate(canvas);
  }

  function binUnder(event: PointerEvent | MouseEvent) {
    const {x, y} = pointOn(event);
    const spectra = data();
    return (plot && spectra && binAt(x, y, spectra, plot)?.bin) ?? null;
  }

  canvas.addEventListener('pointermove', event => moveTo(binUnder(event)), {signal});
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  canvas.addEventListener('click', event => selectBin(binUnder(event) ?? scene.bin), {signal});
  onArrowKeys(canvas, signal, by => moveTo((cursor ?? -1) + by));
  scale.addEventListener('change', () => stages.invalidate(canvas), {signal});

  return {
    describe() {
      const spectra = data();
      if (spectra) canvas.setAttribute('aria-label', describeSpectrum(spectra));
    },
    table() {
      const spectra = data();
      if (!spectra) return {heads: [], rows: []};
      const learned = magnitudes(spectra.learned);
      const reference = magnitudes(spectra.reference);
      return {
        heads: ['bin', 'network', 'FFT'],
        rows: Array.from(learned, (value, bin) => [
          String(bin),
          formatScientific(value),
          formatScientific(reference[bin]),
        ]),
      };
    },
  };
}
