import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenshot, useBrowser} from './browser.ts';
import {
  announcement,
  call,
  choose,
  fill,
  find,
  inState,
  isThere,
  numberOf,
  picture,
  press,
  readout,
  readoutMatching,
  ready,
  selectedBin,
  valueOf,
  visibleText,
} from './figure.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();

test('the page loads quietly and is ready, with initial weights and no step done', async t => {
  const {page, problems} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  assert.match(await visibleText(page), /^Ready$/m);
  assert.equal(await readout(page, 'Step'), '0');
  assert.equal(await readout(page, 'Examples'), '0');
  assert.ok(numberOf(await readout(page, 'Held-out loss')) > 1);
  assert.match(await visibleText(page), /65\s536, 256 × 256/);
  await picture(page, 'Weight matrix', '256 outputs down by 256 inputs across');
  await screenshot(page, 'idle');
  assert.deepEqual(problems, []);
});

test('Play as fast as it goes converges with LMS, and the page says so', async t => {
  const {page, problems} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  await choose(page, 'Speed', 'max');
  await choose(page, 'Optimiser', 'lms');
  await inState(page, 'idle');
  await press(page, 'Play');
  await inState(page, 'converged');
  assert.match(await visibleText(page), /^Converged$/m);
  assert.match(await visibleText(page), /^The loss no longer falls: /m);
  assert.match(await announcement(page), /^Converged\. The loss no longer falls/);
  const [heldOut, floor, distance] = await Promise.all(
    ['Held-out loss', 'Best that float32 allows', 'Weight error'].map(async term =>
      numberOf(await readout(page, term)),
    ),
  );
  assert.ok(heldOut <= 1e-10, `held-out loss ${heldOut}`);
  assert.ok(heldOut < 10 * floor, `held-out loss ${heldOut}, floor ${floor}`);
  assert.ok(distance < 1e-5, `distance ${distance}`);
  assert.ok(await isThere(page, 'button', 'Play'));
  await screenshot(page, 'converged');
  assert.deepEqual(problems, []);
});

test('what was learned is the transform: the spiral and the spectrum say so in words', async t => {
  const {page} = await pages.open(t, {query: '?optimizer=lms&speed=max&n=32'});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'converged');
  const off = await picture(page, 'Weights of output bin', 'off by at most').then(image =>
    image.evaluate(element => element.getAttribute('aria-label') ?? ''),
  );
  assert.match(off, /^Weights of output bin 5 .* a helix of 5 turns; /);
  assert.ok(numberOf(/off by at most (.*)\.$/.exec(off)?.[1] ?? '') < 1e-5, off);
  const image = await picture(page, 'Magnitude', 'in 32 bins');
  await page.waitForFunction(
    element => /× 10⁻[⁶-⁹] times the peak/.test(element.getAttribute('aria-label') ?? ''),
    {},
    image,
  );
});

test('Play becomes Pause and back; paused, nothing moves', async t => {
  const {page} = await pages.open(t, {query: '?speed=max&optimizer=sgd&lr=0.001'});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'running');
  assert.ok(!(await isThere(page, 'button', 'Play')));
  assert.match(await visibleText(page), /^Training$/m);
  await readoutMatching(page, 'Step', /[1-9]/);
  await press(page, 'Pause');
  await inState(page, 'paused');
  assert.ok(!(await isThere(page, 'button', 'Pause')));
  assert.match(await visibleText(page), /^Paused$/m);
  const {step} = await call(page, 'getState');
  assert.equal(numberOf(await readout(page, 'Step')), step);
  await press(page, 'Play');
  await page.waitForFunction(
    async before =>
      (await (document.querySelector('dft-figure') as RunFigure).getState()).step > before,
    {},
    step,
  );
});

test('Step does one step, and one more from paused and from converged', async t => {
  const {page} = await pages.open(t, {query: '?optimizer=lms&speed=max&n=8'});
  await ready(page);
  for (const count of ['1', '2', '3']) {
    await press(page, 'Step');
    assert.equal(await readoutMatching(page, 'Step', new RegExp(`^${count}$`)), count);
    await inState(page, 'paused');
  }
  assert.equal(await readout(page, 'Examples'), '192');
  await press(page, 'Play');
  await inState(page, 'converged');
  const {step} = await call(page, 'getState');
  await press(page, 'Step');
  await readoutMatching(page, 'Step', new RegExp(`^${step + 1}$`));
});

test('Reset goes back to step 0 and the same initial loss', async t => {
  const {page} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  const before = await readout(page, 'Held-out loss');
  const weights = await readout(page, 'Weight error');
  await call(page, 'step', 20);
  assert.notEqual(await readout(page, 'Held-out loss'), before);
  await press(page, 'Reset');
  await readoutMatching(page, 'Step', /^0$/);
  await inState(page, 'idle');
  assert.equal(await readoutMatching(page, 'Held-out loss', /\d/), before);
  assert.equal(await readout(page, 'Weight error'), weights);
});

test('Reset while training stops it and goes back to the start', async t => {
  const {page} = await pages.open(t, {query: '?speed=max&optimizer=sgd&lr=0.001'});
  await ready(page);
  await press(page, 'Play');
  await readoutMatching(page, 'Step', /[1-9]/);
  await press(page, 'Reset');
  await inState(page, 'idle');
  assert.equal(await readoutMatching(page, 'Step', /^0$/), '0');
  assert.ok(await isThere(page, 'button', 'Play'));
});

test('another size resets visibly and shows a layer of that size', async t => {
  const {page, problems} = await pages.open(t, {query: '?optimizer=lms'});
  await ready(page);
  for (const [n, text] of [
    ['16', /1024, 32 × 32/],
    ['4', /64, 8 × 8/],
    ['256', /262\s144, 512 × 512/],
  ] as const) {
    await call(page, 'step', 3);
    assert.equal(await readout(page, 'Step'), '3');
    await choose(page, 'Samples n', n);
    await readoutMatching(page, 'Step', /^0$/);
    await picture(page, 'Weight matrix', `${2 * Number(n)} outputs down`);
    assert.match(await visibleText(page), text);
    await picture(page, 'Magnitude', `in ${n} bins`);
  }
  assert.deepEqual(problems, []);
});

test('a bin that the smaller transform does not have becomes its last one', async t => {
  const {page} = await pages.open(t, {query: '?n=32'});
  await ready(page);
  await choose(page, 'Samples n', '4');
  await picture(page, 'Weight matrix', '8 outputs down');
  assert.equal(await selectedBin(page), '3');
  await picture(page, 'Weights of output bin', 'bin 3 as a curve');
});

test('an edited seed is another run, the same seed again is the first one', async t => {
  const {page} = await pages.open(t, {query: '?n=16&optimizer=lms'});
  await ready(page);
  const trained = async () => {
    await call(page, 'step', 10);
    return [await readout(page, 'Held-out loss'), await readout(page, 'Batch loss')].join();
  };
  const first = await trained();
  await fill(page, 'Seed', '7');
  await readoutMatching(page, 'Step', /^0$/);
  assert.equal((await call(page, 'getState')).settings.seed, 7);
  assert.notEqual(await trained(), first);
  await fill(page, 'Seed', '42');
  await readoutMatching(page, 'Step', /^0$/);
  assert.equal(await trained(), first);
});

test('New seed goes back to the start and shows the seed it has drawn', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  await call(page, 'step', 2);
  await press(page, 'New seed');
  await readoutMatching(page, 'Step', /^0$/);
  await inState(page, 'idle');
  const {seed} = (await call(page, 'getState')).settings;
  assert.notEqual(seed, 42);
  assert.equal(await valueOf(page, 'textbox', 'Seed'), String(seed));
});

test('another optimiser resets and brings its own default learning rate', async t => {
  const {page} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  assert.equal(await valueOf(page, 'textbox', 'Learning rate'), '0.03');
  await fill(page, 'Learning rate', '0.5');
  await call(page, 'step', 1);
  await choose(page, 'Optimiser', 'lms');
  await readoutMatching(page, 'Step', /^0$/);
  await inState(page, 'idle');
  // B/(B+d+1) for B = 64, d = 256
  assert.equal(await valueOf(page, 'textbox', 'Learning rate'), String(+(64 / 321).toPrecision(4)));
  assert.match(await visibleText(page), /^Stable below 0\.399\.$/m);
  await choose(page, 'Optimiser', 'adam');
  await page.waitForFunction(
    async () =>
      (await (document.querySelector('dft-figure') as RunFigure).getState()).schedule[0]?.[1] ===
      0.03,
  );
  assert.equal(await valueOf(page, 'textbox', 'Learning rate'), '0.03');
});

test('the learning rate changes while training goes on, without a reset', async t => {
  const {page} = await pages.open(t, {query: '?speed=max&optimizer=sgd&lr=0.001'});
  await ready(page);
  await press(page, 'Play');
  await readoutMatching(page, 'Step', /[1-9]/);
  await fill(page, 'Learning rate', '0.002');
  await page.waitForFunction(
    async () =>
      (await (document.querySelector('dft-figure') as RunFigure).getState()).schedule.length > 1,
  );
  await inState(page, 'running');
  const {schedule, step} = await call(page, 'getState');
  const [begin, rate] = schedule[schedule.length - 1];
  assert.equal(rate, 0.002);
  assert.ok(begin > 0 && begin <= step, `from step ${begin} of ${step}`);
});

test('the learning-rate slider writes into the field', async t => {
  const {page} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  const slider = await find(page, 'slider', 'Learning rate, logarithmic');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  const text = await valueOf(page, 'textbox', 'Learning rate');
  assert.ok(Number(text) > 0.03 && Number(text) < 0.04, text);
  assert.equal((await call(page, 'getState')).schedule[0][1], Number(text));
});

test('the tables hold what the pictures show', async t => {
  const {page} = await pages.open(t, {query: '?n=8&optimizer=lms'});
  await ready(page);
  await call(page, 'step', 5);
  const rows = await page.$eval('dft-figure', async figure => {
    const details = [...(figure.shadowRoot?.querySelectorAll('details') ?? [])];
    for (const each of details) each.open = true;
    await new Promise(resolve => setTimeout(resolve));
    await new Promise(requestAnimationFrame);
    return details.map(each => each.querySelectorAll('tbody tr').length);
  });
  assert.deepEqual(rows, [6, 8, 8]); // evaluations at steps 0 to 5, samples, bins
});
