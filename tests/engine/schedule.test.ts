import assert from 'node:assert/strict';
import {test} from 'node:test';
import {examplesSeen, lastStep, nextEvaluation} from '../../web/engine/schedule.ts';
import {dividedUnits} from '../../web/engine/division.ts';
import {completeSettings} from '../../web/settings/check.ts';

const dft = completeSettings();

test('evaluations come after each of 32 steps, then 16 a doubling, from step 1024 every 64', () => {
  const steps = [];
  for (let step = 0; step < 1300; step = nextEvaluation(step, dft)) {
    steps.push(nextEvaluation(step, dft));
  }
  const expected = [];
  for (let step = 1; step <= 32; step++) expected.push(step);
  for (let step = 34; step <= 64; step += 2) expected.push(step);
  for (let step = 68; step <= 128; step += 4) expected.push(step);
  for (let step = 136; step <= 256; step += 8) expected.push(step);
  for (let step = 272; step <= 512; step += 16) expected.push(step);
  for (let step = 544; step <= 1024; step += 32) expected.push(step);
  for (let step = 1088; step <= 1344; step += 64) expected.push(step);
  assert.deepEqual(steps, expected);
});

test('the spectrogram is evaluated at thirds of an epoch, after its first steps', () => {
  const settings = completeSettings({model: 'spectrogram'});
  const steps = [];
  for (let step = 0; step < 118; step = nextEvaluation(step, settings)) {
    steps.push(nextEvaluation(step, settings));
  }
  assert.deepEqual(steps, [1, 2, 4, 8, 16, 20, 40, 59, 79, 99, 118]);
});

test('the next evaluation is the same from wherever a run stopped before it', () => {
  let next = nextEvaluation(0, dft);
  for (let step = 0; step < 5000; step++) {
    if (step === next) next = nextEvaluation(step, dft);
    assert.equal(nextEvaluation(step, dft), next, `from step ${step}`);
  }
});

test('where the learning rate has fallen to zero there is an evaluation', () => {
  const settings = completeSettings({'decay-steps': 1030});
  assert.equal(nextEvaluation(1024, settings), 1030);
  assert.equal(nextEvaluation(1030, settings), 1088, 'then as ever');
});

test('a run ends after its steps, its epochs, or not at all', () => {
  assert.equal(lastStep(completeSettings({steps: 5})), 5);
  assert.equal(lastStep(completeSettings({epochs: 2, examples: 15000, batch: 256})), 118);
  assert.equal(lastStep(completeSettings({epochs: 3, examples: 64, batch: 64})), 3);
  assert.equal(lastStep(completeSettings()), Infinity);
  assert.equal(lastStep(completeSettings({steps: 9, examples: 'streaming'})), 9);
});

test('examples seen count the last batch of an epoch as it is', () => {
  const settings = completeSettings({examples: 15000, batch: 256});
  assert.equal(examplesSeen(0, settings), 0);
  assert.equal(examplesSeen(58, settings), 58 * 256);
  assert.equal(examplesSeen(59, settings), 15000);
  assert.equal(examplesSeen(60, settings), 15256);
  assert.equal(examplesSeen(118, settings), 30000);
  assert.equal(examplesSeen(60, completeSettings({examples: 'streaming', batch: 256})), 60 * 256);
});

test('units are divided fairly, without gap or overlap', () => {
  for (const units of [4, 16, 33, 512]) {
    for (const count of [1, 2, 3, 4]) {
      const shares = dividedUnits(units, count);
      assert.equal(shares.length, count);
      assert.equal(shares[0].begin, 0);
      assert.equal(shares[count - 1].end, units);
      for (let i = 1; i < count; i++) assert.equal(shares[i].begin, shares[i - 1].end);
      const sizes = shares.map(({begin, end}) => end - begin);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${units} by ${count}: ${sizes}`);
    }
  }
});
