/**
 * How much of each sample of the past is still in a frame, all bins taken together: it has to be gone
 * where the window ends.
 */
import {formatScientific, formatTick} from '../../words/format.ts';
import {drawLogPlot} from '../../kit/log-plot.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

export interface Memory {
  nperseg: number;
  /** (lags) relative to the true one's largest */
  learned: Float32Array;
  /** (lags) likewise */
  truth: Float32Array;
}

/** Powers of ten that are shown. */
const RANGE = [-8, 1] as const;

/**
 * The norm of what an impulse is worth, by its age.
 * @param responses (lags, outputs)
 */
export function memoryOf({
  learned,
  truth,
  outputs,
  nperseg,
}: {
  learned: Float32Array;
  truth: Float32Array;
  outputs: number;
  nperseg: number;
}): Memory {
  const norms = (response: Float32Array) =>
    Float32Array.from({length: response.length / outputs}, (_, lag) => {
      const row = response.subarray(lag * outputs, (lag + 1) * outputs);
      return Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    });
  const whole = norms(truth);
  const unit = whole.reduce((a, b) => Math.max(a, b), 0) || 1;
  return {
    nperseg,
    learned: norms(learned).map(value => value / unit),
    truth: whole.map(value => value / unit),
  };
}

/**
 * @param options `cursor`: a lag
 * @returns its x counts the samples back from the frame's last: 0, -1, -2 ...
 */
export function drawMemory(
  context: CanvasRenderingContext2D,
  {nperseg, learned, truth}: Memory,
  options: {width: number; height: number; theme: Theme; cursor?: number | null},
): Plot {
  const {theme, cursor = null} = options;
  const xs = Array.from(learned, (_, i) => i - learned.length + 1);
  const oldestFirst = (values: Float32Array) => values.slice().reverse();
  return drawLogPlot(
    context,
    {
      x: {title: 'samples ago', range: [xs[0], 0], format: tick => formatTick(-tick)},
      y: {title: 'worth in a frame; thin: what it should be', range: RANGE},
      curves: [
        {name: '', colour: theme.truth, dash: [], width: 1, xs, ys: oldestFirst(truth)},
        {name: '', colour: theme.network, dash: [], width: 2, xs, ys: oldestFirst(learned)},
      ],
      marks: [{x: 0.5 - nperseg, name: 'the window begins', side: 'right'}],
    },
    {...options, cursor: cursor === null ? null : -cursor},
  );
}

/** The largest part of a sample that is left once it has left the window. */
export function leftOver({nperseg, learned}: Memory) {
  return learned.subarray(nperseg).reduce((a, b) => Math.max(a, b), 0);
}

export function describeMemory(memory: Memory) {
  return (
    `How much of each of the last ${memory.learned.length} samples is in a frame. Of those that ` +
    `have left the window of ${memory.nperseg}, up to ${formatScientific(leftOver(memory))} of the ` +
    'largest is left; it should be nothing.'
  );
}
