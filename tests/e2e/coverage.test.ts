import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {openLesson} from './lesson.ts';

const pages = useBrowser();
const tag = 'coverage-figure';

for (const [width, scheme] of [
  [360, 'dark'],
  [1280, 'light'],
] as const) {
  test(`four tones are learned, then with noise the rest, at ${width} px, ${scheme}`, async t => {
    const media = {'prefers-color-scheme': scheme};
    const lesson = await openLesson(pages, t, tag, {width, media});
    const {part} = lesson;
    await part('group', 'Trained on four tones only');
    await (await part('button', 'Play')).click();
    await lesson.reads('Done');
    const [onTones] = await lesson.labels();
    assert.match(onTones, /At most .* × 10⁻⁷ for the four, 1(\.\d)? for the others\.$/);
    assert.deepEqual(await lesson.tables(), [32, 37]);
    await lesson.isSound(`coverage-${width}-${scheme}-tones`);
    await (await part('button', 'Switch to noise')).click();
    await lesson.reads('Training');
    assert.equal(await lesson.readout('data'), 'noise');
    await lesson.reads('Done');
    assert.equal(await lesson.readout('step'), '100');
    const [onNoise] = await lesson.labels();
    assert.match(onNoise, /At most .* × 10⁻⁷ for the four, .* × 10⁻⁷ for the others\.$/);
    await lesson.isSound(`coverage-${width}-${scheme}-noise`);
    await (await part('button', 'Reset')).click();
    await lesson.reads('Ready');
    assert.equal(await lesson.readout('data'), 'tones');
    // The next lesson would come into its place, and begin.
    await lesson.page.$eval('step-size-figure', figure => figure.remove());
    assert.equal(await lesson.remove(), 0);
    assert.deepEqual(lesson.problems, []);
  });
}

test('it can be switched while it trains, and waits when it is off the screen', async t => {
  const lesson = await openLesson(pages, t, tag);
  const {page, part} = lesson;
  await (await part('group', 'Trained on four tones only')).focus();
  await page.keyboard.press('Space');
  await lesson.has('[data-action=switch]:not([disabled])');
  await (await part('button', 'Switch to noise')).press('Enter');
  await page.waitForFunction(
    name =>
      document.querySelector(name)?.shadowRoot?.querySelector('[data-readout=data]')
        ?.textContent === 'noise',
    {},
    tag,
  );
  await page.$eval('h1', heading => heading.scrollIntoView());
  await lesson.reads('Paused');
  await page.$eval(tag, figure => figure.scrollIntoView());
  await lesson.reads('Training');
  await lesson.reads('Done');
  assert.deepEqual(lesson.problems, []);
});
