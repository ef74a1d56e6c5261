import assert from 'node:assert/strict';
import {access, readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {createFolder, fourierNet} from './run-cli.ts';
import type {TestContext} from 'node:test';

type Doubles = {shape: number[]; values: number[]};

/** What float32 holds, and what half-way between it and the next rounds to. */
const largest = (2 - 2 ** -23) * 2 ** 127;
const roundsToInfinity = (2 - 2 ** -24) * 2 ** 127;
const smallest = 2 ** -149;

async function predict(t: TestContext, weights: Doubles, x: Doubles, options: string[]) {
  const path = await createFolder(t);
  for (const [name, {shape, values}] of Object.entries({'W.npy': weights, 'X.npy': x})) {
    await writeFile(path(name), formatNpy(shape, Float64Array.from(values)));
  }
  const files = [path('W.npy'), path('X.npy'), path('Y.npy')];
  return {path, outcome: await fourierNet('predict', ...files, ...options)};
}

const array = (shape: number[], ...values: number[]): Doubles => ({shape, values});

const refused: Record<string, [weights: Doubles, x: Doubles, message: RegExp, options?: string[]]> =
  {
    'weights above float32': [
      array([2, 2], 1, 2, -1e39, 4),
      array([2], 1, 1),
      /W\.npy contains -1e\+39 \(row 1, column 0\), which float32 does not hold: allowed are numbers up to 3\.4028235e\+38\.\n$/,
    ],
    'weights that round to infinity': [
      array([1, 2], 1, roundsToInfinity),
      array([1], 1),
      /W\.npy contains 3\.40282\d*e\+38 \(row 0, column 1\), which float32/,
    ],
    'inputs above float32, in a later row': [
      array([2, 1], 1, 1),
      array([3, 2], 1, 1, 1, 1, 1, 1e300),
      /X\.npy contains 1e\+300 \(row 2, column 1\), which float32 does not hold/,
    ],
    'weights of which nothing is left': [
      array([2, 1], 1e-50, -3e-50),
      array([2], 1, 1),
      /W\.npy contains -3e-50 \(row 1, column 0\) and nothing larger beside it, which float32 takes for 0: allowed are numbers from 1\.4e-45 on, or 0\.\n$/,
    ],
    'a row of inputs of which nothing is left': [
      array([2, 1], 1, 1),
      array([2, 2], 1, 1, 2e-60, 0),
      /X\.npy contains 2e-60 \(row 1, column 0\) and nothing larger/,
    ],
    'the smallest number that rounds to 0': [
      array([1, 1], 1),
      array([1], smallest / 2),
      /X\.npy contains 7\.\d*e-46 \(row 0, column 0\)/,
    ],
    'products above float32': [
      array([1, 2], 1, 1e30),
      array([2, 1], 1, 1e30),
      /What \S*W\.npy makes of row 1 of \S*X\.npy overflows in column 1: float32 holds numbers up to 3\.4028235e\+38\.\n$/,
    ],
    'sums that leave float32 and would come back': [
      array([2, 1], 3e38, -3e38),
      array([2], 2, 2),
      /row 0 of \S*X\.npy overflows in column 0/,
    ],
    'products below float32': [
      array([1, 2], 1e-30, 2e-30),
      array([2, 1], 1, 1e-30),
      /What \S*W\.npy makes of row 1 of \S*X\.npy is too small: float32, which holds numbers from 1\.4e-45 on, takes all of it for 0\.\n$/,
    ],
    'what a butterfly makes too large': [
      array([1, 8], 1e38, 0, 0, 0, 0, 0, 1, 0),
      array([4], 4, 1, 1, 1),
      /What \S*W\.npy makes of row 0 of \S*X\.npy overflows in column 0/,
      ['--model=butterfly'],
    ],
    'what a recurrent cell makes too large': [
      array([2, 2], 1e20, 1, 1, 0),
      array([4, 1], 1, 1, 1, 1),
      /What \S*W\.npy makes of row 2 of \S*X\.npy overflows in column 0/,
      ['--model=recurrent'],
    ],
  };

for (const [name, [weights, x, message, options = []]] of Object.entries(refused)) {
  test(`predict refuses ${name}, and leaves no file`, async t => {
    const {path, outcome} = await predict(t, weights, x, options);
    assert.equal(outcome.status, 2);
    assert.match(outcome.stderr, message);
    assert.equal(outcome.stderr.trimEnd().split('\n').length, 1);
    for (const left of ['Y.npy', 'Y.npy.part']) await assert.rejects(access(path(left)));
  });
}

const taken: Record<string, [weights: Doubles, x: Doubles, y: number[]]> = {
  'what float32 just holds': [array([1, 1], largest), array([1], 1), [largest]],
  'what rounds to the largest number': [
    array([1, 1], largest * (1 + 2 ** -26)),
    array([1], 1),
    [largest],
  ],
  'the smallest number there is': [array([1, 1], 1), array([1], smallest), [smallest]],
  'numbers that are lost beside larger ones': [array([2, 1], 1e-50, 1), array([2], 1, 3), [3]],
  'rows and weights of zeros': [array([2, 1], 0, 0), array([2, 2], 0, 0, 1, 1), [0, 0]],
  'products that cancel': [array([2, 1], 1e-30, 1e-30), array([2], 1e-30, -1e-30), [0]],
};

for (const [name, [weights, x, y]] of Object.entries(taken)) {
  test(`predict takes ${name}`, async t => {
    const {path, outcome} = await predict(t, weights, x, ['--kernel=simd128']);
    assert.deepEqual(outcome, {status: 0, stdout: '', stderr: ''});
    assert.deepEqual([...parseNpy(await readFile(path('Y.npy'))).values], y);
  });
}
