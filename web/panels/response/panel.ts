import {formatSigned} from '../../words/format.ts';
import {describeResponse, drawResponse, responseAt} from './draw.ts';
import {addRowCursor} from '../../kit/cursor.ts';
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
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const {response, theme} = scene;
    if (!response) return context.clearRect(0, 0, width, height);
    plot = drawResponse(context, response, {width, height, theme, cursor: cursor.at});
    cursor.tell();
  });

  function readingOf(index: number) {
    const {response} = scene;
    if (!response || index >= response.real.length) return '\u00a0';
    const {real, imaginary, trueReal, trueImaginary} = response;
    return (
      `${real.length - 1 - index} samples ago: ` +
      `Re ${formatSigned(real[index])} (true ${formatSigned(trueReal[index])}), ` +
      `Im ${formatSigned(imaginary[index])} (true ${formatSigned(trueImaginary[index])})`
    );
  }

  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count: () => scene.lags,
    keys: {from: Infinity, direction: 1}, // the present lies at the right
    under(x, y) {
      const {response} = scene;
      return plot && response && responseAt(x, y, response, plot);
    },
    reading: readingOf,
  });

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
