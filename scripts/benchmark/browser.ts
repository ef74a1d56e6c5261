import {launchChromium} from '../chromium.ts';
import type {Page, LaunchOptions} from 'puppeteer-core';

export type Browser = Awaited<ReturnType<typeof openBrowser>>;

/**
 * A Chromium of its own for a section; close() ends it, pages and workers included.
 * @param site its address
 */
export async function openBrowser(site: string, options?: LaunchOptions) {
  const browser = await launchChromium({protocolTimeout: 0, ...options}); // an epoch may take minutes
  const prepare = async (page: Page) => {
    await page.setViewport({width: 1280, height: 2000});
    page.on('pageerror', error => process.stderr.write(`page error: ${error}\n`));
    return page;
  };
  return {
    version: await browser.version(),
    /** Process id of the browser; all of its processes descend from it. */
    pid: browser.process()?.pid ?? NaN,
    site,
    /** The blank page that a browser starts with. */
    blankPage: async () => prepare((await browser.pages())[0]),
    /**
     * @param address relative to the site
     * @param page left out: a new one
     */
    async open(address: string, page?: Page) {
      const opened = page ?? (await prepare(await browser.newPage()));
      await opened.goto(site + address);
      return opened;
    },
    /** The benchmark's own page, with the functions of page.ts. */
    openBench() {
      return this.openPage(`${site}benchmark.html`, 'startRun');
    },
    /**
     * A page of any address, once it has a function.
     * @param name the function's, a global one
     */
    async openPage(address: string, name: string) {
      const page = await prepare(await browser.newPage());
      await page.goto(address);
      await page.waitForFunction(global => global in globalThis, {}, name);
      return page;
    },
    close: () => browser.close(),
  };
}
