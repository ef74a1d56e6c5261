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
  floor?: number;
}

export function describeHistory({batch, heldOut, weightError}: History) {
  if (batch.xs.length === 0 && heldOut.xs.length === 0) return 'Training has not started.';
  const last = ({ys}: Trace) =>
    ys.length > 0 ? formatScientific(ys[ys.length - 1]) : 'not measured';
  const step =
    batch.xs.length > 0 ? batch.xs[batch.xs.length - 1] : heldOut.xs[heldOut.xs.length - 1];
  return (
    `Loss over training steps, log scale. At step ${formatCount(step)}: batch loss ${last(batch)}, ` +
    `held-out loss ${last(heldOut)}, weight error ${last(weightError)}.`
  );
}
