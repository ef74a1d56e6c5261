import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {accessibilityTree, allOf, linesOf} from './accessibility-tree.ts';
import {useBrowser} from './browser.ts';
import {call, inState, press, ready} from './figure.ts';
import {loadFigures} from './whole-page.ts';
import type {Page, ElementHandle} from 'puppeteer-core';
import type {Spoken} from './accessibility-tree.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

/** With what its live regions said. */
type HearingWindow = typeof window & {announced: string[]};

const pages = useBrowser();

const controls = /^(button|combobox|textbox|slider|progressbar|DisclosureTriangle)$/;
const named =
  /^(button|combobox|textbox|slider|progressbar|DisclosureTriangle|image|table|region)$/;

/**
 * Each figure's part of the accessibility tree, when each has its weights and its pictures, tables
 * open.
 */
async function figuresOf(page: Page): Promise<Spoken[]> {
  await page.$$eval('spectrogram-figure', ([figure]) => {
    figure?.setAttribute('optimizer', 'lms');
    figure?.setAttribute('batch', '16');
  });
  const labels = [];
  for (const tag of await loadFigures(page)) {
    await page.$eval(tag, async figure => {
      figure.scrollIntoView();
      await (figure as Element & Partial<Pick<RunFigure, 'step'>>).step?.(1);
    });
    labels.push(
      await page.$eval(`${tag} >>> .figure`, section => section.getAttribute('aria-label') ?? ''),
    );
    const seen = async (picture: ElementHandle) => {
      await picture.evaluate(each => each.scrollIntoView({block: 'center'}));
      await page.waitForFunction(
        each => !/(no weights|not made|none) yet$/.test(each.getAttribute('aria-label') ?? ''),
        {},
        picture,
      );
    };
    for (const picture of await page.$$(`${tag} >>> [role=img]`)) {
      if (await picture.isVisible()) await seen(picture);
    }
    await page.$$eval(`${tag} >>> details`, all => {
      for (const each of all) (each as HTMLDetailsElement).open = true;
    });
  }
  const tree = await accessibilityTree(page);
  await keep(tree);
  const groups = allOf(tree).filter(({role}) => role === 'group');
  return labels.map(label => {
    const group = groups.find(({name}) => name === label);
    assert.ok(group, `a group is called ${label}`);
    return group;
  });
}

/** Writes it down for someone to read, into the folder SCREENSHOTS, if that is set. */
async function keep(tree: Spoken) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, {recursive: true});
  await writeFile(path.join(folder, 'accessibility-tree.txt'), `${linesOf(tree).join('\n')}\n`);
}

/** Of this figure the table is the picture. */
const inTable = 'What each way to the Fourier transform takes';

/** Of this one the lab has the tables. */
const opening = 'One layer learns the Fourier transform';

test('each figure can be understood without being seen', async t => {
  const [article, lab] = [await pages.open(t), await pages.open(t, {query: '?n=8'})];
  const figures = [...(await figuresOf(article.page)), ...(await figuresOf(lab.page))];
  assert.ok(figures.length >= 7, `${figures.length} figures`);
  for (const figure of figures) {
    const parts = allOf(figure);
    const of = (roles: RegExp) => parts.filter(({role}) => roles.test(role));
    assert.match(figure.description, /space plays/, `${figure.name}: its keys`);
    assert.deepEqual(
      of(named).filter(({name}) => name === ''),
      [],
      `${figure.name}: all have names`,
    );
    for (const kind of [controls, /^image$/, /^table$/]) {
      const names = of(kind).map(({name}) => name);
      assert.deepEqual(names, [...new Set(names)], `${figure.name}: names of their own`);
    }
    const hasPictures = of(/^image$/).length > 0;
    assert.equal(hasPictures, figure.name !== inTable, `${figure.name}: pictures`);
    assert.equal(of(/^status$/).length > 0, true, `${figure.name}: a status`);
    for (const {name, value} of of(/^slider$/)) {
      assert.match(value, /^\d+(\.\d{1,4})?( |$)/, `${figure.name}, ${name}: ${value}`);
    }
    const tables = of(/^table$/);
    assert.ok(tables.length > 0 || figure.name === opening, `${figure.name}: tables`);
    for (const table of tables) {
      const heads = allOf(table).filter(({role}) => role === 'columnheader');
      assert.ok(heads.length >= 2, `${table.name}: heads of columns`);
      assert.deepEqual(
        heads.filter(({name}) => name === ''),
        [],
        table.name,
      );
    }
  }
});

test('what is announced is the state, once each time that it changes', async t => {
  const {page} = await pages.open(t, {query: '?n=16&optimizer=lms&speed=max'});
  await ready(page);
  await page.$eval('dft-figure', figure => {
    const announced: string[] = [];
    Object.assign(window, {announced});
    const root = figure.shadowRoot as ShadowRoot;
    const live = '[role=status], [role=alert], [role=log], [aria-live], output';
    for (const region of root.querySelectorAll(live)) {
      const observer = new MutationObserver(() => announced.push(region.textContent ?? ''));
      observer.observe(region, {childList: true, characterData: true, subtree: true});
    }
  });
  await press(page, 'Play');
  await inState(page, 'converged');
  await press(page, 'Reset');
  await inState(page, 'idle');
  await call(page, 'step', 30);
  const announced = await page.evaluate(() => (window as HearingWindow).announced);
  const states = announced.map(text => text.split('.')[0]);
  const expected = ['Training', 'Converged', 'Ready', 'Training', 'Paused'];
  assert.deepEqual(
    states.filter(state => state !== 'Loading'),
    expected,
  );
});
