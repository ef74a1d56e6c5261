import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {ready} from './figure.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();

test('every place that the text points to is there, and each contents entry is a heading', async t => {
  const {page, problems} = await pages.open(t);
  const {missing, entries, headings} = await page.evaluate(() => ({
    missing: [...document.querySelectorAll('a[href^="#"]')]
      .map(link => link.getAttribute('href') ?? '')
      .filter(address => !document.querySelector(address)),
    entries: [...document.querySelectorAll('.contents a')].map(link => link.textContent),
    headings: [...document.querySelectorAll('section h2')].map(heading => heading.textContent),
  }));
  assert.deepEqual(missing, []);
  assert.deepEqual(entries, headings);
  assert.deepEqual(problems, []);
});

test('a number in the text is that of the run on the screen', async t => {
  const {page} = await pages.open(t, {query: '?n=16&optimizer=lms'});
  await ready(page);
  const told = () => page.$eval('run-value[of=dft]', value => value.textContent);
  const shown = () =>
    page.$eval(
      'dft-figure',
      figure => figure.shadowRoot?.querySelector("[data-readout='weight-error']")?.textContent,
    );
  const before = await told();
  assert.equal(before, await shown());
  await page.$eval('dft-figure', figure => (figure as RunFigure).step(5));
  assert.notEqual(await told(), before);
  assert.equal(await told(), await shown());
});
