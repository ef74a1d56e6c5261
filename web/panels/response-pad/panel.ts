import {formatResponse, periodOf} from '../../settings/response.ts';
import {formatScientific, formatSigned} from '../../words/format.ts';
import {signalLimit} from '../signal/draw.ts';
import {addSignal} from '../signal/panel.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Settings} from '../../settings/table.ts';

/**
 * The impulse response of a convolution, on a pad to draw another one with the pointer or the arrow
 * keys.
 * @param parts onDrawn: a stroke has ended, and this is the setting
 */
export function addResponsePad({
  stages,
  canvas,
  readout,
  signal,
  theme,
  onDrawn,
}: {
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
  theme: () => Theme;
  onDrawn: (response: string) => void;
}) {
  /** The pad is as high as what was on it before someone draws: it must not move under the pen. */
  let limit = 1;
  const pad = {
    n: 0,
    signal: null as Float32Array | null,
    get theme() {
      return theme();
    },
  };
  const {describe, isDrawing} = addSignal({
    scene: pad,
    stages,
    canvas,
    readout,
    signal,
    drawable: () => true,
    padLimit: () => limit,
    onDrawn: () => stages.invalidate(canvas),
    onStrokeEnd: () => onDrawn(formatResponse(pad.signal ?? [], limit)),
    describe: samples => describeResponse(samples),
  });

  return {
    show({response, n}: Pick<Settings, 'response' | 'n'>) {
      if (isDrawing()) return; // it is shown when that stroke has ended
      pad.n = n;
      pad.signal = Float32Array.from(periodOf(response, n));
      limit = Math.max(signalLimit(pad.signal), limit <= 1 ? 1 : 0);
      stages.invalidate(canvas);
      describe();
    },
    describe,
    table: () => ({
      heads: ['sample m', 'h'],
      rows: Array.from(pad.signal ?? [], (value, m) => [String(m), formatSigned(value)]),
    }),
  };
}

function describeResponse(samples: Float32Array) {
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const at = samples.findIndex(value => Math.abs(value) === peak);
  return (
    `Impulse response of ${samples.length} samples, up to ${formatScientific(peak)} at sample ${at}. ` +
    'Draw with the pointer, or with the arrow keys.'
  );
}
