import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {useBrowser, OpenOptions} from './browser.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {Answer, Callable, Called, Given} from './in-page.ts';

type Pages = ReturnType<typeof useBrowser>;

export const name = 'spectrogram-figure';

/** Steps of a sixteenth of the usual batch are soon done. */
export const quick = '?model=spectrogram&optimizer=lms&batch=16&kernel=simd128';

/** The page, scrolled to its second figure. */
export async function openSpectrogram(pages: Pages, t: TestContext, options: OpenOptions = {}) {
  const opened = await pages.open(t, {query: quick, ...options});
  await come(opened.page);
  return opened;
}

/**
 * Scrolls to the figure, and waits until it is there. A page that was reloaded may be there already.
 */
export async function come(page: Page) {
  await page.waitForFunction(
    tag => {
      document.querySelector(tag)?.scrollIntoView();
      return customElements.get(tag) !== undefined;
    },
    {},
    name,
  );
}

/** Calls a method of the figure and waits for it. */
export function call<Name extends Called>(
  page: Page,
  method: Name,
  ...args: Given<Name>
): Promise<Answer<Name>> {
  return page.$eval(
    name,
    (figure, called, given) => (figure as Callable)[called](...(given as unknown[])),
    method,
    args,
  ) as Promise<Answer<Name>>;
}

/**
 * Presses a button of the figure, as soon as it is shown.
 * @param action its data-action
 */
export async function press(page: Page, action: string) {
  const button = await page.waitForSelector(`${name} >>> [data-action=${action}]`, {visible: true});
  await button?.click();
}

/**
 * Waits until a readout satisfies a pattern; its text.
 * @param readout its data-readout
 */
export async function reads(page: Page, readout: string, pattern: RegExp = /./): Promise<string> {
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
  return ((await handle.jsonValue()) as {text: string}).text;
}

/** SHA-256 of what exportWeights() gives, made on the page: it has 70 MB. */
export function weightsDigest(page: Page): Promise<string> {
  return page.$eval(name, async figure => {
    const bytes = await (figure as RunFigure).exportWeights();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
    return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
  });
}
