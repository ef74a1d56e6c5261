/** @typedef {import('puppeteer-core').Page} Page */

/**
 * What tests of one figure of the page do with it.
 * @param {ReturnType<typeof import('./browser.js').useBrowser>} pages
 * @param {string} tag
 */
export function figureByTag(pages, tag) {
  /**
   * @param {Page} page
   * @param {string} state
   */
  const inState = (page, state) =>
    page.waitForFunction(
      (name, wanted) => /** @type {any} */ (document.querySelector(name)).state === wanted,
      {},
      tag,
      state,
    );

  return {
    inState,

    /**
     * The page with the figure on the screen, ready to train.
     * @param {import('node:test').TestContext} t
     * @param {import('./browser.js').OpenOptions} options
     */
    async open(t, options) {
      const opened = await pages.open(t, options);
      await opened.page.$eval(tag, figure => figure.scrollIntoView());
      await opened.page.waitForFunction(
        name => {
          const {state, account} = /** @type {any} */ (document.querySelector(name));
          return state === 'idle' && account?.history.length > 0; // it was evaluated at step 0
        },
        {},
        tag,
      );
      return opened;
    },

    /**
     * Waits until an element says what it is to say: its label, or else its text. The page moves
     * while its figures come, and what is not in sight is not drawn.
     * @param {Page} page
     * @param {string} selector
     * @param {RegExp} pattern
     * @returns {Promise<string>} all that it says
     */
    async says(page, selector, {source}) {
      const said = await page.waitForFunction(
        (name, wanted, text) => {
          const element = document.querySelector(name)?.shadowRoot?.querySelector(wanted);
          element?.scrollIntoView({block: 'center', behavior: 'instant'});
          const label = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
          return new RegExp(text).test(label) && label;
        },
        {},
        tag,
        selector,
        source,
      );
      return String(await said.jsonValue());
    },

    /**
     * @param {Page} page
     * @param {string} selector of a list
     * @param {string} value
     */
    async choose(page, selector, value) {
      await (await page.waitForSelector(`${tag} >>> ${selector}`))?.select(value);
    },
  };
}
