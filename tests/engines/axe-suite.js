import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allFigures, axeFindings, isThere, trains} from './page-scripts.js';
import {useEngine} from './tab.js';

const dft = 'dft-figure';
const spectrogram = 'spectrogram-figure';

/**
 * That axe finds nothing wrong with any figure, in any state, in every engine.
 * @param {() => Promise<import('./tab.js').Engine>} launch
 */
export function testAxe(launch) {
  const open = useEngine(launch);

  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing in any state of any figure, ${theme}`, async t => {
      const page = await open(t, {query: `?theme=${theme}&n=16`, withAxe: true});
      const isSound = async (/** @type {string} */ figure, /** @type {string} */ state) => {
        assert.deepEqual(await page.evaluate(axeFindings, figure), [], `${figure}, ${state}`);
      };
      const figures = await page.evaluate(allFigures);
      assert.ok(figures.length >= 5, figures.join());
      await page.set(spectrogram, {optimizer: 'lms', batch: '16'});
      for (const figure of figures) {
        await page.come(figure);
        await page.until(isThere, figure);
        await isSound(figure, 'idle');
        if (!(await page.evaluate(trains, figure))) continue;
        await page.click(figure, '[data-action=play]');
        await page.inState(figure, 'running', 'converged');
        await isSound(figure, 'running');
        await page.call(figure, 'pause');
        await isSound(figure, 'paused');
      }
      await page.come(dft);
      await page.set(dft, {optimizer: 'lms', speed: 'max'});
      await page.call(dft, 'play');
      await page.inState(dft, 'converged');
      await page.open(dft, 'details');
      await isSound(dft, 'converged, tables open');
      await page.set(dft, {lr: 'NaN'});
      await isSound(dft, 'a setting that makes no sense');
      await page.set(dft, {lr: '100'});
      await page.call(dft, 'play');
      await page.inState(dft, 'diverged');
      await isSound(dft, 'diverged');
      assert.deepEqual(await page.evaluate(axeFindings, 'body'), [], 'the whole page');
    });

    test(`axe finds nothing where no figure can train, ${theme}`, async t => {
      const take = () => (WebAssembly.validate = () => false);
      const page = await open(t, {query: `?theme=${theme}`, withAxe: true, take});
      for (const figure of await page.evaluate(allFigures)) {
        await page.come(figure);
        await page.until(isThere, figure);
        if (!(await page.evaluate(trains, figure))) continue;
        await page.click(figure, '[data-action=play]');
        await page.inState(figure, 'error');
      }
      assert.deepEqual(await page.evaluate(axeFindings, 'body'), []);
    });
  }
}
