import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nameOf} from '../../web/take-away/download.ts';
import {formatNpy} from '../../web/formats/npy.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {matrixSetting} from '../../web/settings/matrix-setting.ts';
import {models} from '../../web/models.ts';

const matrix = matrixSetting(formatNpy([2, 3], Float64Array.of(1, 2, 3, 4, 5, 6)));
const complex = matrixSetting(
  formatNpy([1, 2], Float64Array.of(1, 0, 0, 1), {complex: true}), // (1, 2) of complex numbers
);

/** Settings, and what stands between model and optimiser. */
const sizes: [Record<string, unknown>, string][] = [
  [{model: 'dft', n: 16}, '16'],
  [{model: 'idft', n: 32}, '32'],
  [{model: 'dct', n: 4}, '4'],
  [{model: 'dst', n: 8}, '8'],
  [{model: 'hartley', n: 512}, '512'],
  [{model: 'hadamard'}, '128'],
  [{model: 'hilbert', n: 8}, '8'],
  [{model: 'convolution', n: 64}, '64'],
  [{model: 'butterfly', n: 1024}, '1024'],
  [{model: 'spectrogram'}, '2048'],
  [{model: 'shared'}, '256'],
  [{model: 'recurrent'}, '16-4-16'],
  [{model: 'recurrent', nperseg: 64, hop: 32, units: 100}, '64-32-100'],
  [{model: 'own', matrix}, '2x3'],
  [{model: 'own', matrix: complex}, '2x4'],
];

for (const [given, size] of sizes) {
  test(`a file of ${given.model} says how large its network is: ${size}`, () => {
    const settings = completeSettings({seed: 3, ...given});
    const name = nameOf({settings, progress: {step: 20}});
    assert.equal(name, `${settings.model}-${size}-${settings.optimizer}-seed-3-step-20`);
  });
}

test('the names are of every model that there is', () => {
  assert.deepEqual(new Set(sizes.map(([{model}]) => model)), new Set(Object.keys(models)));
});
