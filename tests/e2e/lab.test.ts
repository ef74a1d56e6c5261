import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import type {Page} from 'puppeteer-core';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();

/** The path and the query that a page has come to. */
async function arrivedAt(page: Page, pathname: RegExp) {
  await page.waitForFunction(
    source => new RegExp(source).test(location.pathname),
    {},
    pathname.source,
  );
  return new URL(page.url()).search;
}

/** Links of the first version, and what was meant for one. */
const old = [
  '?n=16&optimizer=lms&seed=9',
  'index.html?n=16&batch=8',
  '?model=butterfly&n=8',
  '?optimiser=lms',
  '?theme=Dark',
  '?theme=dark&n=8',
];

for (const link of old) {
  test(`${link}: a link of the first version opens the lab with its settings`, async t => {
    const {page} = await pages.open(t, {address: pages.server.address + link});
    const search = link.replace('index.html', '');
    assert.equal(await arrivedAt(page, /\/lab\/$/), search);
    const query = new URLSearchParams(search);
    const tag = query.get('model') === 'butterfly' ? 'butterfly-figure' : 'dft-figure';
    await page.waitForFunction(name => customElements.get(name), {}, tag);
    const {settings} = await page.$eval(tag, figure => (figure as RunFigure).getState());
    for (const key of ['n', 'batch', 'seed'] as const) {
      if (query.has(key)) assert.equal(settings[key], Number(query.get(key)));
    }
  });
}

for (const query of ['?utm_source=post', '?theme=dark', '?fbclid=a&ref=b']) {
  test(`${query}: what is no setting of a run stays with the article`, async t => {
    const {page, problems} = await pages.open(t, {address: pages.server.address + query});
    await page.waitForFunction(() => customElements.get('opening-figure'));
    assert.match(new URL(page.url()).pathname, /\/$/);
    assert.doesNotMatch(page.url(), /lab/);
    const {theme} = await page.evaluate(() => ({...document.documentElement.dataset}));
    assert.equal(theme, query === '?theme=dark' ? 'dark' : undefined);
    assert.deepEqual(problems, []);
  });
}

test('its links lead from model to model, and the one that is shown is marked', async t => {
  const {page, problems} = await pages.open(t, {query: '?model=dst&n=8'});
  const links = () =>
    page.$$eval('.networks a', all =>
      all.map(({search, ariaCurrent}) => ({search, isHere: ariaCurrent === 'page'})),
    );
  const here = (await links()).filter(({isHere}) => isHere);
  assert.deepEqual(
    here,
    [{search: '?model=dct', isHere: true}],
    'the figure of several transforms',
  );
  for (const [index, {search}] of (await links()).entries()) {
    const all = await page.$$('.networks a');
    await Promise.all([page.waitForNavigation(), all[index].click()]);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('main > :defined')].some(each => 'state' in each),
    );
    assert.match(await page.title(), /: the lab$/);
    assert.equal(new URL(page.url()).search, search);
    const model = await page.evaluate(async () => {
      const all = [...document.querySelectorAll('main > :defined')];
      const figure = all.find(each => 'state' in each) as RunFigure;
      return (await figure.getState()).settings.model;
    });
    assert.equal(search, `?model=${model}`);
  }
  assert.deepEqual(problems, []);
});

test('#step=25 goes on where a run was, live learning rates included', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=16&lr-changes=10:0.001#step=25'});
  await page.waitForFunction(
    () => (document.querySelector('dft-figure') as RunFigure)?.account?.progress.step === 25,
  );
  const {step, schedule} = await page.$eval('dft-figure', figure =>
    (figure as RunFigure).getState(),
  );
  assert.equal(step, 25);
  assert.deepEqual(schedule.at(-1), [10, 0.001]);
  assert.deepEqual(problems, []);
});

test('without JavaScript it says what it needs', async t => {
  const address = `${pages.server.address}lab/`;
  const {page} = await pages.open(t, {address, scripts: false});
  assert.match(await page.$eval('noscript', each => each.textContent), /needs JavaScript/);
});
