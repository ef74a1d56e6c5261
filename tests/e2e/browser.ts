import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {after, before} from 'node:test';
import {TimeoutError} from 'puppeteer-core';
import {launchChromium} from '../../scripts/chromium.ts';
import {serveDist} from './server.ts';
import {shell} from './shell.ts';
import type {Browser, Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';

/** Nothing is expected to take this long: it only ends a test that hangs. */
export const patience = 20_000;

export interface OpenOptions {
  /** of the page's address: settings */
  query?: string;
  /** of the page; left out: the lab where there are settings, otherwise the article */
  address?: string;
  /** of the viewport */
  width?: number;
  height?: number;
  /** device pixels in a CSS pixel */
  scale?: number;
  /** features such as prefers-color-scheme */
  media?: Record<string, string>;
  /** whether JavaScript runs */
  scripts?: boolean;
  /** whether the page is kept for when there is no network */
  offline?: boolean;
  /** whether the browser stores anything for the page; left out: it does */
  stores?: boolean;
  /** whether no other page's process and storage are its own, even those of pages that are gone */
  alone?: boolean;
  /** before the page is opened */
  prepare?: (page: Page) => unknown;
}

type ReportingWindow = typeof window & {reportViolation: (text: string) => unknown};

interface Opened {
  page: Page;
  /** console errors, uncaught errors, failed requests, policy violations */
  problems: string[];
}

/** To start one for each page takes a quarter of what opening the page takes. */
const oneProcess = '--renderer-process-limit=1';

/**
 * A browser and a server for the tests of a file. Each page opened has a tab of its own, and goes
 * with its test; so does whatever was stored for it.
 * @param flags of Chromium's
 * @param options whole: for what the shell
 * lacks, such as a microphone that can be refused
 */
export function useBrowser(flags?: string[], {whole = false}: {whole?: boolean} = {}) {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveDist>>;
  let shared: SharedContext;
  before(async () => {
    [browser, server] = await Promise.all([
      launchChromium({
        args: [oneProcess, ...(flags ?? [])],
        executablePath: whole ? undefined : shell,
      }),
      serveDist(),
    ]);
    shared = await shareContext(browser, `${server.address}LICENSE`);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    async open(t: TestContext, options: OpenOptions = {}): Promise<Opened> {
      const {query = '', width = 1280, height = 900, scale = 1, media = {}} = options;
      const isAlone = options.alone || options.offline || shared.isTaken;
      const context = isAlone ? await browser.createBrowserContext() : shared.take();
      t.after(() => (isAlone ? context.close() : shared.clear()));
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      await page.setViewport({width, height, deviceScaleFactor: scale});
      const features = Object.entries(media).map(([name, value]) => ({name, value}));
      if (features.length > 0) await page.emulateMediaFeatures(features);
      if (options.scripts === false) await page.setJavaScriptEnabled(false);
      const problems = await collectProblems(page);
      tellWhatWasThere(page);
      if (!options.offline) await page.evaluateOnNewDocument(keepNothing);
      if (options.stores === false) await page.evaluateOnNewDocument(storeNothing);
      await options.prepare?.(page);
      const usual = query.startsWith('?') ? `${server.address}lab/` : server.address;
      await page.goto((options.address ?? usual) + query, {waitUntil: 'load'});
      return {page, problems};
    },
    get browser() {
      return browser;
    },
    get server() {
      return server;
    },
  };
}

type SharedContext = Awaited<ReturnType<typeof shareContext>>;

/**
 * The browser's own context, for a test at a time.
 * @param address of a small page, whose tab keeps the process of the others
 */
async function shareContext(browser: Browser, address: string) {
  const context = browser.defaultBrowserContext();
  const keeper = await context.newPage();
  await keeper.goto(address);
  const session = await keeper.createCDPSession();
  let isTaken = false;
  return {
    /** whether a test has it */
    get isTaken() {
      return isTaken;
    },
    take() {
      isTaken = true;
      return context;
    },
    /** Takes away all that a test has opened, allowed and stored. */
    async clear() {
      const pages = await context.pages();
      await Promise.all(pages.filter(page => page !== keeper).map(page => page.close()));
      await context.clearPermissionOverrides();
      await session.send('Storage.clearDataForOrigin', {origin: '*', storageTypes: 'all'});
      isTaken = false;
    },
  };
}

/** What goes wrong on a page, from now on. */
async function collectProblems(page: Page) {
  const problems: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warn') problems.push(message.text());
  });
  page.on('pageerror', error => problems.push(String(error)));
  page.on('requestfailed', request => {
    const reason = request.failure()?.errorText;
    // A frame that is taken away breaks off what it was loading.
    const isCutOff = reason === 'net::ERR_ABORTED' && request.frame() !== page.mainFrame();
    if (!isCutOff) problems.push(`${request.url()} ${reason}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => problems.push(text));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const report = (window as ReportingWindow).reportViolation;
      report(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return problems;
}

/** In the page: to fetch and store all of it once more takes a quarter of what opening it takes. */
function keepNothing() {
  if (!('ServiceWorkerContainer' in globalThis)) return;
  // Not by navigator.serviceWorker, which a sandboxed frame may not read.
  const {prototype} = ServiceWorkerContainer;
  prototype.register = () => Promise.reject(new Error('not in this test'));
}

/** In the page: to keep a run of 70 MB takes longer than its first steps. */
function storeNothing() {
  IDBFactory.prototype.open = () => {
    throw new DOMException('not in this test', 'SecurityError');
  };
}

/** Has whoever waits in vain for something on a page say what its figures were in, instead. */
function tellWhatWasThere(page: Page) {
  const wait = page.waitForFunction.bind(page);
  page.waitForFunction = (async (...parts) => {
    try {
      return await wait(...parts);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      const figures = () =>
        [...document.querySelectorAll(':defined')]
          .filter(element => 'state' in element)
          .map(figure => {
            const {state, shadowRoot} = figure;
            const message = shadowRoot?.querySelector('[data-readout=message]')?.textContent;
            return `${figure.localName} is ${state} ${message ?? ''}`;
          });
      error.message += `: ${(await page.evaluate(figures)).join(', ')}`;
      throw error;
    }
  }) as typeof wait;
}

/**
 * Writes a picture of the page into the folder SCREENSHOTS, if that is set.
 * @param part a selector; left out: the whole page
 */
export async function screenshot(page: Page, name: string, part?: string) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, {recursive: true});
  const file = path.join(folder, `${name}.png`);
  if (part) await (await page.$(part))?.screenshot({path: file});
  else await page.screenshot({path: file, fullPage: true});
}
