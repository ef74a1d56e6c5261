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
 * @param {string} name of the run
 * @returns {Note | null} null also where the browser stores nothing, or something else is there
 */
export function readNote(name) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {Note | null} note null: none
 */
export function writeNote(name, note) {
  try {
    if (note) localStorage.setItem(keyOf(name), JSON.stringify(note));
    else localStorage.removeItem(keyOf(name));
  } catch {
    // Without notes, less of the way is known; keeping the run itself tells what is wrong.
  }
}

/** @param {string} name */
function keyOf(name) {
  return `fourier-net run ${name}`;
}
