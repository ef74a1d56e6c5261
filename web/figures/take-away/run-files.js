import {checkedState, StateError} from '../../engine/saved-state.js';
import {ContentError} from '../../formats/content-error.js';
import {formatCurves} from '../../formats/curves.js';
import {readRunFile} from '../../formats/run-file.js';
import {figureLabels} from '../labels.js';
import {download, nameOf} from './download.js';

/** @typedef {import('../../engine/run.js').Run} Run */
/** @typedef {import('../take-away.js').Subject} Subject */

/**
 * Hands the weights to the browser as a download.
 * @param {Subject} subject
 */
export async function saveWeights({run}) {
  const bytes = await run.exportWeights();
  download(new Blob([/** @type {BlobPart} */ (bytes)]), `${nameOf(run)}.npy`);
}

/**
 * Hands the whole run to the browser as a download: openRun() goes on with it.
 * @param {Subject} subject
 */
export async function saveRun({run}) {
  /** @type {Blob[]} */
  const pieces = []; // a browser can put blobs on disk
  await run.save(async bytes => pieces.push(new Blob([/** @type {BlobPart} */ (bytes)])));
  download(new Blob(pieces), `${nameOf(run)}.run`);
}

/**
 * Hands the losses so far to the browser as a download.
 * @param {Subject} subject
 */
export async function saveCurves({run}) {
  const text = formatCurves(run.history, run.settings);
  download(new Blob([text], {type: 'text/csv'}), `${nameOf(run)}.csv`);
}

/**
 * Goes on with a run from a file.
 * @param {Run} run
 * @param {File} file
 * @param {string[]} models that can be shown here
 * @throws {Error} naming the file and what is wrong with it; then nothing has changed
 */
export async function openRun(run, file, models) {
  const reader = () => {
    let at = 0;
    return async (/** @type {number} */ length) =>
      new Uint8Array(await file.slice(at, (at += length)).arrayBuffer());
  };
  try {
    const {header} = await readRunFile(reader());
    const {model} = checkedState(header).settings;
    if (!models.includes(model)) {
      throw new ContentError(`is a run of model=${model}: “${figureLabels[model]}” opens it`);
    }
    await run.open(reader, {changes: {workers: run.settings.workers}});
  } catch (error) {
    const isOfState = error instanceof StateError || error instanceof RangeError;
    if (!(error instanceof ContentError) && !isOfState) throw error;
    const {message} = error;
    throw new Error(isOfState ? `${file.name}: ${message}` : `${file.name} ${message}.`, {
      cause: error,
    });
  }
}
