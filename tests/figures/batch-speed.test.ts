import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stepsForetold, stepsTaken} from '../../web/figures/step-size/batch-speed.ts';

test('a loss that falls evenly reaches a hundredth where its logarithm says, between two steps', () => {
  for (const factor of [0.8, 0.5, 0.1, 0.03]) {
    const losses = Array.from({length: 31}, (_, step) => 17 * factor ** step);
    const wanted = Math.log(0.01) / Math.log(factor);
    assert.ok(Math.abs(stepsTaken({rate: 1, losses}) - wanted) < 1e-9, `factor ${factor}`);
  }
});

test('where it is not reached there is no number', () => {
  assert.ok(Number.isNaN(stepsTaken({rate: 1, losses: [17, 16, 15]})));
  assert.ok(Number.isNaN(stepsTaken({rate: 1, losses: [17, 170, 1700]})));
});

test('small batches need the same examples, large ones the same steps', () => {
  const examples = (batch: number) => batch * stepsForetold(batch, 1000);
  assert.ok(Math.abs(examples(2) / examples(1) - 1) < 1e-3);
  assert.ok(stepsForetold(1e6, 32) > 0.4 && stepsForetold(1e5, 32) < 0.6);
  // 1 - 64 / 97 a step.
  assert.ok(Math.abs(stepsForetold(64, 32) - Math.log(0.01) / Math.log(33 / 97)) < 1e-12);
});
