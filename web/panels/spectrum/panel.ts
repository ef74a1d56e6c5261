import {formatScientific} from '../../words/format.ts';
import {magnitudes} from '../../kit/magnitude.ts';
import {binAt, describeSpectrum, drawSpectrum} from './draw.ts';
import {addRowCursor} from '../../kit/cursor.ts';
import {pointOn} from '../../kit/stages.ts';
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
      cursor: cursor.at,
    });
    cursor.tell();
  });

  function readingOf(bin: number) {
    const spectra = data();
    if (!spectra) return '';
    const learned = magnitudes(spectra.learned)[bin];
    const reference = magnitudes(spectra.reference)[bin];
    return `bin ${bin}: network ${formatScientific(learned)}, FFT ${formatScientific(reference)}`;
  }

  function under(x: number, y: number) {
    const spectra = data();
    return (plot && spectra && binAt(x, y, spectra, plot)?.bin) ?? null;
  }

  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count: () => scene.n,
    under,
    reading: readingOf,
  });
  canvas.addEventListener(
    'click',
    event => {
      const {x, y} = pointOn(event);
      selectBin(under(x, y) ?? scene.bin);
    },
    {signal},
  );
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
