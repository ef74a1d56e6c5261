import assert from 'node:assert/strict';
import {test} from 'node:test';
import {firstReaching, sideBySide} from '../../web/figures/shared/side-by-side.ts';
import {completeSettings} from '../../web/settings/check.ts';
import type {Account} from '../../web/lab/run-element.ts';

/** @param losses of the evaluations, one every 100 steps */
function account(model: string, losses: number[], settings: Record<string, unknown> = {}): Account {
  const history = losses.map((heldOutLoss, i) => {
    return {step: 100 * i, loss: heldOutLoss, heldOutLoss, weightError: 1};
  });
  const {step, heldOutLoss} = history[history.length - 1];
  const all = completeSettings({model, ...settings});
  const progress = {
    step,
    position: step,
    examples: 64 * step,
    loss: 1,
    heldOutLoss,
    weightError: 1,
  };
  return {
    settings: all,
    progress: {...progress, stepsPerSecond: 1},
    history,
    seconds: losses.length - 1,
    plannedWorkers: 1,
  };
}

function cells(shared: Account, whole: Account | null) {
  const {rows} = sideBySide(shared, whole);
  const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
  return Object.fromEntries(rows.map(row => [row[0], row.slice(1).map(plain)]));
}

test('the first evaluation at or below a loss is found, or none', () => {
  const {history} = account('shared', [1, 1e-5, 1e-6, 1e-5, 1e-7]);
  assert.equal(firstReaching(history, 1e-6)?.step, 200);
  assert.equal(firstReaching(history, 1e-12), undefined);
  assert.equal(firstReaching(account('shared', [NaN, 0.5]).history, 1)?.step, 100);
});

test('this one’s examples are frames, counted by the settings that it ran with', () => {
  const table = cells(account('shared', [1, 1e-7, 1e-13], {batch: 64}), null);
  assert.equal(table['Weights'][0], '66 048');
  assert.equal(table['Examples'][0], '12 800 frames of 256 samples');
  assert.equal(table['Down to 10⁻⁶'][0], '100 steps, 6400 frames');
  assert.equal(table['Down to 10⁻¹²'][0], '200 steps, 12 800 frames');
  assert.equal(table['Down to 10⁻¹⁵'][0], 'not yet');
  assert.equal(table['Time'][0], '2.0 s');
  // An epoch of 1000 examples ends with a shorter batch: 100 steps of 64 are 6 epochs and 4 steps.
  const short = cells(account('shared', [1, 1e-7], {examples: 1000}), null);
  assert.equal(short['Down to 10⁻⁶'][0], '100 steps, 6256 frames');
});

test('the whole one has numbers once it has been trained, and its size before', () => {
  const shared = account('shared', [1, 0.5]);
  for (const untrained of [null, account('spectrogram', [1], {optimizer: 'lms'})]) {
    const table = cells(shared, untrained);
    assert.equal(table['Weights'][1], '17 436 672');
    assert.equal(table['Memory'][1], untrained ? '92 MB' : '312 MB');
    assert.equal(table['Held-out loss'][1], 'not trained here yet');
    assert.equal(table['Steps'][1], '–');
  }
  const table = cells(shared, account('spectrogram', [1, 0.25], {optimizer: 'lms'}));
  assert.deepEqual(table['Optimiser'], ['AMSGrad', 'LMS (1960)']);
  assert.equal(table['Held-out loss'][1], '0.25');
  assert.equal(table['Examples'][1], '6400 sounds of 2048 samples');
  assert.equal(table['Down to 10⁻⁶'][1], 'not yet');
});
