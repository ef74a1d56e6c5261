import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {allowDownloads} from './downloads.ts';
import {
  call,
  choose,
  fill,
  press,
  readoutMatching,
  ready,
  shows,
  valueOf,
  weightsOf,
} from './figure.ts';
import {serveDist} from './server.ts';
import type {Page} from 'puppeteer-core';
import type {DftFigure} from '../../web/figures/dft/dft-figure.ts';

const pages = useBrowser();

async function copiedLink(page: Page) {
  const {origin} = new URL(page.url());
  const permissions = ['clipboard-read', 'clipboard-sanitized-write'] as const;
  await page.browserContext().overridePermissions(origin, [...permissions]);
  await press(page, 'Copy link');
  await shows(page, /Link copied/);
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a copied link opens the same run', async t => {
  const {page} = await pages.open(t, {query: '?utm_source=x&kernel=simd128'});
  await ready(page);
  await page.bringToFront();
  await choose(page, 'Samples n', '16');
  await ready(page);
  await choose(page, 'Optimiser', 'lms');
  await fill(page, 'Learning rate', '0.25');
  await fill(page, 'Batch', '32');
  await fill(page, 'Seed', '99');
  await choose(page, 'Examples', 'streaming');
  await choose(page, 'Speed', 'max');
  await choose(page, 'Signal', 'chirp');
  await ready(page);
  const link = await copiedLink(page);
  assert.ok(link.startsWith(pages.server.address), link);
  assert.doesNotMatch(link, /utm_source/);
  const state = await call(page, 'getState');

  const {page: other} = await pages.open(t, {query: new URL(link).search});
  await ready(other);
  assert.equal(await valueOf(other, 'combobox', 'Signal'), 'chirp');
  const opened = await call(other, 'getState');
  const {signal: one, ...settings} = state.settings; // the signal is the figure's, not the run's
  const {signal: another, ...openedSettings} = opened.settings;
  assert.deepEqual(openedSettings, settings);
  assert.deepEqual([opened.schedule, opened.step], [state.schedule, 0]);
  assert.ok(one && another);
  await Promise.all([call(page, 'step', 20), call(other, 'step', 20)]);
  assert.deepEqual(await weightsOf(other), await weightsOf(page));
});

test('a link to an untouched bench is its plain address', async t => {
  const {page} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  await page.bringToFront();
  assert.equal(await copiedLink(page), `${pages.server.address}lab/`);
});

for (const [what, prepare] of [
  ['not allowed', () => (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))],
  ['missing', () => Object.defineProperty(navigator, 'clipboard', {value: undefined})],
] as [string, () => void][]) {
  test(`where copying is ${what}, the link is shown`, async t => {
    const {page, problems} = await pages.open(t, {
      query: '?n=16',
      prepare: page => page.evaluateOnNewDocument(prepare),
    });
    await ready(page);
    await press(page, 'Copy link');
    await shows(page, /did not allow copying/);
    const beside = await page.$eval(
      'dft-figure >>> [data-readout=taken]',
      each => each.textContent,
    );
    assert.ok(beside?.includes(`${pages.server.address}lab/?n=16`), `${beside}`);
    assert.deepEqual(problems, []);
  });
}

test('Save weights downloads W.npy, named after its run', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=16&optimizer=lms&seed=3'});
  await ready(page);
  await call(page, 'step', 10);
  const downloaded = (await allowDownloads(t, page))();
  await press(page, 'Save weights (.npy)');
  const {name, file} = await downloaded;
  assert.equal(name, 'dft-16-lms-seed-3-step-10.npy');
  const bytes = await readFile(file);
  assert.deepEqual(bytes, await weightsOf(page));
  assert.equal(bytes.subarray(1, 6).toString(), 'NUMPY');
  assert.match(bytes.toString('latin1', 0, 128), /'<f4'.*'shape': \(32, 32\)/);
  assert.deepEqual(problems, []);
});

test('Save curves downloads what the table of losses shows, with all digits', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=16&optimizer=lms&seed=3'});
  await ready(page);
  await call(page, 'step', 10);
  const downloaded = (await allowDownloads(t, page))();
  await press(page, 'Save curves (.csv)');
  const {name, file} = await downloaded;
  assert.equal(name, 'dft-16-lms-seed-3-step-10.csv');
  const [head, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
  assert.equal(head, 'step,examples,loss,heldOutLoss,weightError');
  const history = await page.$eval('dft-figure', figure => {
    const {account} = figure as DftFigure;
    return account?.history.map(({step, loss, heldOutLoss, weightError}) => [
      step,
      step * 64,
      Number.isNaN(loss) ? 0 : loss,
      heldOutLoss,
      weightError,
    ]);
  });
  assert.equal(lines.length, 11);
  assert.deepEqual(
    lines.map(line => line.split(',').map(Number)),
    history,
  );
  assert.deepEqual(problems, []);
});

test('where the code for it cannot be loaded, that is said; the run goes on', async t => {
  const server = await serveDist({without: file => file.includes('take-away-')});
  t.after(() => server.close());
  const {page} = await pages.open(t, {address: `${server.address}lab/`, query: '?n=16'});
  await ready(page);
  await press(page, 'Save run');
  await shows(page, /The code for this could not be loaded: check the connection/);
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^1$/);
});
