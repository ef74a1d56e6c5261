import assert from 'node:assert/strict';
import {violations} from './axe.ts';
import {screenshot} from './browser.ts';
import type {ElementHandle} from 'puppeteer-core';
import type {useBrowser, OpenOptions} from './browser.ts';
import type {TestContext} from 'node:test';

type Handle = ElementHandle<HTMLElement>;

/** How long a lesson may take on a slow machine; only ends a test that hangs. */
const lessonPatience = 90_000;

/** The page, scrolled to one of its lessons. */
export async function openLesson(
  pages: ReturnType<typeof useBrowser>,
  t: TestContext,
  tag: string,
  options: OpenOptions = {},
) {
  const {page, problems} = await pages.open(t, options);
  // What comes near on the way grows, and moves the lesson away again.
  await page.waitForFunction(
    name => {
      const figure = document.querySelector(name);
      const {top} = (figure as Element).getBoundingClientRect();
      if (customElements.get(name) && Math.abs(top) < 5) return true;
      figure?.scrollIntoView();
      return false;
    },
    {polling: 200},
    tag,
  );

  /**
   * Waits until the lesson has an element; waitForSelector() does not hear of what changes in there.
   */
  const has = (selector: string) =>
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

    /** A part of the lesson, as a user of assistive technology finds it. */
    async part(role: string, name: string) {
      const selector = `${tag} >>> ::-p-aria([name="${name}"][role="${role}"])`;
      return (await page.waitForSelector(selector)) as Handle;
    },

    /**
     * @param name of a readout
     * @returns with plain spaces
     */
    async readout(name: string): Promise<string> {
      const text = await page.$eval(`${tag} >>> [data-readout=${name}]`, each => each.textContent);
      return (text ?? '').replace(/[\u202f\u00a0]/g, ' ');
    },

    /** @param state as its chip reads */
    async reads(state: string) {
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

    /**
     * Rows of its tables, opened.
     * @returns how many each has
     */
    async tables(): Promise<number[]> {
      await page.$$eval(`${tag} >>> details`, all => {
        for (const each of all) (each as HTMLDetailsElement).open = true;
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
     * @param name of the picture
     */
    async isSound(name: string) {
      assert.deepEqual(await violations(page, tag), []);
      const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth);
      assert.equal(wide, page.viewport()?.width);
      await screenshot(page, name, tag);
    },
  };
}
