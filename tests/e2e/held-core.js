/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Holds the page's requests for the core back until letCoreCome(). In the page: where the driver
 * holds requests, a worker that ends meanwhile may leave it waiting for ever.
 * @param {Page} page before it is opened
 */
export function holdCore(page) {
  return page.evaluateOnNewDocument(() => {
    const {fetch} = window;
    const mayCome = new Promise(resolve => Object.assign(window, {letCoreCome: resolve}));
    window.fetch = async (...request) => {
      if (String(request[0]).endsWith('.wasm')) await mayCome;
      return fetch(...request);
    };
  });
}

/** @param {Page} page */
export function letCoreCome(page) {
  return page.evaluate(() => /** @type {any} */ (window).letCoreCome());
}
