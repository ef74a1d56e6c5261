import {tooLongForAddress, toQuery} from '../settings/codecs.js';

/** @typedef {import('../settings/table.js').Settings} Settings */

/**
 * What something is taken away from.
 * @typedef {object} Subject
 * @property {import('../engine/run.js').Run} run
 * @property {Settings} settings a run from them is this run, shown as it is
 * @property {HTMLElement} figure whose theme it is
 * @property {ParentNode} root with the figure's markup
 * @property {(pixelRatio: number) => Promise<(canvas: HTMLCanvasElement) => HTMLCanvasElement | null>}
 *   copies brings all pictures up to date; then it gives each on a canvas of its own, with so many
 *   device pixels in a CSS pixel, or null where there is none
 * @property {(message: string, kind?: 'bad' | 'good') => void} tell
 * @property {AbortSignal} signal the figure's end
 */

/**
 * The page's address with these settings: it opens the same run again.
 * @param {Settings} settings
 */
export function linkTo(settings) {
  const url = new URL(location.href.replace('sandboxed.html', '')); // its page leads there again
  url.search = toQuery(settings).toString();
  return url.href;
}

/**
 * Copies it. Browsers allow that as the direct answer to a click, so it waits for no code to load.
 * @param {Subject} subject
 */
export async function copyLink({settings, tell}) {
  const link = linkTo(settings);
  try {
    await navigator.clipboard.writeText(link);
    const [missing] = tooLongForAddress(settings);
    const what = missing ? `run again once its ${missing} is opened from its file` : 'run again';
    tell(`Link copied: it opens this ${what}.`, 'good');
  } catch {
    tell(`This browser did not allow copying. The link: ${link}`);
  }
}

/**
 * The rest, which is loaded when it is first asked for.
 * @throws {Error} when it cannot be had
 */
export async function loadTakeAway() {
  try {
    return await import('./take-away/take-away.js');
  } catch (error) {
    throw new Error('The code for this could not be loaded: check the connection and try again.', {
      cause: error,
    });
  }
}
