import assert from 'node:assert/strict';
import {truncate, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {formatNpy, npyHeader} from '../../web/formats/npy.ts';
import {
  createFolder,
  fourierNet,
  lastReport,
  needsScipy,
  pythonWithScipy,
  runPython,
} from './run-cli.ts';

const python = pythonWithScipy();

async function train(...args: string[]) {
  const {status, stderr, stdout} = await fourierNet('train', ...args, '--json');
  assert.deepEqual([status, stderr], [0, '']);
  return lastReport(stdout);
}

test('a matrix is learned whatever it is, and SciPy’s circulant', needsScipy(python), async t => {
  assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
  const path = await createFolder(t);
  const names = runPython<string[]>(python, 'matrix_cases.py', 'make', path(''));
  for (const name of names) {
    const files = ['--matrix', path(`${name}.npy`), '--save', path(`W-${name}.npy`)];
    await train('--model', 'own', ...files);
  }
  const response = ['--response', '0.5,-1,0.25,0,2'];
  const save = ['--save', path('W-convolution.npy')];
  await train('--model', 'convolution', '--n', '16', ...response, ...save);
  const errors = runPython<Record<string, number>>(python, 'matrix_cases.py', 'compare', path(''));
  assert.deepEqual(Object.keys(errors).sort(), [...names, 'convolution'].sort());
  for (const [name, error] of Object.entries(errors)) {
    assert.ok(error <= 1e-5, `${name}: ${error} of its norm`);
  }
});

for (const [optimizer, ...options] of [['lms'], ['kaczmarz', '--batch', '4'], ['exact']]) {
  test(`${optimizer} ends by itself where rounding the weights costs nothing`, async () => {
    const ones = ['--model', 'convolution', '--n', '8', '--response', '1,1'];
    const {state, floor} = await train(...ones, '--optimizer', optimizer, ...options);
    assert.deepEqual([state, floor], ['converged', 0]);
  });
}

test('a run of a matrix is resumed from its file alone', async t => {
  const path = await createFolder(t);
  const values = Float64Array.from({length: 12}, (_, i) => i - 5);
  await writeFile(path('M.npy'), formatNpy([3, 4], values));
  const own = ['--model', 'own', '--matrix', path('M.npy'), '--kernel', 'simd128'];
  await train(...own, '--steps', '4', '--checkpoint', path('run'));
  const {weightError} = await train('--resume', path('run'), '--steps', '9');
  assert.equal(weightError, (await train(...own, '--steps', '9')).weightError);
});

test('of large numbers too: a learning rate of its own that the file may hold', async t => {
  const path = await createFolder(t);
  await writeFile(path('M.npy'), formatNpy([2, 2], Float64Array.of(1e12, 2e11, 0, 5e11)));
  const own = ['--model', 'own', '--matrix', path('M.npy'), '--optimizer', 'adam'];
  await train(...own, '--steps', '3', '--checkpoint', path('run'));
  const {step} = await train('--resume', path('run'), '--steps', '5');
  assert.equal(step, 5);
});

test('what is no matrix is refused in one line', async t => {
  const path = await createFolder(t);
  await writeFile(path('vector.npy'), formatNpy([3], Float32Array.of(1, 2, 3)));
  await writeFile(path('large.npy'), npyHeader('<f8', [20000, 20000]));
  await truncate(path('large.npy'), 4e9); // no more of it than its header is on the disk
  const cases: [string[], RegExp][] = [
    [['--matrix', path('vector.npy')], /vector\.npy has shape \(3,\): allowed are two dimensions/],
    [
      ['--matrix', path('large.npy')],
      /large\.npy has shape \(20000, 20000\): allowed are .* 512\./,
    ],
    [['--matrix', path('none.npy')], /none\.npy cannot be read \(no such file or folder\)\./],
    [[], /model=own needs a matrix: allowed is an \.npy file/],
  ];
  for (const [args, message] of cases) {
    const {status, stderr} = await fourierNet('train', '--model', 'own', ...args);
    assert.equal(status, 2);
    assert.match(stderr, message);
    assert.equal(stderr.trim().split('\n').length, 1);
  }
});

test('of a file that goes on after its matrix, as NumPy reads it, the matrix is learned', async t => {
  const path = await createFolder(t);
  await writeFile(path('M.npy'), formatNpy([3, 2], Float64Array.of(1, 2, 3, 4, 5, 6)));
  await truncate(path('M.npy'), 4e9);
  const own = ['--model', 'own', '--matrix', path('M.npy'), '--steps', '1'];
  assert.equal((await fourierNet('train', ...own)).status, 0);
});
