import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violationsInAllForms} from './axe.ts';
import {useBrowser} from './browser.ts';
import {call, choose, fill, find, press, readout, ready} from './figure.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {OpenOptions} from './browser.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();

async function openDialog(t: TestContext, options: OpenOptions = {}) {
  const {page, problems} = await pages.open(t, {query: '?n=16&optimizer=lms', ...options});
  await ready(page);
  await page.bringToFront();
  await press(page, 'Embed…');
  await dialogShows(page, 'Preview');
  return {page, problems};
}

/** Waits until the dialog is open and shows a text. */
async function dialogShows(page: Page, text: string) {
  await page.waitForFunction(
    wanted => {
      const root = document.querySelector('dft-figure')?.shadowRoot;
      const dialog = root?.querySelector('dialog[open]') as HTMLElement | null | undefined;
      return dialog?.innerText.includes(wanted);
    },
    {},
    text,
  );
}

const codeOf = (page: Page): Promise<string> =>
  page.$eval('dft-figure >>> dialog textarea', area => (area as HTMLTextAreaElement).value);

async function chooseForm(page: Page, form: 'element' | 'frame') {
  await (await page.waitForSelector(`dft-figure >>> dialog input[value=${form}]`))?.click();
}

const previewAddress = (page: Page): Promise<string> =>
  page.$eval('dft-figure >>> dialog iframe', frame => (frame as HTMLIFrameElement).src);

test('the code carries the run’s settings and what was chosen', async t => {
  const {page} = await openDialog(t);
  const {address} = pages.server;
  assert.equal(
    await codeOf(page),
    `<script async src="${address}embed/v1.js"></script>\n` +
      '<fourier-net model="dft" n="16" seed="42" optimizer="lms">' +
      `<a href="${address}lab/?model=dft&amp;n=16&amp;seed=42&amp;optimizer=lms">Open the demo</a></fourier-net>`,
  );
  await chooseForm(page, 'frame');
  await choose(page, 'Controls', 'minimal');
  await choose(page, 'Theme', 'dark');
  await choose(page, 'Pictures', 'spiral');
  await fill(page, 'Height in px', '400');
  const query = 'model=dft&n=16&seed=42&optimizer=lms&view=spiral&controls=minimal&theme=dark';
  assert.equal(
    await codeOf(page),
    `<iframe src="${address}embed/?${query.replaceAll('&', '&amp;')}" ` +
      'title="One layer learns the DFT" width="100%" height="400" loading="lazy" style="border:0"></iframe>',
  );
  assert.equal(await previewAddress(page), `${address}embed/?${query}`);
});

test('a rate changed while training travels', async t => {
  const {page} = await pages.open(t, {query: '?n=16&optimizer=lms&kernel=simd128'});
  await ready(page);
  await call(page, 'step', 5);
  await page.$eval('dft-figure', figure => figure.setAttribute('lr', '0.05'));
  await call(page, 'step', 1);
  await press(page, 'Embed…');
  await dialogShows(page, 'Preview');
  assert.match(await codeOf(page), / lr-changes="5:0\.05"/);
});

test('the code is copied', async t => {
  const {page} = await openDialog(t);
  const permissions = ['clipboard-read', 'clipboard-sanitized-write'] as const;
  const {origin} = new URL(page.url());
  await page.browserContext().overridePermissions(origin, [...permissions]);
  await press(page, 'Copy code');
  await dialogShows(page, 'Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await codeOf(page));
});

for (const [what, prepare] of [
  ['refused', () => (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))],
  ['missing', () => Object.defineProperty(navigator, 'clipboard', {value: undefined})],
] as [string, () => void][]) {
  test(`where copying is ${what}, that is said and the code is selected`, async t => {
    const {page} = await openDialog(t, {
      prepare: page => page.evaluateOnNewDocument(prepare),
    });
    await press(page, 'Copy code');
    await dialogShows(page, 'did not allow copying');
    const selected = await page.$eval('dft-figure >>> dialog textarea', area => {
      const {selectionStart, selectionEnd, value} = area as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, await codeOf(page));
  });
}

test('a frame is as high as its content, until a height is chosen', async t => {
  const {page} = await openDialog(t);
  await chooseForm(page, 'frame');
  const suggested = (least: number, most: number) =>
    page.waitForFunction(
      (from, to) => {
        const root = document.querySelector('dft-figure')?.shadowRoot;
        const field = root?.querySelector("dialog [data-part='height']");
        const value = Number((field as HTMLInputElement).value);
        return value >= from && value <= to;
      },
      {},
      least,
      most,
    );
  await suggested(1500, 4000);
  await choose(page, 'Pictures', 'spiral');
  await choose(page, 'Controls', 'minimal');
  await suggested(300, 1000);
  await fill(page, 'Height in px', '700');
  await choose(page, 'Pictures', 'all');
  await previewAddress(page);
  assert.match(await codeOf(page), / height="700"/);
});

test('a frame that nobody could start is not given without a word', async t => {
  const {page} = await openDialog(t);
  await chooseForm(page, 'frame');
  await choose(page, 'Controls', 'none');
  await dialogShows(page, 'Without controls nobody can start it');
  await (await page.waitForSelector('dft-figure >>> dialog [data-part=autoplay]'))?.click();
  assert.equal(await page.$eval('dft-figure >>> dialog [role=alert]', e => e.textContent), '');
});

test('a height that is not possible is named; the last good one stays', async t => {
  const {page} = await openDialog(t);
  await chooseForm(page, 'frame');
  await fill(page, 'Height in px', '560');
  for (const height of ['0', '-1', '12.5', '1e3', 'tall', '<b>9</b>']) {
    await fill(page, 'Height in px', height);
    const alert = await page.$eval('dft-figure >>> dialog [role=alert]', each => each.textContent);
    assert.equal(
      alert,
      `height=${height} is not possible: allowed is a whole number from 200 to 4000.`,
    );
    assert.match(await codeOf(page), / height="560"/);
  }
  await fill(page, 'Height in px', '700');
  assert.match(await codeOf(page), / height="700"/);
  assert.equal(await page.$eval('dft-figure >>> dialog [role=alert]', e => e.textContent), '');
});

test('keys in the dialog do not train; Escape closes it, and nothing is left of it', async t => {
  const {page} = await openDialog(t);
  await page.waitForSelector('dft-figure >>> dialog iframe');
  await page.keyboard.press('r');
  await page.keyboard.press('ArrowRight');
  assert.equal(await readout(page, 'Step'), '0');
  await page.keyboard.press('Escape');
  await page.waitForFunction(
    () => !document.querySelector('dft-figure')?.shadowRoot?.querySelector('dialog, iframe'),
  );
  const left = await page.$eval('dft-figure', figure => {
    const root = figure.shadowRoot as ShadowRoot;
    const rules = root.adoptedStyleSheets.flatMap(sheet => [...sheet.cssRules]);
    return {
      rules: rules.filter(rule => rule.cssText.includes('.embed')).length,
      focused: root.activeElement?.textContent,
    };
  });
  assert.deepEqual(left, {rules: 0, focused: 'Embed…'});
});

/** The embedded page in the preview, once its figure has its weights. */
async function previewed(page: Page) {
  const handle = await page.waitForSelector('dft-figure >>> dialog iframe');
  const frame = await handle?.contentFrame();
  assert.ok(frame);
  await frame.waitForFunction(() => {
    const figure = document.querySelector('dft-figure') as RunFigure | null;
    return (figure?.account?.history.length ?? 0) > 0;
  });
  return frame;
}

test('the preview is the embedded page with the settings chosen, alive', async t => {
  const {page, problems} = await openDialog(t);
  await previewed(page);
  await choose(page, 'Theme', 'dark');
  const frame = await previewed(page);
  const state = await frame.$eval('dft-figure', async figure => {
    const {getState, step} = figure as RunFigure;
    await step.call(figure, 3);
    return getState.call(figure);
  });
  const {n, optimizer, theme} = state.settings;
  assert.deepEqual([n, optimizer, theme, state.step], [16, 'lms', 'dark', 3]);
  assert.equal(await readout(page, 'Step'), '0', 'the page’s own run is another');
  assert.deepEqual(problems, []);
});

test('the dialog goes with its figure, and the preview with it', async t => {
  const {page, problems} = await openDialog(t);
  const frame = await previewed(page);
  await page.$eval('dft-figure', figure => figure.remove());
  assert.ok(frame.detached);
  assert.deepEqual(problems, []);
});

test('axe finds nothing wrong with the dialog, in either theme, wide or narrow', async t => {
  const {page} = await openDialog(t);
  const options = {picture: 'embed-dialog'};
  assert.deepEqual(await violationsInAllForms(page, 'dft-figure', options), []);
  await chooseForm(page, 'frame');
  await fill(page, 'Height in px', '3');
  assert.deepEqual(await violationsInAllForms(page, 'dft-figure'), []);
});

test('it fits a screen of 320 px', async t => {
  const {page} = await openDialog(t, {width: 320});
  const overflow = await page.$eval(
    'dft-figure >>> dialog',
    each => each.scrollWidth - each.clientWidth,
  );
  assert.equal(overflow, 0);
  await find(page, 'button', 'Copy code');
});
