import assert from 'node:assert/strict';
import {test} from 'node:test';
import {describeProgress} from '../../web/runs/run-progress.ts';
import {completeSettings} from '../../web/settings/check.ts';

/** @param position in steps */
function progressOf(settings: Record<string, unknown>, position: number) {
  const progress = {position, stepsPerSecond: 100};
  return describeProgress({progress, settings: completeSettings(settings), goalStep: Infinity});
}

test('a run whose learning rate decays is on its way to where it is zero', () => {
  const settings = {model: 'recurrent', batch: 150, 'decay-steps': 400};
  assert.deepEqual(progressOf(settings, 100), {
    fraction: 0.25,
    epoch: '1 of 4',
    leftTerm: 'Run ends in',
    left: '3 s',
  });
  assert.equal(progressOf(settings, 400).fraction, 1);
});

test('beyond that, and where it does not decay, it is on its way through the epoch', () => {
  const decaying = {model: 'recurrent', batch: 150, 'decay-steps': 400};
  for (const [settings, position] of [
    [decaying, 450],
    [{model: 'dct', batch: 150}, 50],
  ] as const) {
    const {fraction, leftTerm} = progressOf(settings, position);
    assert.deepEqual([fraction, leftTerm], [0.5, 'Epoch ends in']);
  }
});
