/** Has the browser keep the page for when there is no network; after all else that it loads. */
export function keepOffline() {
  addEventListener('load', () => void register());
}

/** Refused in private windows and sandboxed frames, and without https; the page goes on without. */
async function register() {
  try {
    await navigator.serviceWorker?.register('service-worker.js');
  } catch (error) {
    // A sandboxed frame is refused at the first word, others by their answer.
    console.info('The page is not kept for when there is no network:', String(error));
  }
}
