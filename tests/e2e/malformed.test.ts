import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completeSettings, parseSetting} from '../../web/settings/check.ts';
import {settingsTable} from '../../web/settings/table.ts';
import {tryCases} from '../fuzz/cases.ts';
import {malformedQuery} from '../fuzz/malformed.ts';
import {useBrowser} from './browser.ts';
import {call, ready, weightsDigest} from './figure.ts';
import type {Page} from 'puppeteer-core';
import type {Random} from '../fuzz/cases.ts';
import type {FigureInPage} from './in-page.ts';

const pages = useBrowser();

/** Longer than a host reads of an address. */
const longest = 4000;

/** What the page has to say to a query. */
function complaints(query: URLSearchParams): string {
  const settings: Record<string, unknown> = {};
  const problems = [];
  for (const {key} of settingsTable) {
    const text = query.get(key);
    try {
      if (text !== null) settings[key] = parseSetting(key, text, 'dft');
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  try {
    completeSettings(settings);
  } catch (error) {
    problems.push((error as Error).message);
  }
  return problems.join(' ');
}

/** Elements that no figure of ours has, and what it says. */
function markupOf(page: Page) {
  return page.$eval('dft-figure', figure => {
    const root = figure.shadowRoot as ShadowRoot;
    const foreign = 'img, iframe, object, embed, svg, script, base, form[action]';
    return {
      foreign: root.querySelectorAll(foreign).length,
      inMessage: root.querySelectorAll('[data-readout=message] *').length,
      message: root.querySelector('[data-readout=message]')?.textContent ?? '',
    };
  });
}

test('12 malformed queries: the page says which keys, and is as it always is', async t => {
  const {page, problems} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  const generate = (random: Random): string => {
    const text = malformedQuery(random);
    const {searchParams} = new URL(`?${text}`, pages.server.address);
    const other = ['spectrogram', 'shared'].includes(searchParams.get('model') ?? '');
    return text.length > longest || other ? generate(random) : text;
  };
  await tryCases(
    generate,
    async text => {
      const address = new URL(`lab/?${text}`, pages.server.address);
      await page.goto(address.href, {waitUntil: 'load'});
      await page.waitForFunction(() => {
        const figure = document.querySelector('dft-figure') as FigureInPage;
        return ['idle', 'running'].includes(figure?.state) && figure.account.history.length > 0;
      });
      const expected = complaints(address.searchParams);
      const shown = await markupOf(page);
      assert.deepEqual(shown, {foreign: 0, inMessage: 0, message: expected});
      assert.deepEqual(problems, []);
    },
    {count: 12},
  );
});

test('malformed attributes of 1,000 cases: each is refused by name, and the run goes on as it was', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=8&optimizer=lms&kernel=simd128'});
  await ready(page);
  await call(page, 'step', 5);
  const before = {state: await call(page, 'getState'), digest: await weightsDigest(page)};
  const refused: Map<string, {key: string; value: string; expected: string}> = new Map(); // the same value again is no change
  await tryCases(
    malformedQuery,
    text => {
      for (const [key, value] of new URLSearchParams(text)) {
        if (!settingsTable.some(setting => setting.key === key)) continue;
        try {
          parseSetting(key, value, 'dft');
        } catch {
          const expected = complaints(new URLSearchParams([[key, value]]));
          refused.set(`${key}=${value}`, {key, value, expected});
        }
      }
    },
    {count: 1000},
  );
  const attributes = [...refused.values()];
  assert.ok(attributes.length > 1000, `${attributes.length} attributes`);

  const messages = await page.$eval(
    'dft-figure',
    (figure, given) =>
      given.map(({key, value}) => {
        figure.setAttribute(key, value);
        return figure.shadowRoot?.querySelector('[data-readout=message]')?.textContent;
      }),
    attributes,
  );
  assert.deepEqual(
    messages,
    attributes.map(({expected}) => expected),
  );
  assert.deepEqual(await call(page, 'getState'), before.state);
  assert.equal(await weightsDigest(page), before.digest);
  const {foreign, inMessage} = await markupOf(page);
  assert.deepEqual({foreign, inMessage}, {foreign: 0, inMessage: 0});
  assert.deepEqual(problems, []);
});
