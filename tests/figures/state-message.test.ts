import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stateMessage} from '../../web/lab/state-message.ts';
import {completeSettings} from '../../web/settings/check.ts';

type Told = Parameters<typeof stateMessage>[0];

/** What is said of a run. */
function said(run: Partial<Told> & Pick<Told, 'state'>, settings: object = {}) {
  const progress = {step: 3, position: 3};
  const usual = {reason: '', floor: 1e-11, isAtEnd: false, goesOn: false, progress};
  return stateMessage({...usual, ...run, settings: completeSettings(settings)});
}

test('before Play nothing is said', () => {
  assert.equal(said({state: 'idle'}).text, '');
  assert.equal(said({state: 'loading'}).text, '');
});

test('while it trains, and while it is paused, it is said how it ends', () => {
  for (const state of ['running', 'paused'] as const) {
    for (const [settings, run, text] of [
      [{}, {}, 'It ends when the loss no longer falls.'],
      [{}, {goesOn: true}, 'It goes on until it is paused.'],
      [{}, {floor: null}, 'It goes on until it is paused.'],
      [{}, {floor: NaN}, 'It goes on until it is paused.'],
      [{}, {floor: 0}, 'It ends when the loss no longer falls.'],
      [{steps: 12000}, {goesOn: true}, 'It ends at step 12\u202f000.'],
      [{epochs: 2}, {}, 'It ends at step 470.'],
      [{'target-loss': 1e-6}, {floor: NaN}, 'It ends at a held-out loss of 1.0 × 10⁻⁶.'],
      [
        {model: 'butterfly'},
        {goesOn: true},
        'It ends at step 1000, where the learning rate has fallen to zero.',
      ],
      [{optimizer: 'exact'}, {}, 'It ends when a refinement no longer lowers the loss.'],
    ] as [object, object, string][]) {
      assert.deepEqual(said({state, ...run}, settings), {text, kind: 'plain'});
    }
  }
});

test('a pause within a step is said to be one', () => {
  const progress = {step: 3, position: 3.4};
  assert.equal(
    said({state: 'paused', progress}).text,
    'It is paused within step 4. It ends when the loss no longer falls.',
  );
  assert.doesNotMatch(said({state: 'running', progress}).text, /within/);
});

test('when it has ended, it is said how', () => {
  const reason = 'The loss no longer falls: 1.9e-11.';
  const text = 'The loss no longer falls: 1.9 × 10⁻¹¹.';
  assert.deepEqual(said({state: 'converged', reason}), {text, kind: 'good'});
  assert.deepEqual(said({state: 'diverged', reason}), {text, kind: 'bad'});
  assert.deepEqual(said({state: 'paused', isAtEnd: true, reason}), {text, kind: 'plain'});
  const error = 'No such file: https://example.org/1e-11';
  assert.deepEqual(said({state: 'error', reason: error}), {text: error, kind: 'bad'});
});
