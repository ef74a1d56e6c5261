import puppeteer, {TimeoutError} from 'puppeteer-core';
import {launchChromium} from '../../scripts/chromium.ts';
import {shell} from '../e2e/shell.ts';
import type {Engine, Script} from './tab.ts';
import type {Browser, ElementHandle, EvaluateFunc} from 'puppeteer-core';

type Input = ElementHandle<HTMLInputElement>;

/** Chromium as it is without windows, menus and profiles. */
export async function chromium(): Promise<Engine> {
  return engineOf(await launchChromium({executablePath: shell}));
}

/** Chromium as readers have it, at twice the work. */
export async function wholeChromium(): Promise<Engine> {
  return engineOf(await launchChromium());
}

/** Firefox over WebDriver BiDi. */
export async function firefox(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
  });
  // Unlike Chromium behind a pipe, it would outlive this process.
  const end = () => browser.process()?.kill('SIGKILL');
  process.once('exit', end);
  const engine = engineOf(browser);
  return {
    ...engine,
    async close() {
      await engine.close();
      process.off('exit', end);
    },
  };
}

function engineOf(browser: Browser): Engine {
  return {
    async openTab({width, height}) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({width, height});
      return {
        async goto(url) {
          await page.goto(url, {waitUntil: 'load'});
        },
        evaluate: <Args extends unknown[], Result>(script: Script<Args, Result>, ...args: Args) =>
          page.evaluate(script as EvaluateFunc<Args>, ...args) as Promise<Awaited<Result>>,
        async waitFor<Args extends unknown[], Result>(
          script: Script<Args, Result>,
          args: Args,
          patience: number,
        ): Promise<Awaited<Result> | undefined> {
          const isLate = (error: unknown) => {
            if (!(error instanceof TimeoutError)) throw error;
          };
          const found = await page
            .waitForFunction(script as EvaluateFunc<Args>, {timeout: patience}, ...args)
            .catch(isLate);
          return found?.jsonValue() as Promise<Awaited<Result> | undefined>;
        },
        clickAt: (x, y) => page.mouse.click(x, y),
        async press(key, times = 1) {
          for (let i = 0; i < times; i++) await page.keyboard.press(key);
        },
        async setFile(find, file) {
          const input = (await page.evaluateHandle(find)) as Input;
          await input.uploadFile(file);
        },
        picture: async () => Buffer.from(await page.screenshot()),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
