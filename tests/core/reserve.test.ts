import assert from 'node:assert/strict';
import {test} from 'node:test';
import {instantiateCore} from '../../web/engine/worker/core.ts';
import {coreWithMemory, meteredCore} from './memory-meter.ts';

test('memory is reserved where there is so much, and refused without harm where not', async () => {
  const core = await instantiateCore({core: await coreWithMemory(2 ** 24, 2 ** 26), relaxed: null});
  for (const bytes of [2 ** 26, 2 ** 31, 2 ** 33, Infinity, NaN]) {
    assert.equal(core.reserve(bytes), false, `${bytes} bytes of 64 MB`);
  }
  for (let i = 0; i < 3; i++) {
    assert.equal(core.reserve(50e6), true, 'what is not used is there again');
  }
  assert.equal(core.kernelInUse('simd128'), 'simd128');
});

test('a product takes the memory of its weights once', async () => {
  const {core, peak} = await meteredCore(2 ** 26);
  const before = peak();
  const product = new core.Product('simd128', 1024, 4096);
  for (let row = 0; row < 1024; row += 64) {
    product.setRows(row, new Float32Array(64 * 4096).fill(1));
  }
  assert.equal(product.apply(new Float32Array(1024).fill(1))[4095], 1024);
  product.delete();
  const taken = (peak() - before) / (4 * 1024 * 4096);
  assert.ok(taken >= 1 && taken < 1.15, `${taken} times the weights`); // some rows at a time
});
