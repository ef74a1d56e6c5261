import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violationsInAllForms} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {numberOf} from './figure.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {OpenOptions} from './browser.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {FigureInPage} from './in-page.ts';

const pages = useBrowser();
const name = 'shared-figure';
const whole = 'spectrogram-figure';

/** The page, scrolled to the figure, with its first weights drawn. */
async function open(t: TestContext, options: OpenOptions = {}) {
  const query = '?model=shared&optimizer=lms';
  const opened = await pages.open(t, {query, ...options});
  const {page} = opened;
  await comeNear(page, name);
  await label(page, 'map');
  return opened;
}

/** Scrolls to a figure and waits until its code is there. */
async function comeNear(page: Page, tag: string) {
  await page.$eval(tag, figure => figure.scrollIntoView());
  await page.waitForFunction(each => customElements.get(each) !== undefined, {}, tag);
  await page.$eval(tag, figure => figure.scrollIntoView()); // others may have grown meanwhile
}

/** The label of a picture, once it has one of its own other than `before`. */
async function label(page: Page, canvas: string, before: string = ''): Promise<string> {
  const handle = await page.waitForFunction(
    (tag, wanted, last) => {
      const image = document.querySelector(tag)?.shadowRoot?.querySelector(wanted);
      const text = image?.getAttribute('aria-label') ?? '';
      return /yet$/.test(text) || text === last ? '' : text;
    },
    {},
    name,
    `[data-canvas=${canvas}]`,
    before,
  );
  return String(await handle.jsonValue());
}

/** The cells of the table side by side, by the head of their row. */
function sideBySide(page: Page): Promise<Record<string, string[]>> {
  return page.$eval(name, figure => {
    const rows = figure.shadowRoot?.querySelectorAll('[data-part=side-by-side] tbody tr') ?? [];
    return Object.fromEntries(
      [...rows].map(row => {
        const [head, ...cells] = [...row.children].map(cell => cell.textContent ?? '');
        return [head, cells.map(cell => cell.replace(/[\u202f\u00a0]/g, ' '))];
      }),
    );
  });
}

/** Plays until it has converged. */
async function learn(page: Page) {
  const play = await page.waitForSelector(`${name} >>> [data-action=play]`);
  await play?.click();
  await page.waitForFunction(
    tag => (document.querySelector(tag) as RunFigure).state === 'converged',
    {},
    name,
  );
}

test('its code is loaded when it comes near, and not before', async t => {
  const {page, problems} = await pages.open(t);
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(entry => entry.name)
        .join(),
    );
  await page.waitForFunction(() => customElements.get('opening-figure') !== undefined);
  assert.match(await loaded(), /opening-figure/);
  assert.doesNotMatch(await loaded(), /shared-figure/);
  await comeNear(page, name);
  assert.match(await loaded(), /shared-figure/);
  assert.deepEqual(problems, []);
});

test('Play trains it until it has learned, and every picture tells', async t => {
  const {page, problems} = await open(t);
  const canvases = ['comparison', 'map', 'wave-0', 'wave-1', 'wave-2', 'wave-3'];
  const before = await Promise.all(canvases.map(canvas => label(page, canvas)));
  assert.match(before[0], /difference is \d+\.\d dB/); // above the reference's peak
  assert.equal((await sideBySide(page))['Steps'][0], '0');
  await learn(page);
  for (const [i, canvas] of canvases.entries()) await label(page, canvas, before[i]);
  assert.match(await label(page, 'comparison'), /difference is −1[1-9]\d\.\d dB/);
  assert.match(await label(page, 'wave-3'), /Weights behind 25 Hz, for the 256 input samples/);

  const table = await sideBySide(page);
  assert.equal(table['Weights'][0], '66 048');
  assert.equal(table['Memory'][0], '2.4 MB');
  assert.ok(numberOf(table['Held-out loss'][0]) < 1e-14, table['Held-out loss'][0]);
  const {step, examples} = await page.$eval(
    name,
    figure => (figure as FigureInPage).account.progress,
  );
  assert.equal(numberOf(table['Steps'][0]), step);
  assert.equal(table['Examples'][0].replace(/\s/g, ''), `${examples}framesof256samples`);
  // 15,000 examples are 234 batches of 64 and one of 24.
  assert.equal(examples, 64 * step - 40 * Math.floor(step / 235));
  assert.match(table['Time'][0], /^(\d+ min )?\d+(\.\d)? s$/);
  const reached = [6, 12, 15].map(power => {
    const power10 = [...String(power)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
    return numberOf(table[`Down to 10⁻${power10}`][0].split(' steps')[0]);
  });
  assert.ok(reached[0] < reached[1] && reached[1] < reached[2], `${reached}`);
  assert.ok(reached[0] > 1 && reached[2] <= step, `${reached}`);
  await screenshot(page, 'shared-learned');
  assert.deepEqual(problems, []);
});

test('the whole one’s numbers appear when its figure has been trained', async t => {
  const {page, problems} = await open(t, {query: ''});
  assert.equal((await sideBySide(page))['Held-out loss'][1], 'not trained here yet');
  await page.$eval(whole, figure => {
    figure.setAttribute('optimizer', 'lms');
    figure.setAttribute('batch', '8');
  });
  await comeNear(page, whole);
  await page.$eval(whole, figure => (figure as RunFigure).step(3));
  const table = await sideBySide(page);
  assert.deepEqual(
    [table['Weights'][1], table['Optimiser'][1], table['Steps'][1]],
    ['17 436 672', 'LMS (1960)', '3'],
  );
  assert.ok(parseInt(table['Memory'][1]) > 70, table['Memory'][1]); // the weights, and work on them
  assert.equal(table['Examples'][1], '24 sounds of 2048 samples');
  const loss = await page.$eval(
    whole,
    figure => (figure as FigureInPage).account.progress.heldOutLoss,
  );
  const shown = numberOf(table['Held-out loss'][1]);
  assert.ok(Math.abs(shown / loss - 1) < 0.05, `${shown}, ${loss}`); // two digits
  assert.equal(table['Down to 10⁻⁶'][1], 'not yet');
  await page.$eval(whole, figure => (figure as RunFigure).reset());
  assert.equal((await sideBySide(page))['Held-out loss'][1], 'not trained here yet');
  assert.deepEqual(problems, []);
});

test('numbers of a whole one that was trained before are there at once', async t => {
  const {page} = await pages.open(t, {
    prepare: page =>
      page.evaluateOnNewDocument(tag => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`${tag} { display: block; margin-bottom: 9000px }`);
        document.adoptedStyleSheets = [sheet]; // the other one is not near yet
      }, whole),
  });
  await page.$eval(whole, figure => figure.setAttribute('batch', '8'));
  await comeNear(page, whole);
  await page.$eval(whole, figure => (figure as RunFigure).step(1));
  assert.ok(await page.evaluate(tag => !customElements.get(tag), name), 'loaded too early to tell');
  await comeNear(page, name);
  await label(page, 'map');
  assert.equal((await sideBySide(page))['Steps'][1], '1');
});

test('its settings in the address reach it', async t => {
  const {page} = await open(t, {query: '?model=shared&seed=7&optimizer=lms&signal=noise'});
  const settings = await page.$eval(name, figure => (figure as FigureInPage).account.settings);
  assert.deepEqual(
    [settings.model, settings.seed, settings.optimizer, settings.signal, settings.batch],
    ['shared', 7, 'lms', 'noise', 64],
  );
});

test('another model than its own is refused in words', async t => {
  const {page} = await open(t);
  await page.$eval(name, figure => figure.setAttribute('model', 'dft'));
  const text = await page.$eval(
    name,
    figure => figure.shadowRoot?.querySelector('[data-readout=message]')?.textContent,
  );
  assert.equal(
    text,
    'model=dft is not possible in “One small layer learns the spectrogram”: this figure shows shared.',
  );
});

test('a click on the map follows its frequency; keys read weights one by one', async t => {
  const {page, problems} = await open(t);
  const chosen = await label(page, 'wave-3');
  const canvas = await page.waitForSelector(`${name} >>> [data-canvas=map]`);
  await canvas?.scrollIntoView();
  await page.waitForFunction(map => (map as HTMLCanvasElement).width > 1, {}, canvas); // it is drawn
  // A click may miss what is still moving; a locator waits until it stands.
  await page.locator(`${name} >>> [data-canvas=map]`).click({offset: {x: 200, y: 100}});
  assert.notEqual(await label(page, 'wave-3', chosen), chosen);
  const readout = () =>
    page.$eval(name, figure => figure.shadowRoot?.querySelector('[data-readout=map]')?.textContent);
  assert.match((await readout()) ?? '', /^sample \d+ → Re of \d+ Hz: −?\d/);
  await canvas?.focus();
  const before = await readout();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    (tag, text) =>
      document.querySelector(tag)?.shadowRoot?.querySelector('[data-readout=map]')?.textContent !==
      text,
    {},
    name,
    before,
  );
  assert.deepEqual(problems, []);
});

test('axe finds nothing before and after, in either theme, wide or narrow', async t => {
  const {page} = await open(t);
  assert.deepEqual(await violationsInAllForms(page, name), [], 'before');
  await learn(page);
  const after = await violationsInAllForms(page, name, {picture: 'shared'});
  assert.deepEqual(after, [], 'after');
});

test('taken away while another signal is made, it leaves no error behind', async t => {
  const {page, problems} = await open(t);
  const ended = new Promise(resolve => page.once('workerdestroyed', resolve));
  await page.$eval(name, figure => {
    figure.setAttribute('signal', 'chirp');
    figure.remove();
  });
  await ended;
  await page.evaluate(() => 'what was thrown before is told before');
  assert.deepEqual(problems, []);
});
