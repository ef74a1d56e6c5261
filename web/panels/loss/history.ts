/**
 * The history of a run, as data and in words: what history-plot.ts draws.
 */
import {formatCount, formatScientific} from '../../words/format.ts';

/** One evaluation of a run. */
export interface Evaluation {
  step: number;
  /** of the last batch */
  loss: number;
  heldOutLoss: number;
  weightError: number;
}

export interface Trace {
  /** steps, ascending */
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
}

export interface History {
  /** loss of each batch */
  batch: Trace;
  /** loss on the held-out examples */
  heldOut: Trace;
  /** distance to the true transform, relative to its norm */
  weightError: Trace;
  /** the loss at which float32 ends */
  floor: number | null;
}

export function describeHistory(points: readonly Evaluation[]) {
  const last = points.at(-1);
  if (!last) return 'Training has not started.';
  const written = (value: number) =>
    Number.isNaN(value) ? 'not measured' : formatScientific(value);
  return (
    `Loss over training steps, log scale. At step ${formatCount(last.step)}: batch loss ` +
    `${written(last.loss)}, held-out loss ${written(last.heldOutLoss)}, weight error ` +
    `${written(last.weightError)}.`
  );
}
