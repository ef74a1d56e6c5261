import {checkedState} from '../engine/saved-state.js';
import {readRunFile} from '../formats/run-file.js';
import {toQuery} from '../settings/codecs.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../settings/table.js').Settings} Settings */

/**
 * The page's address with these settings: it opens the same run again.
 * @param {Settings} settings
 */
export function linkTo(settings) {
  const url = new URL(location.href);
  url.search = toQuery(settings).toString();
  return url.href;
}

/**
 * Hands the weights to the browser as a download.
 * @param {Run} run
 */
export async function saveWeights(run) {
  const bytes = await run.exportWeights();
  download(new Blob([/** @type {BlobPart} */ (bytes)]), `${nameOf(run)}.npy`);
}

/**
 * Hands the whole run to the browser as a download: openRun() goes on with it.
 * @param {Run} run
 */
export async function saveRun(run) {
  /** @type {Blob[]} */
  const pieces = []; // a browser can put blobs on disk
  await run.save(async bytes => pieces.push(new Blob([/** @type {BlobPart} */ (bytes)])));
  download(new Blob(pieces), `${nameOf(run)}.run`);
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
      throw new TypeError(`is a run of model=${model}, which this figure does not show`);
    }
    await run.open(reader, {changes: {workers: run.settings.workers}});
  } catch (error) {
    throw new Error(`${file.name}: ${/** @type {Error} */ (error).message}`, {cause: error});
  }
}

/**
 * What a file of a run is called.
 * @param {Run} run
 */
function nameOf({settings, progress}) {
  const {model, n, optimizer, seed} = settings;
  const size = model === 'dft' ? `-${n}` : '';
  return `${model}${size}-${optimizer}-seed-${seed}-step-${progress.step}`;
}

/**
 * @param {Blob} content
 * @param {string} name
 */
function download(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address)); // after the download has taken it over
}
