import {examplesSeen} from '../engine/schedule.ts';
import type {Point} from '../engine/logbook.ts';
import type {Settings} from '../settings/table.ts';

const heads = ['step', 'examples', 'loss', 'heldOutLoss', 'weightError'];

/**
 * The evaluations of a run as comma-separated values (RFC 4180), a head line first. Numbers have all
 * the digits that tell them from their neighbours; what is not known is left empty.
 * @param settings of the run
 */
export function formatCurves(history: readonly Point[], settings: Settings) {
  const rows = history.map(({step, loss, heldOutLoss, weightError}) =>
    [step, examplesSeen(step, settings), loss, heldOutLoss, weightError].map(value =>
      Number.isNaN(value) ? '' : String(value),
    ),
  );
  return [heads, ...rows].map(row => `${row.join(',')}\r\n`).join('');
}
