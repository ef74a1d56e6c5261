import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {FigureInPage} from './in-page.ts';

const pages = useBrowser();
const endless = 'n="16" optimizer="sgd" lr="0.001" speed="max" kernel="simd128"';

/** Two figures of one run, further from each other than a screen is high; `between` both. */
async function openTwo(t: TestContext, second = 'view="rows"') {
  const opened = await pages.open(t, {query: 'examples/index.html', height: 600});
  await opened.page.evaluate(
    async (address, html) => {
      await import(address);
      for (const name of ['dft-figure', 'transform-figure']) {
        // What mount() loads a figure by, without a figure.
        const {mount} = (await import(address)) as typeof import('../../web/embed/mount.ts');
        const place = document.createElement('div');
        document.body.append(place);
        const model = name === 'dft-figure' ? 'dft' : 'dct';
        (await mount(place, {model, n: 4})).unmount();
        place.remove();
      }
      document.body.innerHTML = html;
    },
    `${pages.server.address}embed/mount.js`,
    `<dft-figure id="one" run="main" ${endless}></dft-figure>
    <p id="between" style="height: 3000px"></p>
    <dft-figure id="two" run=" main " ${second}></dft-figure>
    <p style="height: 3000px"></p>`,
  );
  return opened;
}

const see = (page: Page, id: string) =>
  page.$eval(`#${id}`, element => element.scrollIntoView({block: 'center', behavior: 'instant'}));

const play = (page: Page, id: string) =>
  page.$eval(`#${id}`, figure => (figure as FigureInPage).play());

/** Waits until all figures that there are say so. */
const allAre = (page: Page, state: string) =>
  page.waitForFunction(
    wanted => {
      const figures = [...document.querySelectorAll('dft-figure')] as FigureInPage[];
      return figures.length > 0 && figures.every(figure => figure.state === wanted);
    },
    {},
    state,
  );

/** Waits until a figure has come further than it is now. */
const goesOn = (page: Page, id: string) =>
  page.$eval(`#${id}`, async element => {
    const figure = element as FigureInPage;
    const {step} = figure.account.progress;
    while (figure.account.progress.step <= step) await new Promise(requestAnimationFrame);
  });

/** Waits until so many workers are there. */
async function workersAre(page: Page, count: number) {
  const now = () => page.workers().length;
  for (const end = Date.now() + 10_000; now() !== count && Date.now() < end;) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.equal(now(), count);
}

test('two figures of one name show one run, which either starts and either stops', async t => {
  const {page, problems} = await openTwo(t);
  await see(page, 'two');
  await page.$eval('#two', async figure => {
    const play = figure.shadowRoot?.querySelector<HTMLElement>('[data-action=play]');
    play?.click();
  });
  await allAre(page, 'running');
  await workersAre(page, 1);
  await goesOn(page, 'one');
  await page.$eval('#one', figure => (figure as FigureInPage).pause());
  await allAre(page, 'paused');
  const shown = await page.$$eval('dft-figure', async figures => {
    const all = figures as FigureInPage[];
    const states = await Promise.all(all.map(figure => figure.getState()));
    const weights = await Promise.all(all.map(figure => figure.exportWeights()));
    const steps = all.map(({shadowRoot}) => {
      const terms = [...shadowRoot.querySelectorAll('dt')];
      return terms.find(term => term.textContent === 'Step')?.nextElementSibling?.textContent;
    });
    return {states, weights: weights.map(bytes => bytes.join()), steps};
  });
  const [one, two] = shown.states;
  assert.deepEqual(one, two);
  assert.equal(one.settings.n, 16);
  assert.equal(shown.weights[0], shown.weights[1]);
  assert.equal(shown.steps[0], shown.steps[1]);
  assert.deepEqual(problems, []);
});

test('each shows its run in its own way, near the screen or not', async t => {
  const {page} = await openTwo(t);
  await see(page, 'two');
  await page.$eval('#two', figure => (figure as FigureInPage).step(5));
  const parts = await page.$$eval('dft-figure', figures =>
    figures.map(({shadowRoot}) =>
      ['weights', 'rows'].map(view => {
        const panel = shadowRoot?.querySelector<HTMLElement>(`.panel[data-view~=${view}]`);
        return panel?.hidden === false;
      }),
    ),
  );
  assert.deepEqual(parts, [
    [true, true],
    [false, true],
  ]);
  const label = (id: string) =>
    page.$eval(`#${id}`, ({shadowRoot}) =>
      shadowRoot?.querySelector('[data-canvas=rows]')?.getAttribute('aria-label'),
    );
  await see(page, 'one');
  await page.waitForFunction(
    before => {
      const rows = document.querySelector('#one')?.shadowRoot?.querySelector('[data-canvas=rows]');
      return rows?.getAttribute('aria-label') === before;
    },
    {},
    await label('two'),
  );
});

test('it works while either is seen, waits while none is, and goes on with either', async t => {
  const {page} = await openTwo(t);
  await see(page, 'one');
  await play(page, 'one');
  await goesOn(page, 'one');
  await see(page, 'between');
  await allAre(page, 'paused');
  await see(page, 'two');
  await allAre(page, 'running');
  await goesOn(page, 'one');
});

test('one of two that is removed while it trains takes nothing from the other', async t => {
  const {page, problems} = await openTwo(t);
  await see(page, 'two');
  await play(page, 'one');
  await goesOn(page, 'two');
  await page.$eval('#one', figure => figure.remove());
  await see(page, 'two'); // it is further up now
  await allAre(page, 'running');
  await goesOn(page, 'two');
  await workersAre(page, 1);
  await page.$eval('#two', figure => figure.remove());
  await workersAre(page, 0);
  assert.deepEqual(problems, []);
});

test('when the one that began it is removed, the other still resets, and trains again', async t => {
  const {page} = await openTwo(t);
  await see(page, 'one');
  await play(page, 'one');
  await goesOn(page, 'one');
  await page.$eval('#one', figure => figure.remove());
  await see(page, 'two');
  await allAre(page, 'running');
  const step = await page.$eval('#two', async element => {
    const figure = element as FigureInPage;
    await figure.reset();
    await figure.step(3);
    return (await figure.getState()).step;
  });
  assert.equal(step, 3);
});

test('what the second asks for, and the run has otherwise, is told and not taken over', async t => {
  const {page} = await openTwo(t, 'n="8" view="spiral" theme="dark"');
  const second = await page.$eval('#two', element => {
    const {account, shadowRoot, dataset} = element as FigureInPage;
    const message = shadowRoot.querySelector('[data-readout=message]')?.textContent;
    return {n: account.settings.n, message, theme: dataset.theme};
  });
  assert.deepEqual(second, {
    n: 16,
    message: 'n=8 is not taken over: run=main is there already, with n=16.',
    theme: 'dark',
  });
});

test('a figure that shows other models has a run of its own, and says so', async t => {
  const {page} = await openTwo(t);
  const other = await page.evaluate(() => {
    const figure = document.createElement('transform-figure') as FigureInPage;
    figure.setAttribute('run', 'main');
    document.body.append(figure);
    const message = figure.shadowRoot.querySelector('[data-readout=message]')?.textContent;
    return {model: figure.account.settings.model, message};
  });
  assert.equal(other.model, 'dct');
  assert.match(
    other.message ?? '',
    /^run=main is that of “One layer learns the DFT”, of dft: this figure shows dct, .* and has a run of its own\.$/,
  );
});

test('a figure that leaves the name has a run of its own, from its attributes', async t => {
  const {page} = await openTwo(t, 'n="8"');
  await see(page, 'one');
  await page.$eval('#one', figure => (figure as FigureInPage).step(2));
  const apart = await page.$$eval('dft-figure', async figures => {
    const [one, two] = figures as FigureInPage[];
    two.removeAttribute('run');
    const [first, second] = [await one.getState(), await two.getState()];
    return [first.step, second.step, first.settings.n, second.settings.n];
  });
  assert.deepEqual(apart, [2, 0, 16, 8]);
});
