import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  largestDifference,
  loadCore,
  postStft as good,
  readDoubles,
  readFixture,
  readJson,
} from './load-core.ts';
import type {StftSettings} from '../../web/engine/core-types.ts';

const core = await loadCore();
const noise = readDoubles(await readFixture('stft/noise.npy')).values;
const cases = await readJson<(StftSettings & {file: string; length: number})[]>('stft/cases.json');

// Sums of up to 512 values of size 1 in double precision are good to about 1e-13.
const tolerance = 1e-12;

test('numbers in messages are what was given, however small or large', () => {
  for (const [fs, text] of [
    [-1e-9, '-1e-9'],
    [-0, '0'],
    [-4.9e-7, '-4.9e-7'],
    [-9.9999999e-7, '-1e-6'],
    [-0.25, '-0.25'],
    [-1.0000004, '-1'],
    [-0.9999996, '-1'],
    [-123456.5, '-123456.5'],
    [-1e15, '-1e15'],
    [-2.5e300, '-2.5e300'],
    [-5e-324, '-4.940656e-324'],
    [-Infinity, '-inf'],
  ] as [number, string][]) {
    assert.match(core.stftError({...good, fs}, 256), new RegExp(`^fs=${text} is out of range`));
  }
});

test('there is a case for each window, detrend and scaling', () => {
  assert.equal(cases.length, 25);
});

for (const {file, length, ...settings} of cases) {
  const {window, nperseg, noverlap, nfft, detrend, scaling} = settings;
  const named = `${window} ${nperseg}/${noverlap}/${nfft}, detrend ${detrend}, ${scaling}`;
  test(`the STFT of ${length} samples is SciPy's: ${named}`, async () => {
    const expected = readDoubles(await readFixture(`stft/${file}`));
    const spectrum = core.stft(settings, noise.slice(0, length));
    assert.equal(spectrum.length, 2 * expected.shape[0] * expected.shape[1]);
    const error = largestDifference(spectrum, expected.values);
    assert.ok(error <= tolerance, `largest error ${error}`);
  });
}

test('good settings have no error, down to a signal of one segment', () => {
  assert.equal(core.stftError(good, 256), '');
  assert.equal(core.stftError({...good, noverlap: 0, nfft: 2 ** 20, scaling: 'none'}, 2048), '');
  assert.equal(core.stftError({...good, nperseg: 1, noverlap: 0, detrend: 'none'}, 1), '');
});

const refused: [Partial<StftSettings>, RegExp][] = [
  [{fs: 0}, /^fs=0 is out of range: allowed is a finite number above 0 \(Hz\)\.$/],
  [{fs: -8000}, /^fs=-8000 .*above 0/],
  [{fs: Infinity}, /^fs=inf .*finite/],
  [{fs: NaN}, /^fs=-?nan .*finite/],
  [{window: 'triang'}, /^window=triang is unknown: allowed are hann, hamming, blackman, boxcar\.$/],
  [{window: ''}, /^window= is unknown/],
  [{nperseg: 0, noverlap: 0}, /^nperseg=0 is out of range: allowed is 1 to 1048576\.$/],
  [{nperseg: -3}, /^nperseg=-3 .*1 to 1048576/],
  [{nperseg: 2 ** 20 + 1, nfft: 2 ** 20 + 1}, /^nperseg=1048577 .*1 to 1048576/],
  [{noverlap: -1}, /^noverlap=-1 is out of range: allowed is 0 to nperseg - 1 = 255\.$/],
  [{noverlap: 256}, /^noverlap=256 .*0 to nperseg - 1 = 255/],
  [{nfft: 255}, /^nfft=255 is out of range: allowed is nperseg = 256 to 1048576\.$/],
  [{nfft: 2 ** 20 + 1}, /^nfft=1048577 .*to 1048576/],
  [{detrend: 'linear'}, /^detrend=linear is unknown: allowed are constant, none\.$/],
  [{scaling: 'psd'}, /^scaling=psd is unknown: allowed are density, spectrum, none\.$/],
];

for (const [bad, message] of refused) {
  test(`${Object.entries(bad)[0].join('=')} is refused with what is allowed`, () => {
    assert.match(core.stftError({...good, ...bad}, 2 ** 21), message);
  });
}

test('a signal shorter than a segment is refused with both lengths', () => {
  assert.match(core.stftError(good, 255), /has 255 samples: at least nperseg = 256 are needed/);
  assert.match(core.stftError(good, 0), /has 0 samples/);
});
