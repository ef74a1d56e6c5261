import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violations} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import type {TestContext} from 'node:test';
import type {OpenOptions} from './browser.ts';
import type {Page} from 'puppeteer-core';
import type {LessonFigure} from '../../web/figures/lesson/figure.ts';

const pages = useBrowser();
const tag = 'comparison-figure';

async function open(t: TestContext, options?: OpenOptions) {
  const opened = await pages.open(t, options);
  const {page} = opened;
  // The page moves while its figures come.
  await page.waitForFunction(
    name => {
      const figure = document.querySelector(name) as Element;
      figure.scrollIntoView({behavior: 'instant'});
      return figure.shadowRoot?.querySelector('[data-cell=lms-weights]')?.textContent;
    },
    {},
    tag,
  );
  const size = await page.waitForSelector(`${tag} >>> [data-part=size]`);
  await size?.select('8');
  await shows(page, '[data-cell=lms-weights]', /^256$/);
  return opened;
}

const cells = (page: Page): Promise<Record<string, string>> =>
  page.$eval(tag, figure =>
    Object.fromEntries(
      [...(figure.shadowRoot as ShadowRoot).querySelectorAll('td')].map(cell => [
        cell.dataset.cell ?? '',
        cell.textContent ?? '',
      ]),
    ),
  );

/** Waits until a cell of the table matches. */
const shows = (page: Page, cell: string, {source}: RegExp) =>
  page.waitForFunction(
    (name, wanted, text) => {
      const found = document.querySelector(name)?.shadowRoot?.querySelector(wanted);
      return new RegExp(text).test(found?.textContent ?? '');
    },
    {},
    tag,
    cell,
    source,
  );

test('Play runs them in turn, and the numbers are of these runs', async t => {
  const {page, problems} = await open(t);
  const before = await cells(page);
  assert.deepEqual(
    [before['lms-weights'], before['butterfly-weights'], before['fft-applied']],
    ['256', '96', '48'],
  );
  assert.deepEqual([before['lms-examples'], before['fft-seconds']], ['–', '–']);
  await page.$eval(tag, figure => void (figure as LessonFigure).play());
  await shows(page, '[data-part=frames] tr:nth-child(3) .note', /^(reached|ended)/);
  const after = await cells(page);
  const notes = await page.$eval(tag, figure =>
    [...(figure.shadowRoot as ShadowRoot).querySelectorAll('tbody .note')].map(
      ({textContent}) => textContent ?? '',
    ),
  );
  assert.deepEqual(
    notes.map(note => note.split(' ')[0]),
    [...Array(5).fill('reached'), 'nothing', 'reached', 'reached', 'by'],
  );
  assert.match(after['lms-seconds'], /^\d+\.\d+$/);
  const number = (key: string) => Number(after[key].replace(/\D/g, ''));
  assert.equal(number('lms-trained'), 2 * 256 * number('lms-examples'));
  assert.ok(number('lms-examples') < number('amsgrad-examples'));
  assert.ok(number('exact-examples') === 64, 'four times the inputs');
  await screenshot(page, 'comparison', tag);
  assert.deepEqual(await violations(page, tag), []);
  assert.deepEqual(problems, []);
});

test('told many things at once, it does them in turn, and one run is at work', async t => {
  const {page, problems} = await open(t);
  const outcome = await page.$eval(tag, async element => {
    const figure = element as LessonFigure;
    const states: string[] = [];
    figure.addEventListener('statechange', () => states.push(figure.state));
    const told = ['play', 'pause', 'play', 'reset', 'play', 'newSeed', 'pause', 'play'] as const;
    await Promise.all(told.map(name => figure[name]()));
    return {states, state: figure.state};
  });
  assert.equal(outcome.state, 'running');
  assert.deepEqual(
    outcome.states,
    ['running', 'paused', 'running', 'paused', 'idle', 'running', 'paused', 'idle', 'running'], // prettier-ignore
  );
  await shows(page, '[data-part=frames] tr:nth-child(3) .note', /^(reached|ended)/);
  await page.$eval(tag, async figure => {
    const {pause, reset} = figure as LessonFigure;
    await Promise.all([pause.call(figure), reset.call(figure)]);
  });
  assert.equal((await cells(page))['amsgrad-examples'], '–');
  assert.deepEqual(problems, []);
});

test('a row’s own button runs it alone; another size begins anew', async t => {
  const {page} = await open(t);
  await (await page.waitForSelector(`${tag} >>> [data-action=run-exact]`))?.click();
  await shows(page, '[data-cell=exact-examples]', /^64$/);
  assert.equal((await cells(page))['lms-examples'], '–');
  const size = await page.waitForSelector(`${tag} >>> [data-part=size]`);
  await size?.select('16');
  await shows(page, '[data-cell=exact-examples]', /^–$/);
  await shows(page, '[data-cell=lms-weights]', /^1\D?024$/);
});
