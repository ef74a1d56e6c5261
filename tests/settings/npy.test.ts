import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatNpy, parseComplexNpy} from '../../web/formats/npy.ts';
import {largestDifference, readDoubles, readFixture} from '../core/load-core.ts';
import {parseNpy} from './parse-npy.ts';

/** An .npy file with any header. */
function npy(header: string, dataBytes = 0, version = 1) {
  const length =
    version === 1 ? [header.length & 255, header.length >> 8] : [header.length, 0, 0, 0];
  return Uint8Array.from([
    ...[0x93, ...Buffer.from('NUMPY'), version, 0, ...length],
    ...Buffer.from(header, 'latin1'),
    ...new Uint8Array(dataBytes),
  ]);
}

const header = (descr: string, order = 'False', shape = '(2, 3)') =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;

const arrays: [number[], Float32Array | Float64Array][] = [
  [[6], Float32Array.of(1, -2, 3.5, 0, 1e-30, 1e30)],
  [[2, 3], Float32Array.of(1, 2, 3, 4, 5, 6)],
  [[2, 3], Float64Array.of(1, 2, 3, 4, 5, Math.PI)],
  [[1, 2, 3], Float64Array.of(1, 2, 3, 4, 5, 6)],
  [[], Float64Array.of(7)],
  [[0], Float32Array.of()],
  [[3, 0], Float64Array.of()],
  [[2], Float64Array.of(NaN, -Infinity)],
];

for (const [shape, values] of arrays) {
  test(`${values.constructor.name} of shape (${shape}) comes back as it was written`, () => {
    const bytes = formatNpy(shape, values);
    assert.deepEqual(parseNpy(bytes), {shape, values});
    const begin = 10 + bytes[8] + 256 * bytes[9];
    assert.equal(begin % 64, 0, 'data are aligned to 64 bytes, as NumPy writes them');
    assert.equal(bytes[begin - 1], 10, 'the header ends with a newline');
  });
}

test('a file within a larger buffer is read from where it begins', () => {
  const bytes = formatNpy([2], Float64Array.of(1, 2));
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  assert.deepEqual([...parseNpy(larger.subarray(3)).values], [1, 2]);
});

test('a part of a larger array is written from where it begins', () => {
  const part = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  assert.deepEqual([...parseNpy(formatNpy([2], part)).values], [2, 3]);
});

test('complex values are pairs of doubles of half the shape’s width', () => {
  const bytes = formatNpy([1, 2], Float64Array.of(1, 2, 3, 4), {complex: true});
  assert.deepEqual(readDoubles(bytes), {shape: [1, 2], values: Float64Array.of(1, 2, 3, 4)});
  assert.match(Buffer.from(bytes).toString('latin1'), /'descr': '<c16'/);
});

test('files that NumPy wrote are read', async () => {
  const bytes = await readFixture('stft/noise.npy');
  const {shape, values} = parseNpy(bytes);
  assert.deepEqual(shape, [1003]);
  assert.equal(largestDifference(values, readDoubles(bytes).values), 0);
});

test('version 2, with its longer length, is read', () => {
  const {shape, values} = parseNpy(npy(header("'<f4'"), 24, 2));
  assert.deepEqual(shape, [2, 3]);
  assert.equal(values.length, 6);
});

test('Fortran order of a vector is no other order', () => {
  assert.deepEqual(parseNpy(npy(header("'<f8'", 'True', '(2,)'), 16)).shape, [2]);
});

test('Fortran order is put into rows', () => {
  const cube = Array.from({length: 24}, (_, i) => i);
  // numpy.arange(24.0).reshape(2, 3, 4, order='F'): element (i, j, k) is i + 2 j + 6 k.
  const bytes = npy(header("'<f8'", 'True', '(2, 3, 4)'), 8 * 24);
  bytes.set(new Uint8Array(Float64Array.from(cube).buffer), bytes.length - 8 * 24);
  const {shape, values} = parseNpy(bytes);
  assert.deepEqual(shape, [2, 3, 4]);
  const expected = [0, 1].flatMap(i =>
    [0, 1, 2].flatMap(j => [0, 1, 2, 3].map(k => i + 2 * j + 6 * k)),
  );
  assert.deepEqual([...values], expected);
});

test('complex numbers are pairs, where they are asked for', () => {
  for (const [type, Values] of [
    ['<c8', Float32Array],
    ['<c16', Float64Array],
  ] as const) {
    const data = new Uint8Array(Values.of(1, 10, 2, 20, 3, 30, 4, 40).buffer);
    const bytes = npy(header(`'${type}'`, 'True', '(2, 2)'), data.length);
    bytes.set(data, bytes.length - data.length);
    const expected = {shape: [2, 2], values: Values.of(1, 10, 3, 30, 2, 20, 4, 40), parts: 2};
    assert.deepEqual(parseComplexNpy(bytes), expected);
  }
  assert.throws(() => parseComplexNpy(npy(header("'<f16'"), 96)), /has dtype <f16: .* complex128/);
});

test('whole numbers of every length are read, and become doubles', () => {
  for (const [type, stored, values] of [
    ['|b1', Uint8Array.of(0, 1), [0, 1]],
    ['|i1', Int8Array.of(-128, 127), [-128, 127]],
    ['|u1', Uint8Array.of(0, 255), [0, 255]],
    ['<i2', Int16Array.of(-32768, 32767), [-32768, 32767]],
    ['<u2', Uint16Array.of(0, 65535), [0, 65535]],
    ['<i4', Int32Array.of(-(2 ** 31), 2 ** 31 - 1), [-(2 ** 31), 2 ** 31 - 1]],
    ['<u4', Uint32Array.of(0, 2 ** 32 - 1), [0, 2 ** 32 - 1]],
    ['<i8', BigInt64Array.of(-3n, 2n ** 53n), [-3, 2 ** 53]],
    ['<u8', BigUint64Array.of(0n, 2n ** 64n - 1n), [0, 2 ** 64]],
  ] as const) {
    const bytes = npy(header(`'${type}'`, 'False', '(2,)'), stored.byteLength);
    bytes.set(new Uint8Array(stored.buffer), bytes.length - stored.byteLength);
    assert.deepEqual(parseNpy(bytes), {shape: [2], values: Float64Array.from(values)}, type);
  }
});

const refused: [string, Uint8Array, RegExp][] = [
  ['an empty file', Uint8Array.of(), /^TypeError: is empty$/],
  ['text', Uint8Array.from(Buffer.from('1,2,3,4,5,6,7,8')), /is not an \.npy file/],
  ['five bytes', Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50]), /is not an \.npy file/],
  ['the magic alone', npy('').subarray(0, 10), /is not an \.npy file|truncated/],
  [
    'version 4',
    npy(header("'<f4'"), 24, 4),
    /is \.npy version 4\.0: versions 1\.0, 2\.0 and 3\.0 are read/,
  ],
  ['half a header', npy(header("'<f4'"), 24).subarray(0, 40), /is truncated in its header/],
  [
    'no data',
    npy(header("'<f4'")),
    /is truncated: shape \(2, 3\) needs 24 bytes of data, there are 0/,
  ],
  ['data that lack a byte', npy(header("'<f8'"), 47), /needs 48 bytes of data, there are 47/],
  [
    'a shape too large to exist',
    npy(header("'<f8'", 'False', '(99999999999, 99999999999)')),
    /truncated/,
  ],
  [
    'extended precision',
    npy(header("'<f16'"), 96),
    /has dtype <f16: allowed are bool, whole numbers of 8 to 64 bits, float16, float32, float64$/,
  ],
  ['complex128', npy(header("'<c16'"), 96), /has dtype <c16: allowed are .*, not complex numbers$/],
  ['objects', npy(header("'|O'"), 48), /has dtype \|O: allowed are .*, not Python objects$/],
  ['a structured dtype', npy(header("[('a', '<f4'), ('b', '<f8')]"), 72), /structured dtype/],
  [
    'a named character',
    npy(header("'\\N{LESS-THAN SIGN}f4'"), 24),
    /cannot be read from its character/,
  ],
  ['a header without a shape', npy("{'descr': '<f4', 'fortran_order': False}"), /cannot be read/],
  ['a header that is no dictionary', npy('hello there, reader'), /cannot be read/],
];

for (const [what, bytes, message] of refused) {
  test(`${what} is refused with what is wrong`, () => {
    assert.throws(
      () => parseNpy(bytes),
      error => {
        assert.ok(error instanceof TypeError);
        assert.match(String(error), message);
        return true;
      },
    );
  });
}
