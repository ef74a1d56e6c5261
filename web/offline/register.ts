/**
 * Has the browser keep all pages for when there is no network; after all else that this one loads.
 * @param root where the article is, from this page
 */
export function keepOffline(root: string = '') {
  addEventListener('load', () => void register(`${root}service-worker.js`));
}

/** Refused in private windows and sandboxed frames, and without https; the page goes on without. */
async function register(script: string) {
  try {
    await navigator.serviceWorker?.register(script);
  } catch (error) {
    // A sandboxed frame is refused at the first word, others by their answer.
    console.info('The page is not kept for when there is no network:', String(error));
  }
}
