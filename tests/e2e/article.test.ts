import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {formatScientific} from '../../web/words/format.ts';
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
  const {page} = await pages.open(t);
  const told = () => page.$eval('run-value[of=opening]', value => value.textContent);
  assert.equal(await told(), 'a long way');
  const before: string[] = [];
  for (const steps of [3, 5]) {
    const error = await page.$eval(
      'opening-figure',
      async (figure, count) => {
        await customElements.whenDefined('opening-figure');
        await (figure as RunFigure).step(count);
        return (figure as RunFigure).account?.progress.weightError ?? NaN;
      },
      steps,
    );
    assert.equal(await told(), formatScientific(error));
    assert.ok(!before.includes(await told()));
    before.push(await told());
  }
});
