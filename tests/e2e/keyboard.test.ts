import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {
  binSlider,
  call,
  find,
  inState,
  picture,
  pixelsOf,
  press,
  readout,
  readoutMatching,
  ready,
  selectedBin,
  shows,
  spiral,
} from './figure.ts';
import type {Page, KeyInput} from 'puppeteer-core';
import type {Handle} from './figure.ts';

const pages = useBrowser();
const figureName = 'One layer learns the DFT';

/** Presses Tab until the element is in focus. */
async function tabTo(page: Page, element: Handle) {
  for (let presses = 0; presses < 200; presses++) {
    const there = await element.evaluate(
      each => (each.getRootNode() as ShadowRoot).activeElement === each,
    );
    if (there) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('Tab does not get there');
}

test('Tab reaches the figure, every control and every picture, and leaves it', async t => {
  const {page} = await pages.open(t, {query: '?n=8'});
  await ready(page);
  const reached = [];
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      if (!element || element === document.body) return null;
      const {outlineStyle} = getComputedStyle(element);
      const label = (element as HTMLInputElement).labels?.[0] ?? element;
      const words = label.cloneNode(true) as HTMLElement;
      for (const control of words.querySelectorAll('input, select')) control.remove();
      const name = element.getAttribute('aria-label') ?? words.textContent ?? '';
      return {label: name.replace(/\s+/g, ' ').trim(), outline: outlineStyle};
    });
    if (!name) break;
    reached.push(name);
  }
  const labels = reached.map(({label}) => label);
  for (const wanted of [figureName, 'Play', 'Step', 'Reset', 'Speed', 'Samples n', 'Optimiser']) {
    assert.ok(labels.includes(wanted), `${wanted} in ${labels.join(' | ')}`);
  }
  for (const wanted of ['Learning rate', 'Seed', 'New seed', 'Copy link', 'Signal', 'Scale']) {
    assert.ok(labels.includes(wanted), `${wanted} in ${labels.join(' | ')}`);
  }
  for (const start of ['Weight matrix', 'Weights of output bin', 'Magnitude', 'MIT licence']) {
    assert.ok(
      labels.some(label => label.startsWith(start)),
      `${start} in ${labels.join(' | ')}`,
    );
  }
  assert.deepEqual(
    reached.filter(({outline}) => outline === 'none'),
    [],
    'focus can be seen',
  );
});

test('with the figure in focus Space plays and pauses, the right arrow steps, R resets', async t => {
  const {page} = await pages.open(t, {query: '?n=16&optimizer=sgd&lr=0.001'});
  await ready(page);
  await tabTo(page, await find(page, 'group', figureName));
  await page.keyboard.press('ArrowRight');
  await readoutMatching(page, 'Step', /^1$/);
  await page.keyboard.press('ArrowRight');
  await readoutMatching(page, 'Step', /^2$/);
  const scrolled = await page.evaluate(() => scrollY);
  await page.keyboard.press('Space');
  await inState(page, 'running');
  await page.keyboard.press('Space');
  await inState(page, 'paused');
  assert.equal(await page.evaluate(() => scrollY), scrolled, 'Space does not scroll as well');
  await page.keyboard.press('r');
  await readoutMatching(page, 'Step', /^0$/);
  await inState(page, 'idle');
});

test('the same keys in a field or outside the figure do nothing to the run', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  await call(page, 'step', 3);
  await (await find(page, 'textbox', 'Learning rate')).focus();
  for (const key of ['ArrowRight', 'r', 'Space', 'Backspace', 'Backspace'] as const) {
    await page.keyboard.press(key);
  }
  await (await binSlider(page)).focus();
  await page.keyboard.press('ArrowRight');
  await page.evaluate(() => (document.querySelector('p a') as HTMLElement)?.focus());
  for (const key of ['ArrowRight', 'r', 'Space'] as const) {
    await page.keyboard.press(key);
  }
  // Whatever those keys had started would be over with this step.
  await call(page, 'step', 1);
  assert.equal(await readout(page, 'Step'), '4');
  assert.equal(await selectedBin(page), '6');
});

test('shortcuts of the browser with Ctrl are left to it', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  await call(page, 'step', 3);
  await (await find(page, 'group', figureName)).focus();
  await page.keyboard.down('Control');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Control');
  await call(page, 'step', 1);
  assert.equal(await readout(page, 'Step'), '4');
});

test('arrow keys on the weight matrix read a weight, Enter follows its bin', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  await (await picture(page, 'Weight matrix')).focus();
  await page.keyboard.press('ArrowRight');
  await shows(page, /re of sample 1 → Re of bin 5: [+−]?0\.\d{3}/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await shows(page, /re of sample 1 → Re of bin 3: [+−]?0\.\d{3}/);
  await page.keyboard.down('Shift');
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Shift');
  await shows(page, /im of sample 1 → Re of bin 3: [+−]?0\.\d{3}/);
  await page.keyboard.press('Enter');
  assert.equal(await selectedBin(page), '3');
  assert.equal(await readout(page, 'Step'), '0', 'the arrow did not train');
});

test('arrow keys on the spiral turn it', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  const canvas = await spiral(page);
  await canvas.focus();
  const seen = new Set([await pixelsOf(canvas)]);
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowLeft', 'ArrowUp'] as const) {
    await page.keyboard.press(key);
    seen.add(await pixelsOf(canvas));
  }
  assert.equal(seen.size, 5);
  for (const name of ['Side', 'End on', 'Helix']) {
    await press(page, name);
    seen.add(await pixelsOf(canvas));
  }
  assert.equal(seen.size, 7, 'Helix is the angle of the beginning');
  assert.equal(await readout(page, 'Step'), '0');
});

test('arrow keys on rows and spectrum read values', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  await (await picture(page, 'Weights of output bin', 'against the')).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await (await picture(page, 'Magnitude')).focus();
  await page.keyboard.press('ArrowRight');
  await shows(page, /sample 1: Re .*\(true [+−]0/);
  await shows(page, /bin 0: network .*, FFT /);
  assert.equal(await readout(page, 'Step'), '0');
});

test('arrow keys on the loss read it, evaluation after evaluation', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  await call(page, 'step', 30);
  await (await picture(page, 'Loss', 'step 30')).focus();
  await page.keyboard.press('ArrowRight');
  await shows(page, /step 0: held-out loss \d/);
  await page.keyboard.press('ArrowRight');
  await shows(page, /step [1-9]\d*: held-out loss \d.*, batch loss \d.*, weight error \d/);
  await page.keyboard.press('ArrowLeft');
  await shows(page, /step 0: held-out loss \d/);
  assert.equal(await readout(page, 'Step'), '30', 'the arrow did not train');
});

test('a wave is drawn with the arrow keys alone', async t => {
  const {page} = await pages.open(t, {query: '?n=16&signal=drawn'});
  await ready(page);
  const pad = await picture(page, 'Input signal', 'up to 0,');
  await pad.focus();
  await shows(page, /^Draw with the pointer or the arrow keys: /);
  const type = async (...keys: KeyInput[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await type('ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowUp');
  await shows(page, /^sample 1: \+?0\.300$/);
  await page.keyboard.down('Shift');
  await type('ArrowRight', 'ArrowRight');
  await page.keyboard.up('Shift');
  await shows(page, /^sample 3: \+?0\.300$/);
  await type('ArrowRight');
  await shows(page, /^sample 4: 0\.000$/);
  await type('ArrowDown');
  await shows(page, /^sample 4: −0\.100$/);
  await picture(page, 'Input signal', 'Real part up to 0.3');
  assert.equal(await readout(page, 'Step'), '0', 'the arrow did not train');
});

test('selects are operated by keyboard', async t => {
  const {page} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  await tabTo(page, await find(page, 'combobox', 'Samples n'));
  await page.keyboard.type('16');
  await page.keyboard.press('Tab');
  await picture(page, 'Weight matrix', '32 outputs down');
  assert.equal((await call(page, 'getState')).settings.n, 16);
});
