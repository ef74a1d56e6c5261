import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {holdRequest} from './held-request.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {OpeningFigure} from '../../web/figures/opening/opening-figure.ts';

const pages = useBrowser();

const name = 'opening-figure';
const screens = [
  {width: 1280, height: 800, highest: 760},
  {width: 360, height: 740, highest: 680},
];

const sentence = (page: Page) =>
  page.$eval(`${name} >>> [data-readout=sentence]`, each => each.textContent.trim());

/** Waits for a sentence; its text. */
async function says(page: Page, pattern: RegExp) {
  await page.waitForFunction(
    (tag, source) => {
      const {shadowRoot} = document.querySelector(tag) as Element;
      const text = shadowRoot?.querySelector('[data-readout=sentence]')?.textContent ?? '';
      return new RegExp(source).test(text);
    },
    {},
    name,
    pattern.source,
  );
  return sentence(page);
}

/** The article, its opening ready. */
async function open(t: TestContext, options: Parameters<typeof pages.open>[1] = {}) {
  const opened = await pages.open(t, {height: 800, ...options});
  await ready(opened.page);
  return opened;
}

async function ready(page: Page) {
  await page.waitForFunction(
    tag => (document.querySelector(tag) as OpeningFigure).account?.progress.heldOutLoss,
    {},
    name,
  );
}

const step = (page: Page, count: number) =>
  page.$eval(name, (figure, steps) => (figure as OpeningFigure).step(steps), count);

/** Bytes of map and spiral, once all that is out of date is drawn. */
const drawn = (page: Page) =>
  page.$eval(name, async ({shadowRoot}) => {
    for (let i = 0; i < 12; i++) await new Promise(requestAnimationFrame);
    return [...(shadowRoot?.querySelectorAll<HTMLCanvasElement>('.pictures canvas') ?? [])].map(
      canvas => canvas.toDataURL(),
    );
  });

for (const {width, height, highest} of screens) {
  test(`at ${width} x ${height} all of it is there before any script, and nothing moves as they come`, async t => {
    let early: Page | undefined;
    let held: Awaited<ReturnType<typeof holdRequest>> | undefined;
    const opening = pages.open(t, {
      width,
      height,
      async prepare(page) {
        // What it imports is asked for beforehand, but runs with it.
        held = await holdRequest(page, '*/assets/page-*.js');
        early = page;
        await page.evaluateOnNewDocument(() => {
          const shifts: number[] = [];
          Object.assign(window, {shifts});
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) {
              shifts.push((entry as PerformanceEntry & {value: number}).value);
            }
          }).observe({type: 'layout-shift', buffered: true});
        });
      },
    });
    while (!early || !held) await new Promise(resolve => setImmediate(resolve));
    await held.asked;
    const image = await early.waitForSelector(`${name} img`, {visible: true});
    await early.waitForFunction(each => (each as HTMLImageElement).complete, {}, image);
    const seen = await early.evaluate(tag => {
      const figure = document.querySelector(tag) as Element;
      const places = {
        title: document.querySelector('h1'),
        map: figure.querySelector('img'),
        play: figure.shadowRoot?.querySelector('[data-action=play]'),
        timeLine: figure.shadowRoot?.querySelector('input[type=range]'),
        sentence: figure.shadowRoot?.querySelector('[data-readout=sentence]'),
      };
      return Object.entries(places).map(([what, each]) => {
        const {top = -1, bottom = 1e9, height = 0} = each?.getBoundingClientRect() ?? {};
        return {what, isSeen: top >= 0 && bottom <= innerHeight && height > 10};
      });
    }, name);
    assert.deepEqual(
      seen.filter(({isSeen}) => !isSeen),
      [],
    );
    assert.equal(await early.evaluate(tag => customElements.get(tag), name), undefined);
    await held.letGo();
    const {page, problems} = await opening;
    await ready(page);
    await step(page, 20);
    const {shifts, box} = await page.evaluate(tag => {
      const figure = document.querySelector(tag)?.shadowRoot?.querySelector('.figure');
      const {shifts} = window as typeof window & {shifts: number[]};
      return {shifts, box: figure?.getBoundingClientRect().height};
    }, name);
    assert.deepEqual(shifts, []);
    assert.ok(box && box <= highest, `${box} px high`);
    assert.deepEqual(problems, []);
  });
}

test('beside Play, time line and Share there are at most three controls', async t => {
  const {page} = await open(t);
  const controls = await page.$eval(name, ({shadowRoot}) =>
    [...(shadowRoot?.querySelectorAll('button, a, input, select, summary') ?? [])]
      .filter(each => each.checkVisibility())
      .map(each => each.textContent.trim()),
  );
  assert.deepEqual(controls, ['Play', '', 'Open in the lab', 'Share']);
});

test('from a still picture to noise to the transform, and a sentence says what was seen', async t => {
  const {page, problems} = await open(t);
  const stillShown = () =>
    page.$eval(`${name} img`, image => image.checkVisibility({visibilityProperty: true}));
  assert.match(await sentence(page), /in a run that was made with the page\. Press Play/);
  assert.equal(await stillShown(), true);
  const [play] = await page.$$(`${name} >>> [data-action=play]`);
  await play.click();
  await says(page, /^Step \d+: /);
  assert.equal(await stillShown(), false);
  assert.equal(await play.evaluate(button => button.textContent), 'Pause');
  await page.$eval(name, figure => figure.setAttribute('speed', 'max'));
  const learned = /^65,536 random numbers are now sines and cosines, right to [67] digits\./;
  await says(page, learned);
  await says(page, learned);
  const told = await page.$eval(
    `${name} >>> [data-readout=announcement]`,
    each => each.textContent,
  );
  assert.match(told, learned);
  assert.equal(await play.evaluate(button => button.textContent), 'Play again');
  await play.click();
  await says(page, /^Step \d+: /);
  assert.deepEqual(problems, []);
});

test('each step that is gone back to is drawn as a fresh run draws it', async t => {
  const {page, problems} = await open(t);
  const steps = [5, 12, 30, 80, 200];
  const first: string[][] = [];
  for (const [index, at] of steps.entries()) {
    await page.$eval(name, figure => figure.setAttribute('speed', 'max'));
    await step(page, at - (steps[index - 1] ?? 0));
    await says(page, new RegExp(`^Step ${at}: `));
    first.push(await drawn(page));
  }
  const slider = await page.$(`${name} >>> input[type=range]`);
  await slider?.focus();
  await page.keyboard.press('Home');
  for (const [index, at] of steps.slice(0, -1).entries()) {
    // Frames that were taken on the way stand between them.
    while (!(await sentence(page)).startsWith(`Back at step ${at}: `)) {
      assert.match(await sentence(page), /^Back/, `step ${at} is not there`);
      await page.keyboard.press('ArrowRight');
    }
    assert.deepEqual(await drawn(page), first[index], `step ${at}`);
  }
  assert.deepEqual(problems, []);
});

test('the row that is pointed at, or chosen by key, is the spiral', async t => {
  const {page, problems} = await open(t);
  await page.$eval(name, figure => figure.setAttribute('speed', 'max'));
  await step(page, 100);
  const row = () => page.$eval(`${name} >>> [data-readout=row]`, each => each.textContent);
  const spiral = async () => (await drawn(page))[1];
  assert.equal(await row(), '5');
  const before = await spiral();
  const map = await page.$(`${name} >>> [data-canvas=heatmap]`);
  const {x, y, width, height} = (await map?.boundingBox()) ?? assert.fail();
  await page.mouse.move(x + width / 2, y + height * 0.25);
  assert.notEqual(await row(), '5');
  assert.notEqual(await spiral(), before);
  const pointed = Number(await row());
  assert.ok(Math.abs(pointed - 64) <= 2, `row ${pointed} of 128, at half of the upper half`);
  await map?.focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await row(), String(pointed + 1));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await row(), String(pointed - 1));
  assert.deepEqual(problems, []);
});

test('the lab goes on with the very run, at its step', async t => {
  const {page, problems} = await open(t);
  await page.$eval(name, figure => figure.setAttribute('seed', '7'));
  await step(page, 12);
  const digest = (tag: string) =>
    page.$eval(tag, async figure => {
      const bytes = await (figure as OpeningFigure).exportWeights();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
      return [...hash].join();
    });
  const here = await digest(name);
  await Promise.all([page.waitForNavigation(), page.click(`${name} >>> [data-part=lab]`)]);
  assert.match(page.url(), /\/lab\/\?seed=7#step=12$/);
  await page.waitForFunction(
    () => (document.querySelector('dft-figure') as OpeningFigure)?.account?.progress.step === 12,
  );
  assert.equal(await digest('dft-figure'), here);
  assert.deepEqual(problems, []);
});

test('it is shared as a link, a frame or a picture', async t => {
  const {page, problems} = await open(t);
  await page.click(`${name} >>> summary`);
  const told = () => page.$eval(`${name} >>> [data-readout=taken]`, each => each.textContent);
  await page.click(`${name} >>> [data-take=link]`);
  await page.waitForFunction(
    tag =>
      document.querySelector(tag)?.shadowRoot?.querySelector('[data-readout=taken]')?.textContent,
    {},
    name,
  );
  assert.match(await told(), /copied|The link: http/);
  await page.click(`${name} >>> [data-take=embed]`);
  const dialog = await page.waitForSelector(`${name} >>> dialog[open]`, {visible: true});
  const code = await dialog?.$eval('textarea', each => each.value);
  assert.match(code ?? '', /model="dft"|model=dft|<fourier-net/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(
    tag => !document.querySelector(tag)?.shadowRoot?.querySelector('dialog'),
    {},
    name,
  );
  assert.deepEqual(problems, []);
});

test('without JavaScript its pictures are there, and no button that does nothing', async t => {
  const {page} = await pages.open(t, {scripts: false});
  const session = await page.createCDPSession();
  const {root} = await session.send('DOM.getDocument', {depth: -1, pierce: true});
  assert.match(JSON.stringify(root), /opening-figure/);
  const image = await page.$(`${name} img`);
  const {width = 0, height = 0} = (await image?.boundingBox()) ?? {};
  assert.ok(width > 300 && Math.abs(width - height) < 2, `${width} x ${height}`);
  const play = await page.$(`${name} >>> [data-action=play]`);
  assert.equal(await play?.boundingBox(), null);
});

test('a setting that cannot be is refused where the sentence stands, until one that can', async t => {
  const {page, problems} = await open(t);
  const set = (key: string, text: string) =>
    page.$eval(name, (figure, ...pair) => figure.setAttribute(...pair), key, text);
  await set('n', '100');
  assert.match(await sentence(page), /^n=100 is not possible: allowed is 4, 8, /);
  await set('kernel', 'simd128');
  await says(page, /Press Play/);
  await set('batch', '0');
  assert.match(await sentence(page), /^batch=0 is not possible/);
  assert.deepEqual(problems, []);
});

test('by keyboard alone: Space plays and pauses', async t => {
  const {page, problems} = await open(t);
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    const reached = await page.$eval(name, ({shadowRoot}) => shadowRoot?.activeElement?.className);
    if (reached === 'figure') break;
  }
  await page.keyboard.press(' ');
  const inState = (state: string) =>
    page.waitForFunction(
      (tag, wanted) => (document.querySelector(tag) as OpeningFigure).state === wanted,
      {},
      name,
      state,
    );
  await inState('running');
  await page.keyboard.press(' ');
  await inState('paused');
  assert.deepEqual(problems, []);
});
