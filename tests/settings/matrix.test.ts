import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {fromBase64, toBase64} from '../../web/formats/base64.ts';
import {checkSetting, completeSettings} from '../../web/settings/check.ts';
import {tooLongForAddress, toQuery} from '../../web/settings/codecs.ts';
import {changesToModel, inputsOf} from '../../web/settings/fitted.ts';
import {matrixOf} from '../../web/settings/matrix-of.ts';
import {matrixSetting} from '../../web/settings/matrix-setting.ts';
import {matrixSize} from '../../web/settings/matrix.ts';
import {formatResponse, periodOf} from '../../web/settings/response.ts';
import {fromQuery} from './readers.ts';
import type {GivenMatrix} from '../../web/settings/matrix.ts';

const small = matrixSetting(formatNpy([2, 3], Float64Array.of(1, 2, 3, 4, 5, Math.PI)));

test('bytes come back from base64, in both alphabets', () => {
  const bytes = Uint8Array.from({length: 70_000}, (_, i) => (i * 7919) >> 3);
  const text = toBase64(bytes);
  assert.match(text, /^[\w-]+$/, 'nothing that an address would escape');
  assert.deepEqual(fromBase64(text), bytes);
  assert.deepEqual(fromBase64(Buffer.from(bytes).toString('base64')), bytes);
});

test('a matrix goes through a link, all digits of it', () => {
  const settings = completeSettings({model: 'own', matrix: small});
  const back = completeSettings(fromQuery(toQuery(settings)));
  assert.deepEqual(back, settings);
  const values = Float64Array.of(1, 2, 3, 4, 5, Math.PI);
  assert.deepEqual(matrixOf(back), {inputs: 2, outputs: 3, parts: 1, values});
  assert.equal(inputsOf(back), 2);
});

test('a complex matrix acts on real parts, then imaginary ones', () => {
  const pairs = Float64Array.of(1, 10, 2, 20); // 1 + 10i, 2 + 20i
  const matrix = matrixSetting(formatNpy([1, 2], pairs, {complex: true}));
  assert.deepEqual(matrixSize(matrix), {inputs: 2, outputs: 4, parts: 2});
  const {values} = matrixOf(completeSettings({model: 'own', matrix})) as GivenMatrix;
  assert.deepEqual([...values], [1, 2, 10, 20, -10, -20, 1, 2]);
});

test('a matrix that is too long for an address is left out of it', () => {
  const values = Float64Array.from({length: 64 * 64}, (_, i) => i);
  const matrix = matrixSetting(formatNpy([64, 64], values));
  const settings = completeSettings({model: 'own', matrix});
  assert.deepEqual(tooLongForAddress(settings), ['matrix']);
  assert.equal(String(toQuery(settings)), 'model=own');
  assert.deepEqual(tooLongForAddress(completeSettings({model: 'own', matrix: small})), []);
});

const refused: [string, Uint8Array, RegExp][] = [
  ['a vector', formatNpy([3], Float32Array.of(1, 2, 3)), /^has shape \(3,\): allowed are two dim/],
  ['a cube', formatNpy([1, 1, 1], Float32Array.of(1)), /^has shape \(1, 1, 1\)/],
  ['no rows', formatNpy([0, 3], Float32Array.of()), /^has shape \(0, 3\): .* 1 to 512/],
  ['513 columns', formatNpy([1, 513], new Float32Array(513).fill(1)), /^has shape \(1, 513\)/],
  [
    '257 complex columns',
    formatNpy([1, 257], new Float64Array(514).fill(1), {complex: true}),
    /^has shape \(1, 257\): .* 1 to 256 of complex numbers/,
  ],
  ['NaN', formatNpy([1, 2], Float32Array.of(1, NaN)), /^contains NaN \(row 0, column 1\)/],
  [
    'an infinite imaginary part',
    formatNpy([2, 1], Float64Array.of(1, 0, 2, Infinity), {complex: true}),
    /^contains Infinity \(row 1, column 0\)/,
  ],
  ['1e13', formatNpy([1, 1], Float64Array.of(1e13)), /^contains 10000000000000 .* allowed are/],
  ['zeros', formatNpy([2, 2], new Float32Array(4)), /^holds nothing but zeros/],
  ['half a file', formatNpy([2, 2], new Float32Array(4).fill(1)).subarray(0, -1), /^is truncated/],
];

for (const [what, bytes, message] of refused) {
  test(`${what} is refused with what is wrong, and as a setting`, () => {
    assert.throws(() => matrixSetting(bytes), {name: 'TypeError', message});
    assert.throws(
      () => checkSetting('matrix', toBase64(bytes)),
      /^RangeError: matrix=k05VTVBZ.{4}… is not possible: allowed is an \.npy file/,
    );
  });
}

test('own needs a matrix, and no other model has one', () => {
  assert.throws(() => completeSettings({model: 'own'}), /^RangeError: model=own needs a matrix/);
  assert.throws(
    () => completeSettings({matrix: small}),
    /is not used by model=dft: it belongs to own/,
  );
  const {optimizer, n} = completeSettings({model: 'own', matrix: small});
  assert.deepEqual([optimizer, n], ['lms', 128]);
});

test('a batch of kaczmarz fits the matrix', () => {
  const own = {model: 'own', matrix: small, optimizer: 'kaczmarz'};
  assert.equal(completeSettings(own).batch, 1);
  assert.throws(() => completeSettings({...own, batch: 2}), /batch=2 .* 1 to 1/);
});

test('what goes beyond n samples comes round', () => {
  assert.deepEqual([...periodOf('1,2,3,4,5', 4)], [6, 2, 3, 4]);
  const settings = completeSettings({model: 'convolution', n: 4, response: '1, 2e0,.5'});
  const {values} = matrixOf(settings) as GivenMatrix;
  // y[k] = sum_m x[m] h[(k - m) mod n]: scipy.linalg.circulant(h).T
  assert.deepEqual([...values], [1, 2, 0.5, 0, 0, 1, 2, 0.5, 0.5, 0, 1, 2, 2, 0.5, 0, 1]);
});

test('a response of nothing is refused, also when it cancels out as it comes round', () => {
  for (const response of ['0', '0,0', '1e-13', '', '1,,2', '1e13', `${'1,'.repeat(512)}1`]) {
    assert.throws(
      () => completeSettings({model: 'convolution', response}),
      /^RangeError: response=.* is not possible: allowed is 1 to 512 numbers/,
    );
  }
  assert.throws(
    () => completeSettings({model: 'convolution', n: 4, response: '1,0,0,0,-1'}),
    /^RangeError: response=1,0,0,0,-1 comes to 0 with n=4: allowed is/,
  );
});

test('what is drawn is written with as many places as the pad has need of', () => {
  assert.equal(formatResponse([1, -0.12345, -0.0001, 0, 0], 1), '1,-0.123');
  assert.equal(formatResponse([0, 0], 1), '0');
  assert.equal(formatResponse([3e-6, 1.23456e-6], 4e-6), '0.000003,0.000001235');
});

test('another model takes its own defaults, and leaves what it has no use for', () => {
  const own = completeSettings({model: 'own', matrix: small, seed: 9, lr: 0.5});
  const dct = completeSettings({...own, ...changesToModel(own, 'dct')});
  const {model, matrix, optimizer, lr, seed} = dct;
  assert.deepEqual(
    {model, matrix, optimizer, lr, seed},
    {
      model: 'dct',
      matrix: null,
      optimizer: 'amsgrad',
      lr: null,
      seed: 9,
    },
  );
  const chosen = completeSettings({model: 'dct', optimizer: 'sgd', lr: 0.5});
  const convolution = completeSettings({...chosen, ...changesToModel(chosen, 'convolution')});
  assert.deepEqual([convolution.optimizer, convolution.lr], ['sgd', 0.5]);
});
