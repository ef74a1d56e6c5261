import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadCore} from './load-core.js';

const core = await loadCore();

const rowCounts = Array.from({length: 17}, (_, i) => i + 1);
const columnCounts = [1, 3, 7, 9, 12, 17];
const innerSizes = [1, 3, 255, 256, 257, 600];

/**
 * Largest error of a product, as a share of what float32 allows: with sums over blocks of 256,
 * |error| <= (256 + blocks + 1) 2^-24 sum |x w|, an element's sum of k <= 256 having k roundings.
 * @param {Float32Array} product
 * @param {Float32Array} x (rows, inner)
 * @param {Float32Array} w (inner, columns)
 * @param {number} inner
 */
function shareOfBound(product, x, w, inner) {
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

for (const inner of innerSizes) {
  test(`products over ${inner} agree with a double-precision triple loop, whatever the shape`, () => {
    for (const columns of columnCounts) {
      for (const rows of rowCounts) {
        const x = core.normals(1, 0, rows, rows * inner);
        const w = core.normals(2, 0, columns, inner * columns);
        const product = core.product('simd128', x, w, inner);
        assert.equal(product.length, rows * columns);
        const share = shareOfBound(product, x, w, inner);
        assert.ok(
          share <= 1,
          `(${rows}, ${inner}) x (${inner}, ${columns}): ${share} of the bound`,
        );
        const portable = core.product('portable', x, w, inner);
        assert.deepEqual(
          new Uint32Array(product.buffer),
          new Uint32Array(portable.buffer),
          `simd128 and portable differ for (${rows}, ${inner}) x (${inner}, ${columns})`,
        );
      }
    }
  });
}

test('a column of a product does not depend on the other columns', () => {
  const [rows, inner, columns] = [5, 300, 13];
  const x = core.normals(3, 0, 0, rows * inner);
  const w = core.normals(4, 0, 0, inner * columns);
  const whole = core.product('simd128', x, w, inner);
  for (let j = 0; j < columns; j++) {
    const column = core.product(
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
