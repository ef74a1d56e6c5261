import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {joinedSpectra, postSetting} from '../../web/engine/spectra.ts';
import {rowCount, rowsOf, signalToNoise} from '../../web/figures/spectrogram/sound-rows.ts';
import {formatNpy} from '../../web/formats/npy.ts';
import {loadCore} from '../core/load-core.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {
  createFolder,
  fourierNet,
  lastReport,
  needsScipy,
  pythonWithScipy,
  runPython,
} from './run-cli.ts';

const core = await loadCore();
const python = pythonWithScipy();
const path = await createFolder({after: (await import('node:test')).after});

const [samples, outputs, frames, hop, width] = [2048, 8514, 33, 56, 258];

/**
 * The spectrogram's network at a held-out error of 1e-15. To train all of it takes minutes; what the
 * shared model learns for one frame in half a second stands, each time 56 samples later, in the slices
 * of all 33.
 */
async function trainNetwork() {
  const {status, stdout, stderr} = await fourierNet(
    ...['train', '--model', 'shared', '--optimizer', 'lms', '--target-loss', '1e-15'],
    ...['--json', '--save', path('frame.npy')],
  );
  assert.equal(status, 0, stderr);
  const {heldOutLoss} = lastReport(stdout);
  assert.ok(heldOutLoss <= 1e-15, `held-out loss ${heldOutLoss}`);
  const {values: frame} = parseNpy(await readFile(path('frame.npy')));
  const weights = new Float32Array(samples * outputs);
  for (let t = 0; t < frames; t++) {
    for (let m = 0; m < 256; m++) {
      for (let j = 0; j < width; j++) {
        weights[(t * hop + m) * outputs + j * frames + t] = frame[m * width + j];
      }
    }
  }
  await writeFile(path('W.npy'), formatNpy([samples, outputs], weights));
}

await trainNetwork();

/** @param name of the files */
async function predict(name: string, rows: Float32Array) {
  const [input, output] = [path(`${name}-in.npy`), path(`${name}-out.npy`)];
  await writeFile(input, formatNpy([rows.length / samples, samples], rows));
  const outcome = await fourierNet('predict', path('W.npy'), input, output);
  assert.deepEqual(outcome, {status: 0, stdout: '', stderr: ''});
  const {values} = parseNpy(await readFile(output));
  return values as Float32Array;
}

test('four tones come out as in scipy.signal.spectrogram', needsScipy(python), async () => {
  assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
  await predict('tones', core.audio('four-tones', samples, 0));
  const {close, largest, input} = runPython<Record<'close' | 'largest' | 'input', number>>(
    python,
    'scipy_cases.py',
    'compare-tones',
    path(''),
  );
  assert.ok(input <= 1e-6, `the tones differ by ${input} from the notebook's`); // float32
  assert.ok(close, `magnitudes are not allclose(atol=1e-7): largest difference ${largest}`);
});

test('the violin can be put together again from the network’s output', async () => {
  const violin = core.audio('violin-a4', 16000, 0);
  const rows = rowsOf(violin, 0, rowCount(violin.length));
  const count = rows.length / samples;
  const learned = await predict('violin', rows);
  const reference = new Float32Array(learned.length);
  for (let row = 0; row < count; row++) {
    const spectrum = core.stft(
      postSetting,
      Float64Array.from(rows.subarray(row * samples, (row + 1) * samples)),
    );
    const half = outputs / 2;
    for (let i = 0; i < half; i++) {
      reference[row * outputs + i] = spectrum[2 * i];
      reference[row * outputs + half + i] = spectrum[2 * i + 1];
    }
  }
  const sound = (spectra: Float32Array) => {
    const {values, frames: all} = joinedSpectra(spectra);
    return core.istft(postSetting, values, all);
  };
  const [one, other] = [sound(reference), sound(learned)];
  const snr = signalToNoise(one.samples, other.samples, one.weights);
  assert.ok(snr >= 100, `SNR ${snr} dB`);
});
