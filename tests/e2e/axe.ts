import {readFile} from 'node:fs/promises';
import {screenshot} from './browser.ts';
import type Axe from 'axe-core';
import type {Page} from 'puppeteer-core';

type AxeWindow = typeof window & {axe: typeof Axe};

type Violation = {id: string; help: string; nodes: string[]};

const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Rules whose answer another theme may change. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong with an element.
 * @param rules left out: all
 */
export async function violations(
  page: Page,
  selector: string,
  rules?: string[],
): Promise<Violation[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe); // the page's own policy lets no script in
  return page.evaluate(
    async (wanted, runOnly) => {
      const results = await (window as AxeWindow).axe.run(
        document.querySelector(wanted) as Element,
        {
          resultTypes: ['violations'],
          ...(runOnly && {runOnly}),
        },
      );
      return results.violations.map(({id, help, nodes}) => ({
        id,
        help,
        nodes: nodes.map(({target}) => target.join(' ')),
      }));
    },
    selector,
    rules,
  );
}

/**
 * What axe finds in both themes, at each width, and what is wider than the screen: all rules in the
 * light one, those of colours in the dark one.
 * @param options picture: name of a
 * screenshot in each form; part: what is on it
 */
export async function violationsInAllForms(
  page: Page,
  selector: string,
  options: {widths?: number[]; picture?: string; part?: string} = {},
): Promise<((Violation & {form: string}) | string)[]> {
  const {widths = [1280, 360], picture, part} = options;
  const before = page.viewport();
  const height = before?.height ?? 900;
  const found = [];
  for (const width of widths) {
    if (page.viewport()?.width !== width) await page.setViewport({width, height});
    for (const scheme of ['dark', 'light']) {
      await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
      await page.evaluate(
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const form = `${scheme}, ${width} px`;
      const rules = scheme === 'dark' ? ofColours : undefined;
      for (const each of await violations(page, selector, rules)) found.push({...each, form});
      if (picture) await screenshot(page, `${picture}-${scheme}-${width}`, part);
    }
    const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
    if (wide > width) found.push(`${wide} px wide, of ${width}`);
  }
  if (before && page.viewport()?.width !== before.width) await page.setViewport(before);
  return found;
}
