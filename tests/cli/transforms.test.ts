import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createFolder, fourierNet, needsScipy, pythonWithScipy, runPython} from './run-cli.ts';

const python = pythonWithScipy();
const names = ['idft', 'dct', 'dst', 'hartley', 'hadamard', 'hilbert'];

for (const [n, optimizer, steps] of [
  ['128', 'lms', '200'],
  ['16', 'amsgrad', '3000'],
]) {
  test(
    `the same layer learns other transforms: SciPy’s matrices, n = ${n}, ${optimizer}`,
    needsScipy(python),
    async t => {
      assert.ok(
        python,
        'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy',
      );
      const path = await createFolder(t);
      for (const name of names) {
        const settings = ['--model', name, '--n', n, '--optimizer', optimizer, '--steps', steps];
        const save = ['--json', '--save', path(`${name}.npy`)];
        const {status, stderr} = await fourierNet('train', ...settings, ...save);
        assert.deepEqual([status, stderr], [0, ''], name);
      }
      const errors = runPython<Record<string, number>>(
        python,
        'scipy_cases.py',
        'compare-transforms',
        path(''),
      );
      assert.deepEqual(Object.keys(errors).sort(), [...names].sort());
      for (const [name, error] of Object.entries(errors)) {
        assert.ok(error <= 1e-5, `${name}: ${error} of its norm from SciPy’s`);
      }
    },
  );
}
