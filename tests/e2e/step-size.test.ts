import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {openLesson} from './lesson.ts';
import type {Page} from 'puppeteer-core';

const pages = useBrowser();
const tag = 'step-size-figure';

/** Waits until a picture's label says so. */
async function labelled(page: Page, pattern: RegExp) {
  await page.waitForFunction(
    (name, source) =>
      [...(document.querySelector(name)?.shadowRoot?.querySelectorAll('[role=img]') ?? [])].some(
        image => new RegExp(source).test(image.getAttribute('aria-label') ?? ''),
      ),
    {},
    tag,
    pattern.source,
  );
}

for (const [width, scheme] of [
  [360, 'light'],
  [1280, 'dark'],
] as const) {
  test(`best learning rate and bound move with the batch, at ${width} px, ${scheme}`, async t => {
    const media = {'prefers-color-scheme': scheme};
    const lesson = await openLesson(pages, t, tag, {width, media});
    const {page, part, readout} = lesson;
    await part('group', 'Loss by learning rate');
    await labelled(page, /^Loss on the way at learning rate 0.6, log scale: from 17 to/);
    await (await part('button', 'Play')).click();
    await lesson.reads('Done');
    await labelled(page, /batch 64.* Best of 22 runs: .* × 10⁻¹³ at 0.66. Unstable above 1.32/);
    assert.deepEqual(await lesson.tables(), [22, 31, 1]);
    await (await part('combobox', 'Batch')).select('8');
    await labelled(page, /batch 8, .* Best of 22 runs: .* at 0.195. Unstable above 0.39/);
    assert.equal(await readout('best'), '0.195');
    assert.match(await readout('loss'), /, it grows$/);
    await lesson.isSound(`step-size-${width}-${scheme}`);
    assert.equal(await lesson.remove(), 0);
    assert.deepEqual(lesson.problems, []);
  });
}

test('steps and examples by batch: all are tried, one is chosen in the plot', async t => {
  const lesson = await openLesson(pages, t, tag);
  const {page, part} = lesson;
  await labelled(page, /^Steps and examples by batch: not begun yet$/);
  await (await part('button', 'Try all batches')).click();
  await lesson.reads('Training');
  await lesson.reads('Done');
  // By 1 - B / (B + 33) a step: log(0.01) / log(0.8049) = 21.2 of batch 8, 2.1 of batch 256.
  await labelled(
    page,
    /batch 8: 2[01]\.\d steps, 1[67]\d examples; batch 16: .*batch 256: 2\.[01] s/,
  );
  assert.deepEqual((await lesson.tables())[2], 6);
  await lesson.isSound('step-size-batches');
  const canvas = await page.waitForSelector(`${tag} >>> [data-plot=speed] canvas`);
  await canvas?.scrollIntoView();
  const box = await canvas?.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + 0.12 * box.width, box.y + box.height / 2);
  await labelled(page, /^Loss after 30 steps by learning rate, batch 8, .* at 0.195/);
  assert.equal(
    await (await part('combobox', 'Batch')).evaluate(each => (each as HTMLSelectElement).value),
    '8',
  );
  await (await part('button', 'Reset')).click();
  await labelled(page, /^Steps and examples by batch: not begun yet$/);
  assert.deepEqual(lesson.problems, []);
});

test('a learning rate is typed, slid to or dragged to, and its loss drawn at once', async t => {
  const lesson = await openLesson(pages, t, tag);
  const {page, part} = lesson;
  const field = await part('textbox', 'Learning rate μ');
  const type = async (text: string) => {
    await field.click({count: 3});
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  };
  await type('1.5');
  await labelled(page, /^Loss on the way at learning rate 1.5, .* it grows$/);
  await type('fast');
  await lesson.has('.message:not([hidden])');
  assert.match(await lesson.readout('message'), /^lr=fast is not possible: allowed is/);
  await (await part('slider', 'Learning rate μ, slider')).focus();
  await page.keyboard.press('ArrowLeft');
  await labelled(page, /^Loss on the way at learning rate 1.49/);
  const canvas = await page.waitForSelector(`${tag} >>> [data-plot=sweep] canvas`);
  await canvas?.scrollIntoView();
  const box = await canvas?.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 0.7 * box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.3 * box.width, box.y + box.height / 2);
  await page.mouse.up();
  await labelled(page, /^Loss on the way at learning rate 0\.[45]/);
  assert.equal(lesson.workers() <= 2, true); // the first figure's, and its own
  await page.$eval('h1', heading => heading.scrollIntoView());
  await page.waitForFunction(() => scrollY < 100);
  await lesson.reads('Ready');
  assert.deepEqual(lesson.problems, []);
});
