/** Has the browser keep the page for when there is no network; after all else that it loads. */
export function keepOffline() {
  addEventListener('load', () => {
    // Refused in private windows and sandboxed frames, and without https; the page goes on without.
    const refused = (/** @type {unknown} */ error) =>
      console.info('The page is not kept for when there is no network:', String(error));
    navigator.serviceWorker?.register('service-worker.js').catch(refused);
  });
}
