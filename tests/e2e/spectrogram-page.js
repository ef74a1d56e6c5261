/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('node:test').TestContext} TestContext */
/** @typedef {ReturnType<typeof import('./browser.js').useBrowser>} Pages */

export const name = 'spectrogram-figure';

/** Steps of a sixteenth of the usual batch are soon done. */
export const quick = '?model=spectrogram&optimizer=lms&batch=16&kernel=simd128';

/**
 * The page, scrolled to its second figure.
 * @param {Pages} pages
 * @param {TestContext} t
 * @param {import('./browser.js').OpenOptions} [options]
 */
export async function openSpectrogram(pages, t, options = {}) {
  const opened = await pages.open(t, {query: quick, ...options});
  await come(opened.page);
  return opened;
}

/**
 * Scrolls to the figure, and waits until it is there. A page that was reloaded may be there already.
 * @param {Page} page
 */
export async function come(page) {
  await page.waitForFunction(
    tag => {
      document.querySelector(tag)?.scrollIntoView();
      return customElements.get(tag) !== undefined;
    },
    {},
    name,
  );
}

/**
 * Calls a method of the figure and waits for it.
 * @param {Page} page
 * @param {'play' | 'pause' | 'step' | 'reset' | 'getState'} method
 * @param {...any} args
 * @returns {Promise<any>}
 */
export function call(page, method, ...args) {
  return page.$eval(
    name,
    (figure, called, given) =>
      /** @type {any} */ (figure)[called](.../** @type {unknown[]} */ (given)),
    method,
    args,
  );
}

/**
 * Presses a button of the figure, as soon as it is shown.
 * @param {Page} page
 * @param {string} action its data-action
 */
export async function press(page, action) {
  const button = await page.waitForSelector(`${name} >>> [data-action=${action}]`, {visible: true});
  await button?.click();
}

/**
 * Waits until a readout satisfies a pattern; its text.
 * @param {Page} page
 * @param {string} readout its data-readout
 * @param {RegExp} [pattern]
 * @returns {Promise<string>}
 */
export async function reads(page, readout, pattern = /./) {
  const handle = await page.waitForFunction(
    (tag, wanted, source) => {
      const root = document.querySelector(tag)?.shadowRoot;
      const text = root?.querySelector(`[data-readout=${wanted}]`)?.textContent ?? '';
      return new RegExp(source).test(text) && {text}; // an empty text alone would not end the wait
    },
    {},
    name,
    readout,
    pattern.source,
  );
  return /** @type {{text: string}} */ (await handle.jsonValue()).text;
}

/**
 * SHA-256 of what exportWeights() gives, made on the page: it has 70 MB.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export function weightsDigest(page) {
  return page.$eval(name, async figure => {
    const bytes = await /** @type {any} */ (figure).exportWeights();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
  });
}
