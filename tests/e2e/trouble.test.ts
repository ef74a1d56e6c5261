import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenshot, useBrowser} from './browser.ts';
import {
  announcement,
  call,
  fill,
  inState,
  isThere,
  press,
  readout,
  readoutMatching,
  ready,
  shows,
  visibleText,
} from './figure.ts';
import {serveDist} from './server.ts';
import type {TestContext} from 'node:test';
import type {FigureInPage} from './in-page.ts';

const pages = useBrowser();
const halve = 'Halve the learning rate and retry';
const noSimd = /This browser has no WebAssembly SIMD, which training needs\. Chrome 91, /;

test('a learning rate far too high ends in Diverged, with the rate and its bound', async t => {
  const {page, problems} = await pages.open(t, {query: '?optimizer=lms&lr=50&speed=max'});
  await ready(page);
  assert.ok(!(await isThere(page, 'button', halve)));
  await press(page, 'Play');
  await inState(page, 'diverged');
  const reason = /learning rate 50 is above the stable bound 0\.399 for batch 64\./;
  assert.match(await visibleText(page), reason);
  assert.match(await visibleText(page), /^Diverged$/m);
  assert.match(await announcement(page), reason);
  assert.ok(await isThere(page, 'button', halve));
  await screenshot(page, 'diverged');
  assert.deepEqual(problems, []);
});

test('half the learning rate is tried on request', async t => {
  const {page} = await pages.open(t, {query: '?optimizer=lms&lr=0.6&speed=max&n=32'});
  await ready(page);
  await fill(page, 'Learning rate', '1.2'); // stable below 0.998
  await press(page, 'Play');
  await inState(page, 'diverged');
  await press(page, halve);
  await inState(page, 'converged');
  assert.equal((await call(page, 'getState')).settings.lr, 0.6);
  assert.ok(!(await isThere(page, 'button', halve)));
});

test('half the learning rate is tried without the scheduled change that diverged', async t => {
  const {page} = await pages.open(t, {
    query: '?optimizer=lms&lr=0.3&lr-changes=10:0.2,20:60,5000:0.1,6000:70&speed=max&n=32',
  });
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'diverged');
  await press(page, halve);
  await inState(page, 'converged');
  const {settings, schedule} = await call(page, 'getState');
  assert.equal(settings.lr, 60 / 2 ** 6); // stable below 0.998
  assert.equal(settings['lr-changes'], '5000:0.1', 'what would not diverge stays');
  assert.deepEqual(schedule, [
    [0, settings.lr],
    [5000, 0.1],
  ]);
});

test('Reset recovers from Diverged: a lower rate then converges', async t => {
  const {page} = await pages.open(t, {query: '?optimizer=lms&lr=50&speed=max&n=32'});
  await ready(page);
  const before = await readout(page, 'Held-out loss');
  await press(page, 'Play');
  await inState(page, 'diverged');
  await press(page, 'Reset');
  await inState(page, 'idle');
  assert.equal(await readoutMatching(page, 'Held-out loss', /\d/), before);
  assert.doesNotMatch(await visibleText(page), /stable bound/);
  await fill(page, 'Learning rate', '0.3');
  await press(page, 'Play');
  await inState(page, 'converged');
});

for (const optimizer of ['sgd', 'momentum', 'adam', 'amsgrad']) {
  test(`${optimizer} far too fast diverges in words, too`, async t => {
    const {page, problems} = await pages.open(t, {
      query: `?optimizer=${optimizer}&lr=10000&speed=max&n=16`,
    });
    await ready(page);
    await press(page, 'Play');
    await inState(page, 'diverged');
    assert.match(await visibleText(page), /learning rate 10000 is /);
    assert.deepEqual(problems, []);
  });
}

const withoutWasm: [what: string, take: () => void][] = [
  ['without WASM SIMD', () => (WebAssembly.validate = () => false)],
  ['without WebAssembly', () => Reflect.deleteProperty(globalThis, 'WebAssembly')],
];

for (const [what, take] of withoutWasm) {
  test(`a browser ${what} gets a readable message and no uncaught error`, async t => {
    const {page, problems} = await pages.open(t, {
      query: '?model=dft',
      prepare: page => page.evaluateOnNewDocument(take),
    });
    await inState(page, 'error');
    assert.match(await visibleText(page), noSimd);
    assert.match(await announcement(page), noSimd);
    await screenshot(page, what.replaceAll(' ', '-'));
    for (const name of ['Play', 'Step', 'Reset', 'Save weights (.npy)']) {
      await press(page, name);
    }
    await call(page, 'reset');
    await inState(page, 'error');
    assert.match(await visibleText(page), noSimd);
    assert.equal(page.workers().length, 0);
    assert.deepEqual(problems, []);
  });
}

/** The page from a host that lacks some files, until they are provided. */
async function openWithout(t: TestContext, pattern: RegExp) {
  let missing = true;
  const server = await serveDist({without: file => missing && pattern.test(file)});
  t.after(() => server.close());
  const opened = await pages.open(t, {address: `${server.address}lab/`});
  return {...opened, provide: () => (missing = false)};
}

test('the core not found: a message; Reset works once it is there', async t => {
  const {page, problems, provide} = await openWithout(t, /\.wasm$/);
  await inState(page, 'error');
  assert.match(await visibleText(page), /The training code could not be loaded\. .* press Reset\./);
  await press(page, 'Reset');
  await inState(page, 'error');
  provide();
  await press(page, 'Reset');
  await ready(page);
  assert.doesNotMatch(await visibleText(page), /could not be loaded/);
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^1$/);
  // The browser itself logs each 404.
  assert.ok(
    problems.every(problem => problem.includes('404')),
    problems.join('\n'),
  );
});

test('the relaxed kernel not found: it trains with SIMD128', async t => {
  const {page} = await openWithout(t, /relaxed-\w+\.wasm$/);
  await ready(page);
  assert.match(await visibleText(page), /Matrix kernel: SIMD128/);
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^1$/);
});

test('a browser without relaxed SIMD trains with SIMD128, and nothing is amiss', async t => {
  const {page, problems} = await pages.open(t, {
    query: '?model=dft',
    prepare: page =>
      page.evaluateOnNewDocument(() => {
        const {validate} = WebAssembly;
        // The probe for SIMD is a few bytes long, the kernel some hundred.
        WebAssembly.validate = bytes => bytes.byteLength < 100 && validate(bytes);
      }),
  });
  await ready(page);
  assert.match(await visibleText(page), /Matrix kernel: SIMD128/);
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^1$/);
  assert.deepEqual(problems, []);
});

test('the worker not found: a message; Reset works once it is there', async t => {
  const {page, problems, provide} = await openWithout(t, /worker-\w+\.js$/);
  await inState(page, 'error');
  assert.match(await visibleText(page), /^Error$/m);
  assert.match(await visibleText(page), /Worker 1 of 1 died|could not be loaded/);
  provide();
  // Pressed until it is heard: the page moves while its other figures come.
  await page.waitForFunction(
    () => {
      const figure = document.querySelector('dft-figure') as FigureInPage;
      if (figure.state === 'error') {
        (figure.shadowRoot.querySelector('[data-action=reset]') as HTMLElement).click();
      }
      return figure.state === 'idle';
    },
    {polling: 500},
  );
  await ready(page);
  // The browser itself logs the 404 and the worker that failed with it.
  assert.ok(
    problems.every(problem => /404|worker-\w+\.js/.test(problem)),
    problems.join('\n'),
  );
});

test('the loss plot not found: its place says so, and all else works', async t => {
  const {page, problems} = await openWithout(t, /history-plot-\w+\.js$/);
  await ready(page);
  await shows(page, /^The plot of the loss could not be loaded \(.+\)\. .*reload the page\.$/);
  assert.ok(await page.$('dft-figure >>> [data-view=loss] [role=alert]'));
  await screenshot(page, 'without-loss-plot');
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^1$/);
  const table = await page.$('dft-figure >>> [data-table=loss]');
  await table?.evaluate(details => details.toggleAttribute('open', true));
  await page.waitForFunction(details => details?.querySelector('tbody td'), {}, table);
  assert.ok(
    problems.every(problem => /404|history-plot-\w+\.js/.test(problem)),
    problems.join('\n'),
  );
});

test('a host that knows no MIME type for wasm serves the page all the same', async t => {
  const server = await serveDist({
    headers: ({pathname}) =>
      (pathname.endsWith('.wasm') ? {'content-type': 'application/octet-stream'} : {}) as Record<
        string,
        string
      >,
  });
  t.after(() => server.close());
  const {page, problems} = await pages.open(t, {address: `${server.address}lab/`});
  await ready(page);
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^1$/);
  assert.deepEqual(problems, []);
});

test('without JavaScript the page says what it is and shows its picture', async t => {
  const {page, problems} = await pages.open(t, {scripts: false});
  await (await page.waitForSelector('::-p-aria([role="image"])'))?.scrollIntoView();
  // Scripts of the page do not run; those of the test do.
  const {text, alt, width} = await page.evaluate(async () => {
    const picture = document.querySelector('img') as HTMLImageElement;
    await picture.decode();
    const {innerText} = document.body;
    return {text: innerText, alt: picture.alt, width: picture.naturalWidth};
  });
  assert.match(text, /A single linear layer learns\s+the Fourier transform/);
  assert.match(text, /needs JavaScript/);
  assert.match(alt, /map of weights/);
  assert.ok(width > 0);
  // Scripts that the page asks for beforehand are what this browser is not to load.
  assert.deepEqual(
    problems.filter(problem => !/\.js undefined$/.test(problem)),
    [],
  );
});
