import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {inState, press, ready} from './figure.ts';

type Shift = {value: number; where: number; moved: string[]};

/** As Chromium tells it. */
type LayoutShift = PerformanceEntry & {
  value: number;
  sources: {node: Node | null; previousRect: DOMRect; currentRect: DOMRect}[];
};

const pages = useBrowser();

/** A share of the screen, summed up. What is left is a word in the figure's bar, which changes. */
const most = 0.001;

/** Writes down what moves on the page by itself, from its beginning. */
function watchShifts() {
  const shifts: Shift[] = [];
  // In a shadow root the browser does not tell what it was, but where.
  const placeOf = ({x, y, width, height}: DOMRect) =>
    [x, y, width, height].map(Math.round).join(' ');
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const {value, sources} = entry as LayoutShift;
      const moved = sources.map(
        source =>
          `${source.node?.nodeName}: ${placeOf(source.previousRect)} to ${placeOf(source.currentRect)}`,
      );
      shifts.push({value, where: scrollY, moved});
    }
  }).observe({type: 'layout-shift', buffered: true});
  Object.assign(globalThis, {shifts});
}

for (const [width, height] of [
  [1280, 900],
  [412, 823],
]) {
  test(`nothing moves by itself while the page is read, ${width} px wide`, async t => {
    const {page} = await pages.open(t, {
      width,
      height,
      prepare: page => page.evaluateOnNewDocument(watchShifts),
    });
    await page.waitForFunction(() => customElements.get('opening-figure'));
    const undefinedYet = await page.evaluate(async () => {
      const {scrollingElement: page} = document;
      const frames = async (count: number) => {
        for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
      };
      for (let top = 0; page && top < page.scrollHeight; top += innerHeight / 3) {
        scrollTo({top, behavior: 'instant'});
        await frames(2);
        for (const {localName} of document.querySelectorAll(':not(:defined)')) {
          const figure = document.querySelector(localName) as Element;
          if (figure.getBoundingClientRect().top > 2 * innerHeight) continue; // not near yet
          await customElements.whenDefined(localName);
          await frames(5);
        }
      }
      await frames(5);
      return document.querySelectorAll(':not(:defined)').length;
    });
    assert.equal(undefinedYet, 0);
    const shifts = (await page.evaluate('shifts')) as Shift[];
    const sum = shifts.reduce((total, {value}) => total + value, 0);
    assert.ok(sum <= most, `${sum}\n${JSON.stringify(shifts, null, 1)}`);
  });
}

test('when a run ends, well or badly, nothing below moves', async t => {
  const {page} = await pages.open(t, {query: '?n=32&optimizer=lms&speed=max'});
  await ready(page);
  const top = () =>
    page.$eval('dft-figure', figure => {
      const body = figure.shadowRoot?.querySelector('.body') as Element;
      return body.getBoundingClientRect().top;
    });
  await press(page, 'Step');
  const before = await top();
  await press(page, 'Play');
  await inState(page, 'converged');
  assert.equal(await top(), before);
  await press(page, 'Reset');
  await page.$eval('dft-figure', figure => figure.setAttribute('lr', '5'));
  await press(page, 'Play');
  await inState(page, 'diverged');
  assert.equal(await top(), before);
});

for (const width of [360, 800, 1280]) {
  test(`the place kept for a figure is about as high as the figure, ${width} px wide`, async t => {
    const {page} = await pages.open(t, {width});
    const heights = await page.evaluate(async () => {
      const found = [];
      for (const figure of document.querySelectorAll(':not(:defined)')) {
        const before = figure.getBoundingClientRect().height;
        figure.scrollIntoView({behavior: 'instant'});
        await customElements.whenDefined(figure.localName);
        for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame);
        found.push({name: figure.localName, before, after: figure.getBoundingClientRect().height});
      }
      return found;
    });
    assert.ok(heights.length >= 4, `${heights.length} figures`);
    for (const {name, before, after} of heights) {
      const share = before / after;
      assert.ok(
        share > 0.85 && share < 1.18,
        `${name}: ${before} px are kept, ${after} are needed`,
      );
    }
  });
}
