import {checkRunFile, formatHeader, formatState, readRunFile} from '../formats/run-file.ts';
import {stateOfRestored} from './ending.ts';
import {Logbook} from './logbook.ts';
import {checkedState, checkLogbook} from './saved-state.ts';
import type {Read} from '../formats/run-file.ts';
import type {RunState} from './run-state.ts';
import type {Shards} from './shards.ts';
import type {Place} from '../storage/run-shelf.ts';

type SavedRun = Awaited<ReturnType<typeof readSavedRun>>;

/**
 * The whole run, weights and optimiser included, between two steps.
 * @param write pieces of a file, in order
 */
export async function writeRun(
  run: RunState,
  shards: Shards,
  write: (bytes: Uint8Array) => Promise<unknown>,
) {
  await write(headOf(run, await shards.states.count()));
  for await (const state of shards.states.all()) await write(formatState(state));
}

/**
 * The same to the browser's shelf, each worker its part.
 * @param isWanted asked before each worker writes
 * @returns what to commit it with; null when it is not whole
 */
export async function keepRun(
  run: RunState,
  shards: Shards,
  place: Place,
  isWanted: () => boolean,
): Promise<{step: number; head: Uint8Array; records: number} | null> {
  const {step} = run.progress;
  const records = await shards.states.count();
  const head = headOf(run, records);
  return (await shards.states.keep(place, isWanted)) ? {step, head, records} : null;
}

/**
 * What a file holds, once all of it was found undamaged; the arrays are read when they are asked
 * for.
 * @param reader from the file's beginning
 * @throws TypeError | RangeError saying what is wrong with the file
 */
export async function readSavedRun(reader: () => Read) {
  await checkRunFile(reader());
  const {header, states} = await readRunFile(reader());
  checkLogbook(header);
  return {header, states, ...checkedState(header)};
}

/**
 * Goes on from there: paused at its step, unless it had converged or ended there.
 * @param run with its settings and schedule
 */
export async function restoreRun(run: RunState, shards: Shards, {header, states, step}: SavedRun) {
  await shards.restore(states, step);
  const outcome = {step, position: step, loss: header.loss ?? NaN, evaluation: null};
  run.logbook = Logbook.restored(header, outcome, run.settings);
  run.publish();
  const {state, reason} = stateOfRestored(run);
  run.set(state, reason);
}

/**
 * How the file begins.
 * @param records that follow
 */
function headOf(run: RunState, records: number) {
  const {loss} = run.progress;
  return formatHeader({...run.saved(), records, loss, ...run.logbook.saved()});
}
