import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {completeSettings} from '../../web/settings/check.ts';
import {toQuery} from '../../web/settings/codecs.ts';
import {fitted, whyUnused} from '../../web/settings/fitted.ts';
import {settingsTable} from '../../web/settings/table.ts';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {useBrowser} from './browser.ts';
import {call, press, shows, weightsDigest} from './figure.ts';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();

/** Values that are none of the defaults, where the first other choice will not do. */
const others = {
  'decay-steps': 40,
  model: 'dft',
  n: 16,
  seed: 4294967295,
  lr: 0.0123,
  'lr-changes': '7:0.01,19:0.005',
  batch: 7,
  examples: 150,
  steps: 33,
  'target-loss': 1e-300,
  workers: 3,
  kernel: 'simd128',
  speed: 'max',
};

/** Settings of which none is at its default, as far as they can be given together. */
function unlikeDefaults(given: Record<string, unknown>) {
  const settings: Record<string, unknown> = {...others, ...given};
  const network = completeSettings({model: settings.model, optimizer: settings.optimizer});
  for (const setting of settingsTable) {
    const {key, type, values = []} = fitted(setting, network);
    if (whyUnused(setting, network)) delete settings[key];
    else if (type === 'choice') {
      settings[key] ??= values.find(value => value !== fitted(setting, network).default);
    }
  }
  if (settings.epochs) delete settings.steps;
  return completeSettings({...settings, ...given});
}

/** SHA-256 of the weights that the command line trains with the settings of a query. */
async function trainedByNode(t: TestContext, query: URLSearchParams) {
  const file = (await createFolder(t))('W.npy');
  const ofRun = settingsTable.filter(({scope}) => scope === 'run').map(({key}) => key);
  const flags = [...query].flatMap(([key, value]) =>
    ofRun.includes(key) ? [`--${key}=${value}`] : [],
  );
  const {status, stderr} = await fourierNet('train', ...flags, '--save', file);
  assert.equal(status, 0, stderr);
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Opens a link and plays to its end. */
async function played(t: TestContext, query: string) {
  const {page, problems} = await pages.open(t, {query});
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await page.waitForFunction(
    () => (document.querySelector('dft-figure') as RunFigure | null)?.state === 'idle',
  );
  await call(page, 'play');
  await shows(page, /as asked\./);
  assert.deepEqual(problems, []);
  return page;
}

for (const given of [
  {optimizer: 'sgd', lr: 0.5, 'lr-changes': '7:0.25'},
  {optimizer: 'momentum'},
  {optimizer: 'adam', n: 4},
  {optimizer: 'amsgrad', epochs: 2, steps: null, examples: 100},
  {optimizer: 'lms', n: 32, batch: 300},
  {optimizer: 'lms', examples: 'streaming', 'lr-changes': null},
  {optimizer: 'kaczmarz', n: 64, batch: 64},
  {optimizer: 'exact', steps: 3, examples: 64},
]) {
  test(`a link with every setting gives the bits of the command line: ${JSON.stringify(given)}`, async t => {
    const settings = unlikeDefaults(given);
    const query = toQuery(settings);
    const page = await played(t, `?${query}`);
    assert.deepEqual((await call(page, 'getState')).settings, settings);
    assert.equal(await weightsDigest(page), await trainedByNode(t, query));
  });
}

test('rates changed while it trains are in the copied link, which replays them', async t => {
  const page = await played(t, '?n=16&optimizer=lms&kernel=simd128&steps=5&seed=3');
  await page.bringToFront();
  const permissions = ['clipboard-read', 'clipboard-sanitized-write'] as const;
  const {origin} = new URL(page.url());
  await page.browserContext().overridePermissions(origin, [...permissions]);
  await page.$eval('dft-figure', figure => figure.setAttribute('lr', '0.05'));
  await call(page, 'step', 6);
  await page.$eval('dft-figure', figure => figure.setAttribute('lr', '0.7'));
  await call(page, 'step', 4);
  await press(page, 'Copy link');
  await shows(page, /Link copied/);
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(link.searchParams.get('lr-changes'), '5:0.05,11:0.7');
  link.searchParams.set('steps', '15');
  const replayed = await played(t, link.search);
  const digest = await weightsDigest(replayed);
  assert.equal(digest, await weightsDigest(page));
  assert.equal(digest, await trainedByNode(t, link.searchParams));
});

test('every setting of a run is in one of the links above', () => {
  const query = toQuery(unlikeDefaults({optimizer: 'momentum'}));
  const left = settingsTable.filter(
    ({key, scope, models: users = ['dft']}) =>
      scope === 'run' && users.includes('dft') && !query.has(key),
  );
  assert.deepEqual(
    left.map(({key}) => key),
    ['model', 'epochs'], // the figure's own; the other end of a run
  );
});
