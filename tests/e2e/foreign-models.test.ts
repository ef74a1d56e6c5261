import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {matrixSetting} from '../../web/settings/matrix-setting.ts';
import {models, modelsWhere} from '../../web/models.ts';
import {useBrowser} from './browser.ts';
import {element, serveHost, withScript} from './host-page.ts';
import type {Facade} from '../../web/embed/facade.ts';
import type {SavedState} from '../../web/engine/saved-state.ts';
import type {FigureInPage} from './in-page.ts';

type MountModule = typeof import('../../web/embed/mount.ts');

const pages = useBrowser();
const matrix = matrixSetting(formatNpy([2, 2], Float64Array.of(1, 2, 3, 4)));

/** Of each model, small, as a host page or a link would hand it over. */
const states = Object.keys(models).map((model): SavedState => ({
  version: 1,
  settings: completeSettings({
    model,
    ...(models[model].sized ? {n: 8} : {}),
    ...(model === 'own' ? {matrix} : {}),
  }),
  schedule: [],
  step: 0,
}));

for (const name of new Set(Object.values(models).map(({figure}) => figure))) {
  const shown = modelsWhere(({figure}) => figure === name);
  test(`<${name}> takes the states of ${shown.join(', ')} and refuses those of all other models`, async t => {
    const {page, problems} = await pages.open(t, {query: 'examples/index.html'});
    const first = {model: shown[0], ...(models[shown[0]].sized ? {n: 16} : {})};
    const outcomes = await page.evaluate(
      async (address, settings, all, own) => {
        const {mount} = (await import(address)) as MountModule;
        const place = document.createElement('div');
        place.hidden = true; // nothing trains that nobody sees
        document.body.append(place);
        const {figure} = (await mount(place, settings)) as {figure: FigureInPage};
        const label = figure.shadowRoot.querySelector('.figure')?.getAttribute('aria-label');
        const message = () =>
          figure.shadowRoot.querySelector('[data-readout=message]')?.textContent ?? '';
        const outcomes = [];
        for (const state of all) {
          const {model} = state.settings;
          const foreign = !own.includes(model);
          const before = JSON.stringify(await figure.getState());
          let [refusal, told] = ['', ''];
          if (foreign || model !== 'spectrogram') {
            refusal = await figure.setState(state).then(() => '', String);
          }
          if (foreign) {
            figure.setAttribute('model', model);
            told = message();
          }
          const after = await figure.getState();
          const isUnchanged = JSON.stringify(after) === before;
          outcomes.push({model, label, refusal, told, isUnchanged, now: after.settings.model});
        }
        return outcomes;
      },
      `${pages.server.address}embed/mount.js`,
      first,
      states,
      shown,
    );
    for (const {model, label, refusal, told, isUnchanged, now} of outcomes) {
      if (shown.includes(model)) {
        assert.deepEqual({refusal, now}, {refusal: '', now: model});
      } else {
        const message = `model=${model} is not possible in “${label}”: this figure shows ${shown.join(', ')}.`;
        assert.deepEqual({model, refusal, told, isUnchanged}, {
          model,
          refusal: `RangeError: ${message}`,
          told: message,
          isUnchanged: true,
        }); // prettier-ignore
      }
    }
    assert.equal(outcomes.length, Object.keys(models).length);
    assert.deepEqual(problems, []);
  });
}

test('a host page’s setState() of another model is refused by the figure in the frame', async t => {
  const {address} = pages.server;
  const html = withScript(address, element(address, 'n="8"'));
  const {page} = await pages.open(t, {address: await serveHost(t, html)});
  await page.evaluate(() => customElements.whenDefined('fourier-net').then(() => {}));
  const dct = states.find(({settings}) => settings.model === 'dct');
  assert.ok(dct);
  const [refusal, now] = await page.$eval(
    'fourier-net',
    async (facade, state) => {
      const {setState, getState} = facade as Facade;
      const refusal = await setState.call(facade, state).catch(String);
      return [refusal, (await getState.call(facade)).settings] as const;
    },
    dct,
  );
  assert.equal(
    refusal,
    'RangeError: model=dct is not possible in “One layer learns the DFT”: this figure shows dft.',
  );
  assert.deepEqual([now.model, now.n], ['dft', 8]);
});
