import type {Page} from 'puppeteer-core';
import type {useBrowser, OpenOptions} from './browser.ts';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';

/** What tests of one figure of the page do with it. */
export function figureByTag(pages: ReturnType<typeof useBrowser>, tag: string) {
  const inState = (page: Page, state: string) =>
    page.waitForFunction(
      (name, wanted) => (document.querySelector(name) as RunFigure).state === wanted,
      {},
      tag,
      state,
    );

  return {
    inState,

    /** The page with the figure on the screen, ready to train. */
    async open(t: TestContext, options: OpenOptions) {
      const opened = await pages.open(t, options);
      await opened.page.$eval(tag, figure => figure.scrollIntoView());
      await opened.page.waitForFunction(
        name => {
          const {state, account} = document.querySelector(name) as RunFigure;
          const evaluations = account?.history.length ?? 0; // one at step 0
          return state === 'idle' && evaluations > 0;
        },
        {},
        tag,
      );
      return opened;
    },

    /**
     * Waits until an element says what it is to say: its label, or else its text. The page moves
     * while its figures come, and what is not in sight is not drawn.
     * @returns all that it says
     */
    async says(page: Page, selector: string, {source}: RegExp): Promise<string> {
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

    /** @param selector of a list */
    async choose(page: Page, selector: string, value: string) {
      await (await page.waitForSelector(`${tag} >>> ${selector}`))?.select(value);
    },
  };
}
