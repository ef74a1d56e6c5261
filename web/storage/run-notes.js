import {checkedState} from '../engine/saved-state.js';
import {checkModel, isTime, unreadable} from './kept-run.js';
import {UnreadableError, UnreadableNote} from './storage-error.js';

/** @typedef {import('../engine/saved-state.js').SavedState} SavedState */

/**
 * How far a run has come since it was kept: replaying it from there gives the same bits. It is small,
 * and written at once, even while the page is being left, when a database no longer gets it done.
 * @typedef {object} Note
 * @property {string | null} generation of the kept run that it goes on from; null: from its start
 * @property {SavedState} state
 * @property {number} savedAt milliseconds since 1970
 */

/**
 * @param {string} name of the run: its model
 * @returns {{note: Note | null, unreadable: UnreadableNote | null}} unreadable: what else is there;
 *   both null: nothing, or the browser does not say
 */
export function readNote(name) {
  const text = asked(storage => storage.getItem(keyOf(name)));
  if (typeof text !== 'string') return {note: null, unreadable: null};
  try {
    return {note: checkedNote(JSON.parse(text), name), unreadable: null};
  } catch (error) {
    const problem = unreadable(error);
    if (!(problem instanceof UnreadableError)) throw error;
    return {note: null, unreadable: new UnreadableNote(problem.message, {cause: error})};
  }
}

/**
 * @param {string} name
 * @param {Note | null} note null: none
 * @returns {boolean} false where the browser refuses it
 */
export function writeNote(name, note) {
  const done = asked(storage => {
    if (note) storage.setItem(keyOf(name), JSON.stringify(note));
    else storage.removeItem(keyOf(name));
    return true;
  });
  return done ?? false;
}

/**
 * @param {any} note
 * @param {string} model
 * @returns {Note}
 */
function checkedNote(note, model) {
  const {generation, state, savedAt} = note ?? {};
  if ((generation !== null && typeof generation !== 'string') || !isTime(savedAt)) {
    throw new TypeError('is no note of a run');
  }
  const checked = checkedState(state);
  checkModel(checked.settings, model);
  return {generation, state: checked, savedAt};
}

/**
 * The one place where localStorage is called. It throws in sandboxed frames, where cookies are
 * blocked, and where it is full; there may be none at all.
 * @template Answer
 * @param {(storage: Storage) => Answer} request
 * @returns {Answer | undefined} undefined: refused
 */
function asked(request) {
  try {
    return request(localStorage);
  } catch {
    return undefined; // whatever the browser throws
  }
}

/** @param {string} name */
function keyOf(name) {
  return `fourier-net run ${name}`;
}
