import assert from 'node:assert/strict';
import {violations} from './axe.js';
import {screenshot} from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<HTMLElement>} Handle */

/** How long a lesson may take on a slow machine; only ends a test that hangs. */
const lessonPatience = 90_000;

/**
 * The page, scrolled to one of its lessons.
 * @param {ReturnType<typeof import('./browser.js').useBrowser>} pages
 * @param {import('node:test').TestContext} t
 * @param {string} tag
 * @param {import('./browser.js').OpenOptions} [options]
 */
export async function openLesson(pages, t, tag, options = {}) {
  const {page, problems} = await pages.open(t, options);
  // What comes near on the way grows, and moves the lesson away again.
  await page.waitForFunction(
    name => {
      const figure = document.querySelector(name);
      const {top} = /** @type {Element} */ (figure).getBoundingClientRect();
      if (customElements.get(name) && Math.abs(top) < 5) return true;
      figure?.scrollIntoView();
      return false;
    },
    {polling: 200},
    tag,
  );

  /**
   * Waits until the lesson has an element; waitForSelector() does not hear of what changes in there.
   * @param {string} selector
   */
  const has = selector =>
    page.waitForFunction(
      (name, wanted) => !!document.querySelector(name)?.shadowRoot?.querySelector(wanted),
      {},
      tag,
      selector,
    );

  return {
    page,
    problems,
    has,

    /**
     * A part of the lesson, as a user of assistive technology finds it.
     * @param {string} role
     * @param {string} name
     */
    async part(role, name) {
      const selector = `${tag} >>> ::-p-aria([name="${name}"][role="${role}"])`;
      return /** @type {Handle} */ (await page.waitForSelector(selector));
    },

    /** @param {string} name of a readout @returns {Promise<string>} with plain spaces */
    async readout(name) {
      const text = await page.$eval(`${tag} >>> [data-readout=${name}]`, each => each.textContent);
      return (text ?? '').replace(/[\u202f\u00a0]/g, ' ');
    },

    /** @param {string} state as its chip reads */
    async reads(state) {
      await page.waitForFunction(
        (name, wanted) =>
          document.querySelector(name)?.shadowRoot?.querySelector('[data-readout=state]')
            ?.textContent === wanted,
        {timeout: lessonPatience},
        tag,
        state,
      );
    },

    /** Labels of its pictures. */
    labels() {
      return page.$$eval(`${tag} >>> [role=img]`, images =>
        images.map(image => image.getAttribute('aria-label') ?? ''),
      );
    },

    /** Rows of its tables, opened. @returns {Promise<number[]>} how many each has */
    async tables() {
      await page.$$eval(`${tag} >>> details`, all => {
        for (const each of all) /** @type {HTMLDetailsElement} */ (each).open = true;
      });
      await has('tbody tr');
      return page.$$eval(`${tag} >>> table`, all =>
        all.map(table => table.querySelectorAll('tbody tr').length),
      );
    },

    /** Workers of the whole page. */
    workers() {
      return page.workers().filter(worker => /worker-\w+\.js$/.test(worker.url())).length;
    },

    /** Takes the lesson out of the page, and waits until no worker is left. */
    async remove() {
      await page.$eval(tag, figure => figure.remove());
      await page.waitForFunction(name => !document.querySelector(name), {}, tag);
      const end = Date.now() + lessonPatience;
      while (this.workers() > 0 && Date.now() < end) {
        await new Promise(done => setTimeout(done, 50));
      }
      return this.workers();
    },

    /**
     * No violation, nothing that sticks out, and a picture of it.
     * @param {string} name of the picture
     */
    async isSound(name) {
      assert.deepEqual(await violations(page, tag), []);
      const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth);
      assert.equal(wide, page.viewport()?.width);
      await screenshot(page, name, tag);
    },
  };
}
