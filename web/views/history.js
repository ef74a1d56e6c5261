/**
 * The history of a run, as data and in words: what history-plot.js draws.
 */
import {formatCount, formatScientific} from './format.js';

/**
 * @typedef {object} Trace
 * @property {ArrayLike<number>} xs steps, ascending
 * @property {ArrayLike<number>} ys
 */

/**
 * @typedef {object} History
 * @property {Trace} batch loss of each batch
 * @property {Trace} heldOut loss on the held-out examples
 * @property {Trace} weightError distance to the true transform, relative to its norm
 * @property {number} [floor] the loss at which float32 ends
 */

/**
 * @param {History} history
 */
export function describeHistory({batch, heldOut, weightError}) {
  if (batch.xs.length === 0 && heldOut.xs.length === 0) return 'Training has not started.';
  const last = /** @param {Trace} trace */ ({ys}) =>
    ys.length > 0 ? formatScientific(ys[ys.length - 1]) : 'not measured';
  const step =
    batch.xs.length > 0 ? batch.xs[batch.xs.length - 1] : heldOut.xs[heldOut.xs.length - 1];
  return (
    `Loss over training steps, log scale. At step ${formatCount(step)}: batch loss ${last(batch)}, ` +
    `held-out loss ${last(heldOut)}, weight error ${last(weightError)}.`
  );
}
