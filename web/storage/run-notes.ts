import {checkedState} from '../engine/saved-state.ts';
import {checkModel, isTime, unreadable} from './kept-run.ts';
import {UnreadableError, UnreadableNote} from './storage-error.ts';
import type {SavedState} from '../engine/saved-state.ts';

/**
 * How far a run has come since it was kept: replaying it from there gives the same bits. It is small,
 * and written at once, even while the page is being left, when a database no longer gets it done.
 */
export interface Note {
  /** of the kept run that it goes on from; null: from its start */
  generation: string | null;
  state: SavedState;
  /** milliseconds since 1970 */
  savedAt: number;
}

/**
 * @param name of the run: its model
 * @returns unreadable: what else is there; both null: nothing, or the browser does not say
 */
export function readNote(name: string): {note: Note | null; unreadable: UnreadableNote | null} {
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
 * @param note null: none
 * @returns false where the browser refuses it
 */
export function writeNote(name: string, note: Note | null): boolean {
  const done = asked(storage => {
    if (note) storage.setItem(keyOf(name), JSON.stringify(note));
    else storage.removeItem(keyOf(name));
    return true;
  });
  return done ?? false;
}

function checkedNote(note: unknown, model: string): Note {
  const {generation, state, savedAt} = (note ?? {}) as Partial<Record<keyof Note, unknown>>;
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
 * @returns undefined: refused
 */
function asked<Answer>(request: (storage: Storage) => Answer): Answer | undefined {
  try {
    return request(localStorage);
  } catch {
    return undefined; // whatever the browser throws
  }
}

function keyOf(name: string) {
  return `fourier-net run ${name}`;
}
