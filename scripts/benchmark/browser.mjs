import {launchChromium} from '../chromium.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Browser */

/**
 * A Chromium of its own for a section; close() ends it, pages and workers included.
 * @param {string} site its address
 * @param {import('puppeteer-core').LaunchOptions} [options]
 */
export async function openBrowser(site, options) {
  const browser = await launchChromium({protocolTimeout: 0, ...options}); // an epoch may take minutes
  const prepare = async (/** @type {Page} */ page) => {
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
     * @param {string} address relative to the site
     * @param {Page} [page] left out: a new one
     */
    async open(address, page) {
      const opened = page ?? (await prepare(await browser.newPage()));
      await opened.goto(site + address);
      return opened;
    },
    /** The benchmark's own page, with the functions of page.js. */
    openBench() {
      return this.openPage(`${site}benchmark.html`, 'startRun');
    },
    /**
     * A page of any address, once it has a function.
     * @param {string} address
     * @param {string} name the function's, a global one
     */
    async openPage(address, name) {
      const page = await prepare(await browser.newPage());
      await page.goto(address);
      await page.waitForFunction(global => global in globalThis, {}, name);
      return page;
    },
    close: () => browser.close(),
  };
}
