import {formatSigned} from '../../words/format.ts';
import {describeResponse, drawResponse, responseAt} from './draw.ts';
import {pointOn} from '../../kit/stages.ts';
import {onArrowKeys} from '../../kit/keys.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Plot} from '../../kit/plot.ts';
import type {BinResponse} from './draw.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  response: BinResponse | null;
  lags: number;
  theme: Theme;
}

/**
 * What the samples of the past are worth in the chosen bin; point or use the arrow keys to read one.
 */
export function addResponse({
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
  let cursor: number | null = null;
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const {response, theme} = scene;
    if (!response) return context.clearRect(0, 0, width, height);
    plot = drawResponse(context, response, {width, height, theme, cursor});
    readout.textContent = cursor === null ? '\u00a0' : readingOf(response, cursor);
  });

  function readingOf({real, imaginary, trueReal, trueImaginary}: BinResponse, index: number) {
    if (index >= real.length) return '\u00a0';
    return (
      `${real.length - 1 - index} samples ago: ` +
      `Re ${formatSigned(real[index])} (true ${formatSigned(trueReal[index])}), ` +
      `Im ${formatSigned(imaginary[index])} (true ${formatSigned(trueImaginary[index])})`
    );
  }

  function moveTo(index: number | null) {
    cursor = index === null ? null : Math.max(0, Math.min(scene.lags - 1, index));
    stages.invalidate(canvas);
  }

  canvas.addEventListener(
    'pointermove',
    event => {
      const {x, y} = pointOn(event);
      const {response} = scene;
      moveTo(plot && response && responseAt(x, y, response, plot));
    },
    {signal},
  );
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onArrowKeys(canvas, signal, by => moveTo((cursor ?? scene.lags) + by));

  return {
    describe() {
      const {response} = scene;
      if (response) canvas.setAttribute('aria-label', describeResponse(response));
    },
    table() {
      const {response} = scene;
      const rows = Array.from(response?.real ?? [], (_, i) => {
        const {real, imaginary, trueReal, trueImaginary} = response as NonNullable<typeof response>;
        const values = [real, trueReal, imaginary, trueImaginary];
        return [String(real.length - 1 - i), ...values.map(each => formatSigned(each[i], 5))];
      });
      return {heads: ['samples ago', 'Re', 'true Re', 'Im', 'true Im'], rows: rows.reverse()};
    },
  };
}
