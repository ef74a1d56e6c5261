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
  const {model, n, optimizer, seed} = run.settings;
  const name = model === 'dft' ? `dft-${n}` : model;
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)]));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}-${optimizer}-seed-${seed}-step-${run.progress.step}.npy`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address)); // after the download has taken it over
}
