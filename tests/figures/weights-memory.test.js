import assert from 'node:assert/strict';
import {test} from 'node:test';
import {memoryOf} from '../../web/figures/weights-memory.js';

const network = {weights: 2048 * 8514, inputs: 2048};

test('memory is that of the weights and of what the optimiser remembers of them', () => {
  assert.equal(memoryOf(network, 'lms'), 4 * network.weights);
  assert.equal(memoryOf(network, 'amsgrad', 8), 16 * network.weights);
});

test('with exact each worker has two matrices of the inputs on top', () => {
  assert.equal(memoryOf(network, 'exact', 3), 8 * network.weights + 3 * 2 * 4 * 2048 ** 2);
});
