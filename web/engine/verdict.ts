import {apart} from '../words/apart.ts';

/**
 * Whether an evaluation ends a run. All of it depends on the evaluations alone, never on the clock or
 * the number of workers.
 */

/** A loss this many times the first one counts as exploded. */
const explosion = 1e6;

/** No more is gained when some evaluations improved the best loss by less than 5 %. */
const improvement = 0.95;

/** Where a run ends. */
interface Plateau {
  /** so many evaluations without that improvement */
  patience: number;
  /** so many times what float32 allows, at most */
  nearFloor: number;
  /** no longer helps */
  what: string;
}

const plateau: Plateau = {patience: 20, nearFloor: 10, what: 'The loss no longer falls'};

/** Where a learning rate that has fallen to zero ends a run. */
const whereItEnds = 'The learning rate has fallen to zero: this is where it ends';

/**
 * Refinements take away the same share of the error each time, until it is rounding's: one that does
 * not help is the last, however near it came.
 */
const plateauOfExact: Plateau = {
  patience: 1,
  nearFloor: Infinity,
  what: 'A refinement no longer lowers the loss',
};

export interface Evaluations {
  /** held-out, one an evaluation, the first before any step */
  losses: number[];
  /** held-out loss of the rounded optimum; NaN where none is known */
  floor: number;
  targetLoss: number | null;
  optimizer: string;
}

interface Step {
  /** learning rate */
  rate: number;
  /** its stable bound */
  bound: number;
  batch: number;
  /** whether the rate has fallen to zero */
  decayed: boolean;
}

/** @returns null: go on; paused: it ends without having converged */
export function verdict(
  {losses, floor, targetLoss, optimizer}: Evaluations,
  step: Step,
): {state: 'converged' | 'diverged' | 'paused'; reason: string} | null {
  const loss = losses[losses.length - 1];
  if (!(loss <= explosion * losses[0])) {
    return {state: 'diverged', reason: divergenceReason(loss, step)};
  }
  if (targetLoss !== null && loss <= targetLoss) {
    return {state: 'converged', reason: `Held-out loss reached the target ${targetLoss}.`};
  }
  const isNearFloor = loss <= plateau.nearFloor * floor;
  if (step.decayed && targetLoss === null && isNearFloor) {
    return {state: 'converged', reason: `${whereItEnds}, ${besideFloor(loss, floor)}`};
  }
  if (step.decayed) {
    const missed = targetLoss === null ? '' : `, above the target ${targetLoss}`;
    return {state: 'paused', reason: `${whereItEnds}${missed}.`};
  }
  if (targetLoss !== null) return null;
  const {patience, nearFloor, what} = optimizer === 'exact' ? plateauOfExact : plateau;
  const best = Math.min(...losses);
  if (losses.length <= patience || !(loss <= nearFloor * floor)) return null;
  if (best < improvement * Math.min(...losses.slice(0, -patience))) return null;
  const reached = loss === 0 ? '0' : loss.toExponential(1);
  return {state: 'converged', reason: `${what}: ${reached}, ${besideFloor(loss, floor)}`};
}

function besideFloor(loss: number, floor: number) {
  // Weights such as 0 and 1 are not rounded: what is usually the least is then not the limit.
  const above = loss < floor ? 'no more than' : `${apart([loss / floor, 1], 2)[0]} times`;
  return `${above} the least that float32 allows.`;
}

function divergenceReason(loss: number, {rate, bound, batch}: Step) {
  const what = Number.isFinite(loss) ? `grew to ${loss.toExponential(1)}` : 'is no longer a number';
  const [now, limit] = apart([rate, bound], 3);
  if (rate > bound) {
    return (
      `The loss ${what}: learning rate ${now} is above the stable bound ${limit} ` +
      `for batch ${batch}.`
    );
  }
  return `The loss ${what}: learning rate ${now} is probably too high.`;
}
