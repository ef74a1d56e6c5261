import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {serveHost} from './host-page.ts';
import {serveDist} from './server.ts';
import type {Frame, Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {OpenOptions} from './browser.ts';

/** With what the figure's readouts have said, in order: left-over, largest. */
type Watching = typeof window & {said: string[]};

const pages = useBrowser();
const tag = 'recurrent-figure';
const small = '?model=recurrent&batch=4&units=16';
/** Whose eigenvalues take seconds. */
const large = '?model=recurrent&batch=4&units=512';

/** The page with the figure on the screen; its readouts are watched from the beginning. */
async function open(t: TestContext, options: OpenOptions) {
  const opened = await pages.open(t, {
    ...options,
    prepare: page => page.evaluateOnNewDocument(watchReadouts, tag),
  });
  await opened.page.$eval(tag, figure => figure.scrollIntoView());
  await opened.page.waitForFunction(name => customElements.get(name), {}, tag);
  return opened;
}

/** In the page. */
function watchReadouts(name: string) {
  const said: string[] = [];
  Object.assign(window, {said});
  void customElements.whenDefined(name).then(() => {
    const root = document.querySelector(name)?.shadowRoot;
    for (const readout of ['left-over', 'largest']) {
      const place = root?.querySelector(`[data-readout='${readout}']`) as Element;
      const observer = new MutationObserver(() => {
        if (/\d/.test(place.textContent ?? '')) said.push(readout);
      });
      observer.observe(place, {subtree: true, childList: true, characterData: true});
    }
  });
}

/** Waits until a readout has said a number. */
const hasSaid = (page: Page, readout: string) =>
  page.waitForFunction(wanted => (window as Watching).said.includes(wanted), {}, readout);

const message = (page: Page) =>
  page.$eval(
    tag,
    figure => figure.shadowRoot?.querySelector('[data-readout=message]')?.textContent ?? '',
  );

/** Waits until the figure's message satisfies a pattern. */
const tells = (page: Page, {source}: RegExp) =>
  page.waitForFunction(
    (name, text) => {
      const root = document.querySelector(name)?.shadowRoot;
      return new RegExp(text).test(
        root?.querySelector('[data-readout=message]')?.textContent ?? '',
      );
    },
    {},
    tag,
    source,
  );

test('the other pictures do not wait for the eigenvalues of 512 units', async t => {
  const {page, problems} = await open(t, {query: large});
  await page.$eval(tag, figure => (figure as RunFigure).play());
  await hasSaid(page, 'largest');
  const said = await page.evaluate(() => (window as Watching).said);
  assert.equal(said[0], 'left-over', said.join()); // though these are asked for first
  assert.deepEqual(problems, []);
});

test('a study whose code cannot be had is told; once it is there, Reset brings it', async t => {
  let isMissing = true;
  const server = await serveDist({without: file => isMissing && /study-\w+\.wasm$/.test(file)});
  t.after(() => server.close());
  const {page} = await open(t, {address: `${server.address}lab/`, query: small});
  await tells(page, /^The study of the cell has ended\. .*could not be loaded/);
  isMissing = false;
  await page.$eval(tag, figure => (figure as RunFigure).reset());
  await hasSaid(page, 'largest');
  await hasSaid(page, 'left-over');
  assert.doesNotMatch(await message(page), /study/);
});

test('in a sandboxed frame, which may load nothing, a cell is studied, too', async t => {
  const frame = `${pages.server.address}embed/${small}`;
  const host = await serveHost(
    t,
    `<!doctype html><iframe sandbox="allow-scripts" src="${frame}" width="800" height="900"></iframe>`,
  );
  const {page, problems} = await pages.open(t, {address: host});
  const inFrame: Frame = await page.waitForFrame(each => each.url().includes('sandboxed.html'));
  await inFrame.waitForFunction(
    name => {
      const root = document.querySelector(name)?.shadowRoot;
      root?.querySelector('[data-canvas=eigenvalues]')?.scrollIntoView();
      return /\d/.test(root?.querySelector('[data-readout=largest]')?.textContent ?? '');
    },
    {},
    tag,
  );
  assert.deepEqual(problems, []);
});
