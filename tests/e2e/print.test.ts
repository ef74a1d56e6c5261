import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sticksOut} from '../engines/page-scripts.ts';
import {screenshot, useBrowser} from './browser.ts';
import {call, picture, pixelsOf, ready} from './figure.ts';
import {loadFigures} from './whole-page.ts';
import type {Page} from 'puppeteer-core';

const pages = useBrowser();

/** CSS pixels across a sheet of A4 between margins of 1 cm. */
const sheet = 718;

/** What a picture of the first figure looks like on the screen, on paper, and afterwards. */
async function onPaper(page: Page) {
  await ready(page);
  await call(page, 'step', 20);
  const rows = await picture(page, 'Weights of output bin', 'against the');
  await rows.evaluate(each => each.scrollIntoView());
  const before = await pixelsOf(rows);
  // As a browser does: paper's colours come after the event, and its pixels are taken at once.
  const printed = await rows.evaluate(each => {
    dispatchEvent(new Event('beforeprint'));
    return (each as HTMLCanvasElement).toDataURL();
  });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  return {before, printed, after: await pixelsOf(rows)};
}

test('what is dark on the screen is light on paper, and dark again afterwards', async t => {
  const light = await pages.open(t, {query: '?n=16&theme=light'});
  const dark = await pages.open(t, {query: '?n=16&theme=dark'});
  const expected = await onPaper(light.page);
  const seen = await onPaper(dark.page);
  assert.equal(expected.printed, expected.before);
  assert.notEqual(seen.before, expected.before);
  assert.equal(seen.printed, expected.printed);
  assert.equal(seen.after, seen.before);
  await dark.page.emulateMediaType('print');
  const colours = await dark.page.$$eval('html, dft-figure', all =>
    all.map(each => getComputedStyle(each).getPropertyValue('--ink')),
  );
  const [ink] = await light.page.$$eval('html', all =>
    all.map(each => getComputedStyle(each).getPropertyValue('--ink')),
  );
  assert.deepEqual(colours, [ink, ink]);
});

test('printed, nothing is cut off and no room is kept for what is not there', async t => {
  const {page, problems} = await pages.open(t, {width: sheet});
  await page.waitForFunction(() => customElements.get('opening-figure'));
  await page.emulateMediaType('print');
  const rooms = await page.$$eval('body *', all =>
    all
      .filter(each => each.matches(':not(:defined)'))
      .map(each => `${each.localName} ${each.getBoundingClientRect().height}`),
  );
  assert.ok(rooms.length > 0, 'some figures are far away');
  assert.deepEqual(
    rooms.filter(room => !room.endsWith(' 0')),
    [],
  );
  await page.emulateMediaType();
  await loadFigures(page);
  await page.emulateMediaType('print');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await screenshot(page, 'print');
  const file = await page.pdf({format: 'A4'});
  assert.equal(Buffer.from(file.subarray(0, 5)).toString(), '%PDF-');
  assert.deepEqual(problems, []);
});

for (const query of ['', '?n=16']) {
  test(`in forced colours no control of any figure loses its border, nothing sticks out: ${query || 'article'}`, async t => {
    const {page, problems} = await pages.open(t, {
      query,
      width: 360,
      prepare: async page => {
        const session = await page.createCDPSession();
        const features = [{name: 'forced-colors', value: 'active'}];
        await session.send('Emulation.setEmulatedMedia', {features});
      },
    });
    for (const tag of await loadFigures(page)) {
      const bare = await page.$$eval(`${tag} >>> :is(button, select, .file)`, all =>
        all
          .filter(each => each.checkVisibility())
          .filter(each => parseFloat(getComputedStyle(each).borderTopWidth) === 0)
          .map(each => each.outerHTML),
      );
      assert.deepEqual(bare, [], tag);
    }
    assert.deepEqual(await page.evaluate(sticksOut), []);
    await screenshot(page, `forced-colors-whole${query}`);
    assert.deepEqual(problems, []);
  });
}
