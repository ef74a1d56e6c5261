import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  createFolder,
  fourierNet,
  lastReport,
  needsScipy,
  pythonWithScipy,
  runPython,
} from './run-cli.ts';

const python = pythonWithScipy();

/** Trains a recurrent cell; the last line of what the command line tells. */
async function trainCell(...args: string[]) {
  const {status, stdout, stderr} = await fourierNet(
    ...['train', '--model', 'recurrent', '--kernel', 'simd128', '--json', ...args],
  );
  assert.deepEqual([status, stderr], [0, '']);
  return lastReport(stdout);
}

test(
  'a recurrent cell that was trained says the frames that SciPy’s spectrogram has',
  needsScipy(python),
  async t => {
    assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
    const path = await createFolder(t);
    const runs = [
      {seed: '1', hop: '4', units: '16'},
      {seed: '9', hop: '4', units: '16'},
      {seed: '42', hop: '5', units: '20'},
    ];
    for (const {seed, hop, units} of runs) {
      const save = path(`16-${hop}-${seed}.npy`);
      const given = ['--seed', seed, '--hop', hop, '--units', units, '--save', save];
      const {relativeLoss, step} = await trainCell(...given);
      assert.equal(step, 3000); // where the learning rate is zero
      assert.ok(relativeLoss <= 1e-6, `hop ${hop}, seed ${seed}: relative loss ${relativeLoss}`);
    }
    const errors = runPython<Record<string, number>>(
      python,
      'scipy_cases.py',
      'compare-recurrent',
      path(''),
    );
    assert.equal(Object.keys(errors).length, runs.length);
    for (const [name, error] of Object.entries(errors)) {
      // The root of 1e-6, on a sound that is a hundred times as long as an example.
      assert.ok(error <= 1e-3, `${name}: ${error} of their norm from SciPy’s`);
    }
  },
);

test('the loss relative to the signal is the held-out loss over the mean square of the targets', async () => {
  // Of white noise a frame of 16 samples has 9 bins, each complex value with about the variance 1;
  // the first frames of an example are partly of silence, and a mean is subtracted.
  const {heldOutLoss, relativeLoss} = await trainCell('--steps', '1');
  const power = heldOutLoss / relativeLoss;
  assert.ok(power > 0.35 && power < 0.5, `${power}`);
});
