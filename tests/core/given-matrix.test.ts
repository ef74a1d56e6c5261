import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadCore, relativeDistance, shardConfig, startTrainer} from './load-core.ts';
import type {GivenMatrix} from '../../web/settings/matrix.ts';

const core = await loadCore();

function given(inputs: number, outputs: number, parts: 1 | 2 = 1) {
  const values = Float64Array.from({length: inputs * outputs}, (_, i) => Math.sin(i * i + 1) / 3);
  return {inputs, outputs, parts, values};
}

/** @param x rows of `inputs` values */
function product({inputs, outputs, values}: GivenMatrix, x: Float32Array) {
  return Float32Array.from({length: (x.length / inputs) * outputs}, (_, at) => {
    const [row, column] = [Math.floor(at / outputs), at % outputs];
    let sum = 0;
    for (let m = 0; m < inputs; m++) sum += x[row * inputs + m] * values[m * outputs + column];
    return sum;
  });
}

for (const [inputs, outputs] of [
  [1, 1],
  [5, 9],
  [33, 2],
  [1, 512],
]) {
  test(`targets are the product with a ${inputs} × ${outputs} matrix, rounded once`, () => {
    const matrix = given(inputs, outputs);
    const trainer = startTrainer(core, {model: 'own', matrix});
    const x = Float32Array.from({length: 3 * inputs}, (_, i) => Math.cos(i));
    assert.deepEqual(trainer.reference(x), product(matrix, x));
    trainer.delete();
  });
}

test('its units are outputs, real and imaginary part together where it has two', () => {
  const shape = (parts: 1 | 2) => ({
    ...core.shapeOf(shardConfig({model: 'own', matrix: given(4, 6, parts)})),
  });
  assert.deepEqual(shape(1), {inputs: 4, outputs: 6, units: 6, rows: 4, columns: 6});
  assert.equal(shape(2).units, 3);
});

test('every optimiser learns it', () => {
  const matrix = given(6, 5);
  for (const [optimizer, steps] of [
    ['sgd', 200],
    ['momentum', 800],
    ['adam', 2000],
    ['amsgrad', 2000],
    ['lms', 200],
    ['kaczmarz', 200],
    ['exact', 3],
  ] as [string, number][]) {
    const batch = optimizer === 'kaczmarz' ? 3 : 16;
    const config = {model: 'own', matrix, optimizer, batch, examples: 64};
    const learningRate = core.defaultLearningRate(shardConfig(config));
    const trainer = startTrainer(core, {...config, learningRate});
    while (trainer.step() < steps) trainer.advance();
    const error = relativeDistance(trainer.weights(), matrix.values);
    assert.ok(error < 1e-5, `${optimizer}: ${error} of its norm`);
    trainer.delete();
  }
});

test('a matrix that is not there, or not one, is refused by name', () => {
  const values = Float64Array.of(1, 2, 3, 4);
  for (const matrix of [
    null,
    {inputs: 2, outputs: 3, parts: 1, values},
    {inputs: 0, outputs: 0, parts: 1, values: new Float64Array(0)},
    {inputs: 4, outputs: 1, parts: 2, values},
    {inputs: 2, outputs: 2, parts: 1, values: Float64Array.of(1, NaN, 3, 4)},
    {inputs: 2, outputs: 2, parts: 1, values: new Float64Array(4)},
    given(1, 513),
  ]) {
    for (const model of ['own', 'convolution']) {
      const config = shardConfig({model, matrix: matrix as GivenMatrix | null});
      assert.match(core.configError(config), /^matrix=\d+x\d+: allowed is 1 to 512 inputs and out/);
    }
  }
});
