import assert from 'node:assert/strict';
import {test} from 'node:test';
import {instantiateCore} from '../../web/engine/worker/core.ts';
import {compileCore} from '../../web/engine/host/node-host.ts';
import {compileRelaxed} from '../../web/engine/worker/relaxed-kernel.ts';
import {hasRelaxedKernel, largestDifference, loadCore, productOf} from './load-core.ts';

const core = await loadCore();

const needsRelaxed = {skip: hasRelaxedKernel ? false : 'built without clang-19'};

const rowCounts = Array.from({length: 17}, (_, i) => i + 1);
const columnCounts = [1, 3, 7, 9, 12, 17];
const innerSizes = [1, 3, 255, 256, 257, 600];

/**
 * Largest error of a product, as a share of what float32 allows: with sums over blocks of 256,
 * |error| <= (256 + blocks + 1) 2^-24 sum |x w|, an element's sum of k <= 256 having k roundings.
 * @param x (rows, inner)
 * @param w (inner, columns)
 */
function shareOfBound(product: Float32Array, x: Float32Array, w: Float32Array, inner: number) {
  const rows = x.length / inner;
  const columns = w.length / inner;
  const roundings = Math.min(inner, 256) + Math.ceil(inner / 256) + 1;
  let largest = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let exact = 0;
      let size = 0;
      for (let k = 0; k < inner; k++) {
        const term = x[i * inner + k] * w[k * columns + j];
        exact += term;
        size += Math.abs(term);
      }
      const error = Math.abs(product[i * columns + j] - exact);
      const share = error / (roundings * 2 ** -24 * size);
      if (!(share <= largest)) largest = share;
    }
  }
  return largest;
}

/** Factors of every shape; with 1 to 17 rows and columns most have a tile that is not full. */
function* factors(inner: number) {
  for (const columns of columnCounts) {
    for (const rows of rowCounts) {
      const x = core.normals(1, 0, rows, rows * inner);
      const w = core.normals(2, 0, columns, inner * columns);
      yield {x, w, rows, columns};
    }
  }
}

for (const inner of innerSizes) {
  for (const kernel of ['simd128', 'relaxed']) {
    const options = kernel === 'relaxed' ? needsRelaxed : {};
    const name = `${kernel}: products over ${inner} agree with a double-precision triple loop`;
    test(`${name}, whatever the shape`, options, () => {
      assert.equal(core.kernelInUse(kernel), kernel);
      for (const {x, w, rows, columns} of factors(inner)) {
        const product = productOf(core, kernel, x, w, inner);
        assert.equal(product.length, rows * columns);
        const share = shareOfBound(product, x, w, inner);
        assert.ok(
          share <= 1,
          `(${rows}, ${inner}) x (${inner}, ${columns}): ${share} of the bound`,
        );
      }
    });
  }

  test(`products over ${inner} have the same bits with simd128 and portable`, () => {
    for (const {x, w, rows, columns} of factors(inner)) {
      const simd128 = productOf(core, 'simd128', x, w, inner);
      const portable = productOf(core, 'portable', x, w, inner);
      assert.deepEqual(
        new Uint32Array(simd128.buffer),
        new Uint32Array(portable.buffer),
        `(${rows}, ${inner}) x (${inner}, ${columns})`,
      );
    }
  });
}

test('a column of a product does not depend on the other columns', () => {
  const [rows, inner, columns] = [5, 300, 13];
  const x = core.normals(3, 0, 0, rows * inner);
  const w = core.normals(4, 0, 0, inner * columns);
  const whole = productOf(core, 'simd128', x, w, inner);
  for (let j = 0; j < columns; j++) {
    const column = productOf(
      core,
      'simd128',
      x,
      w.filter((_, i) => i % columns === j),
      inner,
    );
    assert.deepEqual(
      column,
      whole.filter((_, i) => i % columns === j),
      `column ${j}`,
    );
  }
});

test(
  'auto is the relaxed kernel, which changes nothing that simd128 computes',
  needsRelaxed,
  async () => {
    const [rows, inner, columns] = [7, 300, 13];
    const x = core.normals(5, 0, 0, rows * inner);
    const w = core.normals(6, 0, 0, inner * columns);
    assert.equal(core.kernelInUse('auto'), 'relaxed');
    const {core: module} = await compileCore();
    const without = await instantiateCore({core: module, relaxed: null});
    assert.deepEqual(
      productOf(core, 'simd128', x, w, inner),
      productOf(without, 'auto', x, w, inner),
    );
    const relaxed = productOf(core, 'relaxed', x, w, inner);
    assert.deepEqual(productOf(core, 'auto', x, w, inner), relaxed);
    // Values of sqrt(300) or so, with some roundings of each step's 2^-24 of them.
    const difference = largestDifference(relaxed, productOf(core, 'simd128', x, w, inner));
    assert.ok(difference < 1e-4, String(difference));
  },
);

test('without a relaxed kernel, or with one that does not fit, auto is simd128', async t => {
  const {core: module} = await compileCore();
  const warn = t.mock.method(console, 'warn', () => {});
  const without = await instantiateCore({core: module, relaxed: null});
  assert.equal(warn.mock.callCount(), 0);
  const empty = await compileRelaxed(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  const withoutKernel = await instantiateCore({core: module, relaxed: empty});
  assert.equal(warn.mock.callCount(), 1);
  const withImports = await instantiateCore({core: module, relaxed: module});
  assert.equal(warn.mock.callCount(), 2);
  for (const fallen of [without, withoutKernel, withImports]) {
    assert.equal(fallen.kernelInUse('auto'), 'simd128');
    assert.equal(fallen.kernelInUse('relaxed'), '');
    const [x, w] = [new Float32Array([2]), new Float32Array([3])];
    assert.deepEqual(productOf(fallen, 'auto', x, w, 1), new Float32Array([6]));
  }
});

test('bytes that this machine does not understand are no kernel, and no error', async () => {
  assert.equal(await compileRelaxed(new Uint8Array()), null);
  assert.equal(await compileRelaxed(new Uint8Array([0, 97, 115, 109, 99, 0, 0, 0])), null);
});
