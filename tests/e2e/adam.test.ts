import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {openLesson} from './lesson.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();
const tag = 'adam-figure';

test('Adam’s loss rises again, AMSGrad’s and that of a lowered rate stay', async t => {
  const lesson = await openLesson(pages, t, tag, {width: 360});
  await lesson.part('group', 'Adam’s loss falls, and rises again');
  await (await lesson.part('button', 'Play')).click();
  await lesson.reads('Done');
  const power = async (name: string) => {
    const [mantissa, exponent = '0'] = (await lesson.readout(name)).split(' × 10');
    const digits = [...exponent].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).filter(at => at >= 0);
    return Number(mantissa) * 10 ** (-1 * Number(digits.join('')));
  };
  assert.equal(await lesson.readout('step'), '6000');
  assert.ok((await power('adam')) > 1e-5, await lesson.readout('adam'));
  assert.ok((await power('amsgrad')) < 2e-12, await lesson.readout('amsgrad'));
  assert.ok((await power('lowered')) < 2e-12, await lesson.readout('lowered'));
  const [label] = await lesson.labels();
  assert.match(label, /^Losses of three runs, log scale. At step 6000: Adam .* AMSGrad .* × 10⁻¹³/);
  const [rows] = await lesson.tables();
  assert.ok(rows > 100, String(rows));
  await lesson.isSound('adam-360');
  assert.equal(await lesson.remove(), 0);
  assert.deepEqual(lesson.problems, []);
});

test('the keyboard plays, pauses and resets; it waits off the screen and for other figures', async t => {
  const lesson = await openLesson(pages, t, tag, {media: {'prefers-color-scheme': 'dark'}});
  const {page} = lesson;
  await (await lesson.part('group', 'Adam’s loss falls, and rises again')).focus();
  await page.keyboard.press('Space');
  await lesson.reads('Training');
  await page.keyboard.press('Space');
  await lesson.reads('Paused');
  await page.keyboard.press('r');
  await lesson.reads('Ready');
  assert.equal(await lesson.readout('step'), '0');
  await page.keyboard.press('Space');
  await lesson.reads('Training');
  await page.$eval('h1', heading => heading.scrollIntoView());
  await lesson.reads('Paused');
  await page.$eval(tag, figure => figure.scrollIntoView());
  await lesson.reads('Training');
  await page.$eval('opening-figure', figure => (figure as RunFigure).play());
  await lesson.reads('Paused');
  await lesson.isSound('adam-dark');
  assert.deepEqual(lesson.problems, []);
});

test('a new seed is another run, and Reset goes back to its start', async t => {
  const lesson = await openLesson(pages, t, tag);
  const before = await lesson.readout('seed');
  await (await lesson.part('button', 'New seed')).click();
  await lesson.page.waitForFunction(
    (name, seed) =>
      document.querySelector(name)?.shadowRoot?.querySelector('[data-readout=seed]')
        ?.textContent !== seed,
    {},
    tag,
    before,
  );
  await lesson.reads('Ready');
  assert.deepEqual(await lesson.labels(), ['Losses: not begun yet']);
});
