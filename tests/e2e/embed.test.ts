import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {screenshot, useBrowser} from './browser.ts';
import {element, serveHost, withScript} from './host-page.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {OpenOptions} from './browser.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {Facade} from '../../web/embed/facade.ts';
import type {Answer, Callable, Called, Given, Seen, StateChange} from './in-page.ts';
import type {SavedState} from '../../web/engine/saved-state.ts';

type Heard = Seen & {tag: string};
type ListeningWindow = typeof window & {seen: Heard[]};
/** With an element that was taken out. */
type KeepingWindow = typeof window & {kept: Facade};

const pages = useBrowser();
const quick = 'n="16" optimizer="lms" speed="max" kernel="simd128" seed="7"';

/** A page of another origin than the demo's. */
async function openHost(
  t: TestContext,
  body: string,
  {headers, ...options}: {headers?: Record<string, string>} & OpenOptions = {},
) {
  const html = withScript(pages.server.address, body);
  return pages.open(t, {address: await serveHost(t, html, headers), ...options});
}

const net = (attributes: string) => element(pages.server.address, attributes);

const defined = (page: Page) =>
  page.evaluate(() => customElements.whenDefined('fourier-net').then(() => {}));

const inState = (page: Page, state: string, selector: string = 'fourier-net') =>
  page.waitForFunction(
    (wanted, which) => (document.querySelector(which) as Facade).state === wanted,
    {},
    state,
    selector,
  );

const pressPlay = async (page: Page) =>
  (await page.waitForSelector('fourier-net >>> button'))?.click();

/** Calls a method of the first element; what it is refused for is thrown. */
const call = <Name extends Called>(
  page: Page,
  method: Name,
  ...args: Given<Name>
): Promise<Answer<Name>> =>
  page.$eval(
    'fourier-net',
    (facade, name, given) => (facade as Callable)[name](...(given as unknown[])),
    method,
    args,
  ) as Promise<Answer<Name>>;

const ask = <Result>(
  page: Page,
  script: (facade: Facade) => Result,
  selector: string = 'fourier-net',
) => page.$eval(selector, script as (facade: Element) => Result);

const digest = (page: Page, selector: string = 'fourier-net') =>
  page.$eval(selector, async facade => {
    const bytes = await (facade as Facade).exportWeights();
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
    return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('');
  });

/** Text of the figure in the first frame. */
const frameText = async (page: Page) => {
  const frame = page.frames().find(each => each.parentFrame());
  return frame?.evaluate(() => {
    const root = document.querySelector('dft-figure')?.shadowRoot;
    return (root?.querySelector('[role=group]') as HTMLElement | null)?.innerText ?? '';
  });
};

test('what is loaded is as much as README and the element say', async t => {
  const before = pages.server.requests.length;
  const {page} = await openHost(t, net(quick));
  await defined(page);
  const note = await ask(page, facade => facade.shadowRoot?.querySelector('.note')?.textContent);
  await pressPlay(page);
  await inState(page, 'converged');
  const [script, ...others] = new Set(pages.server.requests.slice(before));
  const size = async (request: string) => {
    const name = request
      .replace('/some/path/', '')
      .replace(/\?.*/, '')
      .replace(/\/$/, '/index.html');
    return gzipSync(await readFile(new URL(`../../dist/${name}`, import.meta.url))).length;
  };
  const sizes = await Promise.all(others.map(size));
  const loaded = sizes.reduce((sum, each) => sum + each) / 1000;
  const told = Number(/about (\d+) kB/.exec(note ?? '')?.[1]);
  assert.ok(Math.abs(loaded - told) <= 10, `${loaded} kB, told ${told}`);
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const written = Number(/has (\d+) kB \(gzipped\) loaded/.exec(readme)?.[1]);
  assert.equal(written, Math.round((await size(script)) / 1000));
});

test('one script and one element: a picture at once, then Play, events and the CLI’s bytes', async t => {
  const before = pages.server.requests.length;
  const {page, problems} = await openHost(t, net(quick));
  await defined(page);
  const isDrawn = await ask(page, facade => {
    const canvas = facade.shadowRoot?.querySelector('canvas') as HTMLCanvasElement;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const {data} = context.getImageData(0, 0, 160, 100);
    return new Set(data).size > 100 && facade.getBoundingClientRect().height > 500;
  });
  assert.ok(isDrawn, 'the poster is drawn, in a place of the figure’s height');
  assert.deepEqual(pages.server.requests.slice(before), ['/some/path/embed/v1.js']);
  const script = await readFile(new URL('../../dist/embed/v1.js', import.meta.url));
  assert.ok(gzipSync(script).length <= 12_000, `${gzipSync(script).length} bytes gzipped`);
  await screenshot(page, 'embed-poster');

  await page.evaluate(() => {
    const seen: Heard[] = [];
    Object.assign(window, {seen});
    for (const type of ['ready', 'statechange', 'progress']) {
      document.addEventListener(type, event => {
        const {target, detail} = event as CustomEvent;
        seen.push({type, tag: (target as Element).localName, detail} as Heard);
      });
    }
  });
  await pressPlay(page);
  await inState(page, 'converged');
  await screenshot(page, 'embed-converged');
  const seen = await page.evaluate(() => (window as ListeningWindow).seen);
  assert.ok(seen.every(({tag}) => tag === 'fourier-net'));
  const states = seen.filter(each => each.type === 'statechange').map(({detail}) => detail.state);
  assert.deepEqual(states, ['loading', 'idle', 'running', 'converged']);
  assert.equal(seen.filter(({type}) => type === 'ready').length, 1);
  const progress = seen.filter(each => each.type === 'progress').map(({detail}) => detail);
  const last = progress[progress.length - 1];
  assert.ok(last.step > 0 && last.heldOutLoss < 1e-9);

  const {step} = await call(page, 'getState');
  const file = (await createFolder(t))('W.npy');
  const flags = '--n 16 --optimizer lms --kernel simd128 --seed 7 --save'.split(' ');
  const {status, stderr} = await fourierNet('train', ...flags, file, '--steps', String(step));
  assert.equal(status, 0, stderr);
  const bytes = await readFile(file);
  assert.equal(await digest(page), createHash('sha256').update(bytes).digest('hex'));
  assert.deepEqual(problems, []);
});

test('methods are the figure’s own, refusals included', async t => {
  const {page, problems} = await openHost(t, net(quick));
  await defined(page);
  await call(page, 'pause'); // there is nothing yet, so nothing is loaded for it
  assert.equal(page.frames().length, 1);
  await call(page, 'step', 7);
  const state = await call(page, 'getState');
  assert.equal(state.step, 7);
  const weights = await digest(page);
  await call(page, 'step');
  assert.notEqual(await digest(page), weights);
  await call(page, 'setState', state);
  assert.equal(await digest(page), weights);
  for (const count of [0, -1, 1.5, '2', null]) {
    await assert.rejects(
      call(page, 'step', count as number),
      /RangeError.*allowed is a whole number from 1/,
    );
  }
  await assert.rejects(
    call(page, 'setState', {version: 2} as unknown as SavedState),
    /RangeError.*version 2.*allowed is 1/,
  );
  const uncloneable = ask(page, facade =>
    facade.setState({step: () => {}} as unknown as SavedState),
  );
  await assert.rejects(uncloneable, /could not be cloned/);
  await call(page, 'newSeed');
  assert.notEqual((await call(page, 'getState')).settings.seed, 7);
  await call(page, 'play');
  await call(page, 'pause');
  await call(page, 'reset');
  assert.equal((await call(page, 'getState')).step, 0);
  assert.deepEqual(problems, []);
});

test('attributes can change while it runs; one that is impossible is refused by name', async t => {
  const {page, problems} = await openHost(t, net('n="16" optimizer="sgd" lr="0.001" speed="max"'));
  await defined(page);
  await call(page, 'play');
  await ask(page, facade => facade.setAttribute('lr', '0.002'));
  await page.waitForFunction(async () => {
    const {schedule} = await (document.querySelector('fourier-net') as Facade).getState();
    return schedule[schedule.length - 1][1] === 0.002;
  });
  assert.equal(await ask(page, facade => facade.state), 'running');
  const refused = ask(page, facade => {
    const told = new Promise<StateChange['detail']>(resolve =>
      facade.addEventListener('statechange', event => resolve((event as StateChange).detail), {
        once: true,
      }),
    );
    facade.setAttribute('batch', '<img src=x onerror=alert(1)>');
    return told;
  });
  const {state, reason} = await refused;
  assert.equal(state, 'error');
  assert.match(reason, /^batch=<img src=x onerror=alert\(1\)> is not possible: allowed is a whole/);
  assert.equal(await ask(page, facade => facade.state), 'running', 'it goes on');
  assert.match((await frameText(page)) ?? '', /batch=<img src=x/, 'as text');

  await ask(page, facade => facade.setAttribute('model', 'shared'));
  assert.equal((await call(page, 'getState')).settings.model, 'shared');
  assert.deepEqual(problems, []);
});

test('taken out and put back it begins anew; its workers and calls end', async t => {
  const {page, problems} = await openHost(t, net('n="16" optimizer="sgd" lr="0.001"'));
  await defined(page);
  await call(page, 'play');
  assert.equal(page.workers().length, 1);
  const outcome = await ask(page, async facade => {
    const call = facade.step(1e6).then(
      () => 'done',
      (error: Error) => error.message,
    );
    facade.remove();
    Object.assign(window, {kept: facade});
    return call;
  });
  assert.equal(outcome, 'The figure was taken out of the page.');
  assert.equal(page.frames().length, 1);
  await assert.rejects(
    page.evaluate(() => (window as KeepingWindow).kept.play()),
    /not in a document/,
  );
  await page.evaluate(() => document.body.append((window as KeepingWindow).kept));
  assert.equal(await ask(page, facade => facade.state), 'idle');
  await call(page, 'step', 2);
  assert.equal((await call(page, 'getState')).step, 2);
  // What it was loading when it was taken out is not loaded.
  assert.deepEqual(
    problems.filter(problem => !problem.endsWith('net::ERR_ABORTED')),
    [],
  );
});

test('loaded twice, many on a page: one is at work at a time', async t => {
  const slow = 'n="16" optimizer="sgd" lr="0.001"';
  const script = `<script src="${pages.server.address}embed/v1.js"></script>`;
  const nets = ['first', 'second', 'third'].map(id => net(`${slow} id="${id}"`)).join('');
  const {page, problems} = await openHost(t, nets + script);
  await defined(page);
  for (const id of ['first', 'second', 'third']) {
    await ask(
      page,
      async facade => {
        facade.scrollIntoView();
        await facade.play();
      },
      `#${id}`,
    );
    await inState(page, 'running', `#${id}`);
  }
  await inState(page, 'paused', '#first');
  await inState(page, 'paused', '#second');
  assert.equal(await ask(page, facade => facade.state, '#third'), 'running');
  assert.deepEqual(problems, []);
});

test('its height follows the content, within what the host allows', async t => {
  const {page} = await openHost(
    t,
    net('n="8" view="weights" controls="minimal"') +
      net('n="8" id="low" style="max-height: 300px; display: block"'),
    {width: 700},
  );
  await defined(page);
  await call(page, 'step');
  const content = await page.frames()[1].$eval('main', main => main.getBoundingClientRect().height);
  // The frame tells it by a message of its own.
  await page.waitForFunction(
    wanted => {
      const root = document.querySelector('fourier-net')?.shadowRoot;
      const {height = 0} = root?.querySelector('iframe')?.getBoundingClientRect() ?? {};
      return Math.abs(height - wanted) <= 3;
    },
    {},
    content,
  );
  await ask(page, facade => facade.setAttribute('view', 'all'));
  await page.waitForFunction(
    () => (document.querySelector('fourier-net') as Facade).getBoundingClientRect().height > 1200,
  );
  await ask(page, facade => facade.step(), '#low');
  assert.ok(await ask(page, facade => facade.getBoundingClientRect().height <= 300, '#low'));
});

test('autoplay waits until half of it is seen, and never moves where motion is reduced', async t => {
  const body = `<div style="height: 1500px"></div>${net(`${quick} autoplay`)}<div style="height: 900px">`;
  const {page} = await openHost(t, body, {height: 700});
  await defined(page);
  await page.evaluate(() => scrollTo(0, 1000)); // 200 px of it
  await page.evaluate(
    () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.evaluate(() => new Promise(done => setTimeout(done, 300)));
  assert.equal(page.frames().length, 1);
  await page.evaluate(() => scrollTo(0, 1400));
  await inState(page, 'converged');

  const still = await openHost(t, net(`${quick} autoplay`), {
    media: {'prefers-reduced-motion': 'reduce'},
  });
  await defined(still.page);
  await still.page.evaluate(() => new Promise(done => setTimeout(done, 300)));
  assert.equal(still.page.frames().length, 1);
  await pressPlay(still.page);
  await inState(still.page, 'converged');
});

test('the frame alone fills its place, and autoplays when half of it is seen', async t => {
  const frame = `<iframe src="${pages.server.address}embed/?n=16&optimizer=lms&speed=max&autoplay" width="600" height="500"></iframe>`;
  const {page, problems} = await openHost(t, `<div style="height: 2000px"></div>${frame}`);
  const figure = await (await page.waitForSelector('iframe'))?.contentFrame();
  const comesTo = (...states: string[]) =>
    figure?.waitForFunction(
      wanted =>
        wanted.includes(String((document.querySelector('dft-figure') as RunFigure | null)?.state)),
      {polling: 100}, // there are no frames of drawing where nothing is seen
      states,
    );
  await comesTo('idle');
  assert.equal(await figure?.$eval('body', body => getComputedStyle(body).margin), '0px');
  await page.evaluate(() => scrollTo(0, 1300));
  await page.evaluate(() => new Promise(done => setTimeout(done, 300)));
  await comesTo('idle', 'loading');
  await page.evaluate(() => scrollTo(0, 2000));
  await comesTo('converged');
  assert.deepEqual(problems, []);
});

test('with the keyboard: Tab comes to Play, and then the keys are the figure’s', async t => {
  const {page} = await openHost(t, net('n="16" optimizer="sgd" lr="0.001"'));
  await defined(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await inState(page, 'running');
  await page.keyboard.press(' ');
  await inState(page, 'paused');
  await page.keyboard.press('ArrowRight');
  await inState(page, 'paused');
});

test('a setting that is not possible is named where it runs, as wide as the element', async t => {
  const body = `<div style="width:640px">${net('n="100" optimizer="foo"')}</div>`;
  const {page} = await openHost(t, body);
  await defined(page);
  await pressPlay(page);
  await inState(page, 'running');
  const frame = page.frames().find(each => each.url().includes('/embed/'));
  const shown = await frame?.evaluate(() => {
    const root = document.querySelector('dft-figure')?.shadowRoot;
    return {width: innerWidth, text: root?.querySelector('[data-part=message]')?.textContent ?? ''};
  });
  assert.equal(shown?.width, 640);
  assert.match(
    shown.text,
    /n=100 is not possible: allowed is 4, 8, .*optimizer=foo is not possible/s,
  );
});
