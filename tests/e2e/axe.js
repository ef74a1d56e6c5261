import {readFile} from 'node:fs/promises';

const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * What axe finds wrong with an element.
 * @param {import('puppeteer-core').Page} page
 * @param {string} selector
 * @returns {Promise<{id: string, help: string, nodes: string[]}[]>}
 */
export async function violations(page, selector) {
  await page.evaluate(axe); // the page's own policy lets no script in
  return page.evaluate(async wanted => {
    const results = await /** @type {any} */ (window).axe.run(document.querySelector(wanted));
    return results.violations.map((/** @type {any} */ {id, help, nodes}) => ({
      id,
      help,
      nodes: nodes.map((/** @type {any} */ {target}) => target.join(' ')),
    }));
  }, selector);
}
