import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkedState} from '../../web/engine/saved-state.ts';
import {completeSettings} from '../../web/settings/check.ts';

const good = {
  version: 1,
  settings: completeSettings({n: 8}),
  schedule: [
    [0, 0.1],
    [12, 0.05],
  ],
  step: 20,
};

test('a good state passes as a copy', () => {
  const checked = checkedState(good);
  assert.deepEqual(checked, good);
  assert.notEqual(checked.settings, good.settings);
  assert.notEqual(checked.schedule[0], good.schedule[0]);
});

test('settings that are left out take their defaults', () => {
  assert.deepEqual(checkedState({...good, settings: {n: 8}}), good);
});

const refused: [string, unknown, RegExp][] = [
  ['nothing', undefined, /^TypeError: A saved state is an object, not nothing/],
  ['null', null, /^TypeError: A saved state is an object, not null/],
  ['text', '{}', /^TypeError: A saved state is an object/],
  ['no version', {...good, version: undefined}, /^RangeError: .*version nothing .*allowed is 1/],
  ['a later version', {...good, version: 2}, /^RangeError: .*version 2 .*allowed is 1/],
  ['no settings', {...good, settings: undefined}, /^TypeError: .*needs its settings/],
  ['null for settings', {...good, settings: null}, /^TypeError: .*needs its settings/],
  ['a bad setting', {...good, settings: {n: 100}}, /^RangeError: n=100 .*4, 8, 16/],
  ['an unknown setting', {...good, settings: {colour: 1}}, /^RangeError: colour is not a setting/],
  ['two ends', {...good, settings: {steps: 1, epochs: 1}}, /^RangeError: steps=1 and epochs=1/],
  ['no schedule', {...good, schedule: undefined}, /^TypeError: .*needs its schedule/],
  ['a flat schedule', {...good, schedule: [0, 0.1]}, /^TypeError: .*array of \[step, rate\]/],
  ['a rate of NaN', {...good, schedule: [[0, NaN]]}, /^RangeError: lr=NaN .*from 1e-9/],
  ['a rate that is text', {...good, schedule: [[0, '0.1']]}, /^RangeError: lr=0\.1 .*, not a text/],
  ['no rate', {...good, schedule: [[0]]}, /^RangeError: lr=nothing /],
  [
    'half a step in the schedule',
    {...good, schedule: [[0.5, 1]]},
    /^RangeError: schedule step=0\.5/,
  ],
  ['a step that is text', {...good, step: '20'}, /^RangeError: step=20 .*whole number from 0/],
  ['a step below 0', {...good, step: -1}, /^RangeError: step=-1 .*whole number from 0/],
  ['half a step', {...good, step: 1.5}, /^RangeError: step=1\.5 /],
  ['no step', {...good, step: undefined}, /^RangeError: step=nothing /],
];

for (const [what, saved, message] of refused) {
  test(`a saved state with ${what} is refused by name`, () => {
    assert.throws(() => checkedState(saved), message);
  });
}
