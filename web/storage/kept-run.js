import {checkedState, checkLogbook} from '../engine/saved-state.js';
import {readRunFile} from '../formats/run-file.js';
import {UnreadableError} from './storage-error.js';

/** @typedef {import('./run-shelf.js').Kept} Kept */
/** @typedef {import('./run-shelf.js').Stored} Stored */
/** @typedef {import('../engine/saved-state.js').SavedState} SavedState */

/** A kept run and what its head tells. @typedef {Kept & {header: any, state: SavedState}} KeptRun */

/**
 * What lies under a name, if it is a run that this page can go on with. Its pieces are counted; what
 * is in them is read when the run is opened.
 * @param {Stored} stored
 * @param {string} model
 * @returns {Promise<KeptRun>}
 * @throws {UnreadableError}
 */
export async function readKept({record, pieces}, model) {
  try {
    const kept = checkedRecord(record);
    const header = await headerOf(kept.head);
    const state = checkedState(header);
    checkLogbook(header);
    checkModel(state.settings, model);
    if (pieces !== header.records) {
      throw new TypeError(`is not whole: it has ${pieces} of its ${header.records} pieces`);
    }
    return {...kept, header, state};
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * @param {unknown} error of a reader: a TypeError, RangeError or SyntaxError says what is wrong with
 *   what it read, as a clause (“is truncated”) or a sentence
 * @returns {unknown} an UnreadableError in sentences; any other error as it is
 */
export function unreadable(error) {
  if (error instanceof SyntaxError) return new UnreadableError('It is damaged.', {cause: error});
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const {message} = error;
  const sentence = /^(is|has) /.test(message) ? `It ${message}` : message;
  return new UnreadableError(sentence.replace(/\.?$/, '.'), {cause: error});
}

/**
 * @param {import('../settings/table.js').Settings} settings
 * @param {string} model
 * @throws {TypeError}
 */
export function checkModel(settings, model) {
  if (settings.model !== model) throw new TypeError(`is a run of model=${settings.model}`);
}

/** @param {unknown} value whether it is milliseconds since 1970 that a date can be made of */
export function isTime(value) {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

/**
 * @param {any} record
 * @returns {Kept}
 */
function checkedRecord(record) {
  const {generation, head, savedAt} = record ?? {};
  if (typeof generation !== 'string' || !(head instanceof Uint8Array) || !isTime(savedAt)) {
    throw new TypeError('is no run as this page keeps it');
  }
  return {generation, head, savedAt};
}

/** @param {Uint8Array} head */
async function headerOf(head) {
  let at = 0;
  const {header} = await readRunFile(async length => head.subarray(at, (at += length)));
  return header;
}
