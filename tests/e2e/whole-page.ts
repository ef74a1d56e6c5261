import {readdir} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Page} from 'puppeteer-core';

export const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Paths of all built pages, relative to dist/. */
export async function builtPages() {
  const files = await readdir(dist, {recursive: true});
  return files.filter(file => file.endsWith('.html')).sort();
}

/**
 * Brings the figures of a page near, one after the other, until each has its code and its markup.
 * @returns their tags
 */
export async function loadFigures(page: Page): Promise<string[]> {
  const tags = await page.$$eval('body *', elements =>
    elements.map(({localName}) => localName).filter(name => name.endsWith('-figure')),
  );
  for (const tag of tags) {
    await page.waitForFunction(
      name => {
        const figure = document.querySelector(name);
        figure?.scrollIntoView();
        return figure?.shadowRoot?.querySelector('.figure');
      },
      {},
      tag,
    );
  }
  return tags;
}
