import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {Run} from '../../web/engine/run.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {changesToModel} from '../../web/settings/fitted.ts';
import {models} from '../../web/models.ts';
import {createRun} from './helpers.ts';

const shown = {label: 'Two of them', models: ['dft', 'dct']};
const refused = {
  name: 'RangeError',
  message: 'model=hartley is not possible in “Two of them”: this figure shows dft, dct.',
};

test('a run takes no model over that what shows it cannot show, wherever it comes from', async t => {
  const run = new Run(nodeHost(), {n: 4, optimizer: 'lms', kernel: 'simd128'}, shown);
  t.after(() => run.dispose());
  await run.step(3);
  const before = run.getState();

  const foreign = createRun(t, {model: 'hartley', n: 4});
  await foreign.step(1);
  const pieces: Uint8Array[] = [];
  await foreign.save(async bytes => void pieces.push(bytes.slice()));
  const file = Buffer.concat(pieces);
  const reader = () => {
    let at = 0;
    return async (length: number) => file.subarray(at, (at += length));
  };

  await assert.rejects(run.setState(foreign.getState()), refused);
  await assert.rejects(run.configure({model: 'hartley'}), refused);
  await assert.rejects(
    run.open(() => reader()),
    refused,
  );
  assert.throws(() => new Run(nodeHost(), {model: 'hartley'}, shown), refused);
  assert.deepEqual(run.getState(), before);
  assert.deepEqual([run.state, run.progress.step], ['paused', 3]);

  await run.setState({...before, settings: completeSettings({model: 'dct', n: 4}), step: 1});
  assert.deepEqual([run.settings.model, run.progress.step], ['dct', 1]);
});

test('a run that nothing in particular shows takes every model over', async t => {
  const run = createRun(t, {n: 8, batch: undefined});
  for (const model of Object.keys(models).filter(name => models[name].sized)) {
    await run.configure(changesToModel(run.settings, model));
    assert.equal(run.settings.model, model);
  }
});
