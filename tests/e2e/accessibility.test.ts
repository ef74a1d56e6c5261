import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violations, violationsInAllForms} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {find, inState, press, readoutMatching, ready} from './figure.ts';

const pages = useBrowser();
test('axe finds nothing in any state, in either theme, wide or narrow', async t => {
  const {page} = await pages.open(t, {query: '?optimizer=lms&n=32'});
  await ready(page);
  assert.deepEqual(await violationsInAllForms(page, 'html'), [], 'idle');

  await press(page, 'Play');
  await readoutMatching(page, 'Step', /[1-9]/);
  assert.deepEqual(await violationsInAllForms(page, 'dft-figure'), [], 'running');

  await page.$eval('dft-figure', figure => figure.setAttribute('speed', 'max'));
  await inState(page, 'converged');
  await page.$eval('dft-figure', figure => {
    for (const each of figure.shadowRoot?.querySelectorAll('details') ?? []) each.open = true;
  });
  const open = await violationsInAllForms(page, 'dft-figure', {picture: 'tables'});
  assert.deepEqual(open, [], 'converged, tables open');

  await page.$eval('dft-figure', figure => figure.setAttribute('lr', 'NaN'));
  assert.deepEqual(await violationsInAllForms(page, 'dft-figure'), [], 'bad setting');

  await press(page, 'Reset');
  await page.$eval('dft-figure', figure => figure.setAttribute('lr', '100'));
  await press(page, 'Play');
  await inState(page, 'diverged');
  assert.deepEqual(await violationsInAllForms(page, 'dft-figure'), [], 'diverged');
});

test('axe finds nothing where there is no WebAssembly, and so nothing to show', async t => {
  const {page} = await pages.open(t, {
    query: '?model=dft',
    prepare: page => page.evaluateOnNewDocument(() => (WebAssembly.validate = () => false)),
  });
  await inState(page, 'error');
  assert.deepEqual(await violations(page, 'html'), []);
});

test('every control and every picture has a name; controls, one of their own', async t => {
  const {page} = await pages.open(t, {query: '?n=8'});
  await ready(page);
  const session = await page.createCDPSession();
  const {nodes} = await session.send('Accessibility.getFullAXTree');
  const named = nodes
    .filter(node => !node.ignored)
    .map(node => ({role: String(node.role?.value), name: String(node.name?.value ?? '')}));
  const controls = named.filter(({role}) => /^(button|combobox|textbox|slider)$/.test(role));
  assert.ok(controls.length >= 20, `${controls.length} controls`);
  const pictures = named.filter(({role}) => role === 'image');
  assert.equal(pictures.length, 6);
  const nameless = [...controls, ...pictures].filter(({name}) => name === '');
  assert.deepEqual(nameless, []);
  const names = controls.map(({name}) => name);
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
});

test('in forced colours the words on every button can be told from it', async t => {
  const {page} = await pages.open(t, {
    query: '?n=8',
    prepare: async page => {
      const session = await page.createCDPSession();
      const features = [{name: 'forced-colors', value: 'active'}];
      await session.send('Emulation.setEmulatedMedia', {features});
    },
  });
  await ready(page);
  assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
  const colours = async (name: string) => {
    const button = await find(page, 'button', name);
    return button.evaluate(each => {
      const style = getComputedStyle(each);
      return {
        adjust: style.getPropertyValue('forced-color-adjust'),
        ink: style.color,
        ground: style.backgroundColor,
      };
    });
  };
  const [play, step] = await Promise.all([colours('Play'), colours('Step')]);
  // The browser puts a plate of its own behind a button's words, and the words' colour must go with
  // that: a button of another colour has to say that it cares for itself.
  if (play.adjust === 'none') assert.notEqual(play.ink, play.ground);
  else assert.deepEqual(play, step);
  await screenshot(page, 'forced-colors');
});
