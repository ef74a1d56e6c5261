import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hasRelaxedKernel} from '../core/load-core.ts';
import {screenshot, useBrowser} from './browser.ts';
import {
  call,
  choose,
  fill,
  find,
  inState,
  press,
  readout,
  readoutMatching,
  ready,
  shows,
  visibleText,
} from './figure.ts';

const pages = useBrowser();

const markup = '<img src=x onerror=alert(1)>';

const badQueries: [query: string, message: RegExp][] = [
  ['n=100', /n=100 is not possible: allowed is 4, 8, 16, 32, 64, 128, 256, 512 with model=dft\./],
  ['seed=abc', /seed=abc is not possible: allowed is a whole number from 0 to 4294967295\./],
  ['lr=NaN', /lr=NaN is not possible: allowed is a number from 1e-9 to 10000\./],
  ['batch=0', /batch=0 is not possible: allowed is a whole number from 1 to 1024\./],
  [
    'optimizer=foo',
    /optimizer=foo is not possible: allowed is sgd, momentum, adam, amsgrad, lms, kaczmarz, exact\./,
  ],
  ['speed=0', /speed=0 is not possible: allowed is a whole number from 1 to 1000, or max, watch\./],
  ['workers=33', /workers=33 is not possible: allowed is a whole number from 1 to 32\./],
  ['signal=violin', /signal=violin is not possible: allowed is noise, impulse, /],
  ['theme=blue', /theme=blue is not possible: allowed is auto, light, dark\./],
  ['steps=1&epochs=1', /steps=1 and epochs=1 are two ends for one run: give one of them\./],
  ['epochs=1&examples=streaming', /epochs=1 is not possible with examples=streaming, /],
  [
    `optimizer=${encodeURIComponent(markup)}`,
    /optimizer=<img src=x onerror=alert\(1\)> is not poss/,
  ],
];

for (const [query, message] of badQueries) {
  test(`?${query} is named with what is allowed, and the page stays usable`, async t => {
    const {page, problems} = await pages.open(t, {query: `?${query}`});
    await ready(page);
    assert.match(await visibleText(page), message);
    const images = await page.$eval(
      'dft-figure',
      figure => figure.shadowRoot?.querySelectorAll('img').length,
    );
    assert.equal(images, 0, 'markup in an address is text');
    await screenshot(page, `bad-${query.replace(/\W+/g, '-')}`);
    await press(page, 'Play');
    await readoutMatching(page, 'Step', /[1-9]/);
    assert.deepEqual(problems, []);
  });
}

test('the matrix kernel in use is shown', async t => {
  const auto = await pages.open(t, {query: '?model=dft'});
  await ready(auto.page);
  const expected = hasRelaxedKernel ? /Matrix kernel: relaxed SIMD/ : /Matrix kernel: SIMD128/;
  assert.match(await visibleText(auto.page), expected);
  const {page} = await pages.open(t, {query: '?kernel=simd128'});
  await ready(page);
  assert.match(await visibleText(page), /Matrix kernel: SIMD128, the same bits everywhere/);
});

test('several bad settings are each named; the good ones are used', async t => {
  const {page} = await pages.open(t, {query: '?n=100&seed=abc&batch=32'});
  await ready(page);
  assert.match(await visibleText(page), /n=100 is not possible/);
  assert.match(await visibleText(page), /seed=abc is not possible/);
  const {settings} = await call(page, 'getState');
  assert.deepEqual([settings.n, settings.seed, settings.batch], [128, 42, 32]);
});

test('foreign keys in the address are ignored', async t => {
  const {page, problems} = await pages.open(t, {query: '?utm_source=x&fbclid=y&n=16#part'});
  await ready(page);
  const {settings} = await call(page, 'getState');
  assert.equal(settings.n, 16);
  assert.doesNotMatch(await visibleText(page), /not possible|utm_source/);
  assert.deepEqual(problems, []);
});

test('settings in the address are what the controls show', async t => {
  const query = '?n=32&optimizer=momentum&lr=0.125&batch=16&examples=37&seed=9&speed=7';
  const {page} = await pages.open(t, {query});
  await ready(page);
  const text = async (role: 'combobox' | 'textbox', name: string) => {
    const control = await find(page, role, name);
    return control.evaluate(element =>
      element instanceof HTMLSelectElement
        ? element.selectedOptions[0].text
        : (element as HTMLInputElement).value,
    );
  };
  assert.equal(await text('combobox', 'Samples n'), '32');
  assert.equal(await text('combobox', 'Optimiser'), 'Momentum');
  assert.equal(await text('textbox', 'Learning rate'), '0.125');
  assert.equal(await text('textbox', 'Batch'), '16');
  assert.equal(await text('combobox', 'Examples'), '37');
  assert.equal(await text('textbox', 'Seed'), '9');
  assert.equal(await text('combobox', 'Speed'), '7 steps/s');
});

test('the exact solution needs no learning rate and no batch, and takes examples of its own', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=16&optimizer=lms&lr=0.1&batch=8'});
  await ready(page);
  const disabled = async (name: string) =>
    (await find(page, 'textbox', name)).evaluate(field => field.matches(':disabled'));
  assert.deepEqual([await disabled('Learning rate'), await disabled('Batch')], [false, false]);
  await choose(page, 'Optimiser', 'exact');
  await shows(page, /It has no learning rate/);
  assert.deepEqual([await disabled('Learning rate'), await disabled('Batch')], [true, true]);
  const {settings} = await call(page, 'getState');
  assert.deepEqual([settings.lr, settings.batch, settings.examples], [null, 64, 128]);
  await call(page, 'step', 2);
  assert.equal(await readout(page, 'Step'), '2');
  await choose(page, 'Optimiser', 'kaczmarz');
  await shows(page, /Stable below 2\./);
  assert.deepEqual([await disabled('Learning rate'), await disabled('Batch')], [false, false]);
  const {settings: next} = await call(page, 'getState');
  assert.deepEqual([next.lr, next.batch, next.examples], [null, 16, 15000]);
  assert.doesNotMatch(await visibleText(page), /not possible|not used/);
  assert.deepEqual(problems, []);
});

test('theme=dark darkens the page and the figure on a light system', async t => {
  const {page} = await pages.open(t, {query: '?theme=dark&n=8'});
  await ready(page);
  const colours = await page.evaluate(() => [
    getComputedStyle(document.documentElement).backgroundColor,
    getComputedStyle(document.querySelector('dft-figure') as Element).color,
  ]);
  assert.deepEqual(colours, ['rgb(18, 20, 23)', 'rgb(236, 235, 231)']);
});

test('steps=25 trains exactly that far, then pauses and says why', async t => {
  const {page} = await pages.open(t, {query: '?n=16&steps=25&speed=max'});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'paused');
  assert.equal(await readout(page, 'Step'), '25');
  assert.match(await visibleText(page), /Step 25 reached, as asked\./);
});

test('autoplay starts by itself, but not under reduced motion', async t => {
  const {page} = await pages.open(t, {query: '?autoplay&n=16'});
  await inState(page, 'running');
  const media = {'prefers-reduced-motion': 'reduce'};
  const {page: calm} = await pages.open(t, {query: '?autoplay&n=16', media});
  await ready(calm);
  assert.equal(await readout(calm, 'Step'), '0');
});

for (const [name, text, message] of [
  ['Learning rate', 'fast', /lr=fast is not possible: allowed is a number from 1e-9 to 10000\./],
  ['Batch', '0', /batch=0 is not possible: allowed is a whole number from 1 to 1024\./],
  ['Seed', '-1', /seed=-1 is not possible: allowed is a whole number from 0 to 4294967295\./],
  ['Seed', markup, /seed=<img src=x onerror=alert\(1\)> is not possible/],
] as const) {
  test(`${JSON.stringify(text)} typed into ${name} is marked and explained; the run goes on`, async t => {
    const {page, problems} = await pages.open(t, {query: '?optimizer=sgd&lr=0.001&speed=max'});
    await ready(page);
    await press(page, 'Play');
    await readoutMatching(page, 'Step', /[1-9]/);
    const before = await call(page, 'getState');
    await fill(page, name, text);
    const field = await find(page, 'textbox', name);
    assert.equal(await field.evaluate(element => element.getAttribute('aria-invalid')), 'true');
    assert.match(await visibleText(page), message);
    const after = await call(page, 'getState');
    assert.deepEqual(after.settings, before.settings);
    assert.deepEqual(after.schedule, before.schedule);
    assert.ok(after.step >= before.step);
    await inState(page, 'running');

    await fill(page, name, '3');
    assert.equal(await field.evaluate(element => element.getAttribute('aria-invalid')), null);
    assert.doesNotMatch(await visibleText(page), /is not possible/);
    assert.deepEqual(problems, []);
  });
}
