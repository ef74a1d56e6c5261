import {checkRunFile, formatHeader, formatState, readRunFile} from '../formats/run-file.js';
import {stateOfRestored} from './ending.js';
import {Logbook} from './logbook.js';
import {checkedState, checkLogbook} from './saved-state.js';

/** @typedef {import('../formats/run-file.js').Read} Read */
/** @typedef {import('./run-state.js').RunState} RunState */
/** @typedef {import('./shards.js').Shards} Shards */
/** @typedef {Awaited<ReturnType<typeof readSavedRun>>} SavedRun */

/**
 * The whole run, weights and optimiser included, between two steps.
 * @param {RunState} run
 * @param {Shards} shards
 * @param {(bytes: Uint8Array) => Promise<unknown>} write pieces of a file, in order
 */
export async function writeRun(run, shards, write) {
  await write(headOf(run, await shards.states.count()));
  for await (const state of shards.states.all()) await write(formatState(state));
}

/**
 * The same to the browser's shelf, each worker its part.
 * @param {RunState} run
 * @param {Shards} shards
 * @param {import('../storage/run-shelf.js').Place} place
 * @param {() => boolean} isWanted asked before each worker writes
 * @returns {Promise<{step: number, head: Uint8Array, records: number} | null>} what to commit it
 *   with; null when it is not whole
 */
export async function keepRun(run, shards, place, isWanted) {
  const {step} = run.progress;
  const records = await shards.states.count();
  const head = headOf(run, records);
  return (await shards.states.keep(place, isWanted)) ? {step, head, records} : null;
}

/**
 * What a file holds, once all of it was found undamaged; the arrays are read when they are asked
 * for.
 * @param {() => Read} reader from the file's beginning
 * @throws {TypeError | RangeError} saying what is wrong with the file
 */
export async function readSavedRun(reader) {
  await checkRunFile(reader());
  const {header, states} = await readRunFile(reader());
  checkLogbook(header);
  return {header, states, ...checkedState(header)};
}

/**
 * Goes on from there: paused at its step, unless it had converged or ended there.
 * @param {RunState} run with its settings and schedule
 * @param {Shards} shards
 * @param {SavedRun} saved
 */
export async function restoreRun(run, shards, {header, states, step}) {
  await shards.restore(states, step);
  const outcome = {step, position: step, loss: header.loss ?? NaN, evaluation: null};
  run.logbook = Logbook.restored(header, outcome, run.settings);
  run.publish();
  const {state, reason} = stateOfRestored(run);
  run.set(state, reason);
}

/**
 * How the file begins.
 * @param {RunState} run
 * @param {number} records that follow
 */
function headOf(run, records) {
  const {loss} = run.progress;
  return formatHeader({...run.saved(), records, loss, ...run.logbook.saved()});
}
