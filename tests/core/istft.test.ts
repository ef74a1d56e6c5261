import assert from 'node:assert/strict';
import {test} from 'node:test';
import {largestDifference, loadCore, readDoubles, readFixture, readJson} from './load-core.ts';
import type {Resynthesis, StftSettings} from '../../web/engine/core-types.ts';

type Case = Omit<StftSettings, 'detrend'> & {file: string; frames: number};

const core = await loadCore();
const spectrum = readDoubles(await readFixture('istft/spectrum.npy')).values;
const cases = await readJson<Case[]>('istft/cases.json');

/** Whether the sample is one that callers are to use. */
function inside(weights: Float64Array) {
  const least = 0.1 * weights.reduce((a, b) => Math.max(a, b));
  return (_: number, i: number) => weights[i] > least;
}

const largest = (values: Float64Array) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const weighted = ({samples, weights}: Resynthesis) =>
  samples.map((sample, i) => sample * weights[i]);

test('there is a case for each window and scaling', () => {
  assert.equal(cases.length, 15);
});

for (const {file, frames, ...given} of cases) {
  const {window, nperseg, noverlap, nfft, scaling} = given;
  const named = `${window} ${nperseg}/${noverlap}/${nfft}, ${scaling}`;
  test(`the inverse of ${frames} frames is NumPy's: ${named}`, async () => {
    const {shape, values} = readDoubles(await readFixture(`istft/${file}`));
    const [samples, weights] = [values.slice(0, shape[1]), values.slice(shape[1])];
    const complex = spectrum.slice(0, 2 * (Math.floor(nfft / 2) + 1) * frames);
    for (const detrend of ['none', 'constant']) {
      const sound = core.istft({...given, detrend}, complex, frames);
      const isInside = inside(weights);

      const ofWeights = largestDifference(sound.weights, weights);
      assert.ok(ofWeights <= 1e-13, `largest error of a weight ${ofWeights}`);
      // Sums of up to 512 values in double precision, divided by a tenth or more.
      const expected = samples.filter(isInside);
      const error = largestDifference(sound.samples.filter(isInside), expected) / largest(expected);
      assert.ok(error <= 1e-13, `largest relative error inside ${error}`);
      // Near the ends, before the division.
      const sums = weighted({samples, weights});
      const ofSums = largestDifference(weighted(sound), sums) / largest(sums);
      assert.ok(ofSums <= 1e-13, `largest relative error of a sum ${ofSums}`);
    }
  });
}

test('samples that no window reaches are 0, and so are their weights', () => {
  for (const window of ['hann', 'blackman']) {
    const settings = {...post, window, nperseg: 16, noverlap: 0, nfft: 16};
    const {samples, weights} = core.istft(settings, spectrum.slice(0, 2 * 9 * 3), 3);
    assert.equal(samples.length, 48);
    const zeros = [...samples.keys()].filter(i => samples[i] === 0 && weights[i] === 0);
    assert.deepEqual(zeros, [0, 16, 32], window);
  }
});

const post: StftSettings = {
  fs: 256,
  window: 'hann',
  nperseg: 256,
  noverlap: 200,
  nfft: 256,
  detrend: 'none',
  scaling: 'density',
};

const noise = readDoubles(await readFixture('stft/noise.npy')).values;
const shapes = [
  [256, 200, 256],
  [256, 128, 512],
  [255, 127, 255],
  [100, 75, 257],
  [100, 0, 100],
  [16, 15, 17],
  [1, 0, 1],
];

for (const window of ['hann', 'hamming', 'blackman', 'boxcar']) {
  for (const scaling of ['density', 'spectrum', 'none']) {
    test(`a signal comes back from its STFT: ${window}, ${scaling}`, () => {
      for (const [nperseg, noverlap, nfft] of shapes) {
        const settings = {...post, window, scaling, nperseg, noverlap, nfft};
        const values = core.stft(settings, noise);
        const frames = values.length / 2 / (Math.floor(nfft / 2) + 1);
        assert.equal(core.istftError(settings, values.length, frames), '');
        const {samples, weights} = core.istft(settings, values, frames);
        assert.equal(samples.length, nperseg + (frames - 1) * (nperseg - noverlap));
        const signal = noise.slice(0, samples.length);
        const isInside = inside(weights);
        assert.ok(samples.filter(isInside).length >= samples.length / 2, 'too few to compare');
        const error = largestDifference(samples.filter(isInside), signal.filter(isInside));
        assert.ok(error <= 1e-12, `${nperseg}/${noverlap}/${nfft}: largest error ${error}`);
      }
    });
  }
}

const refused: [Partial<StftSettings>, number, number, RegExp][] = [
  [
    {},
    2 * 129 * 33 - 1,
    33,
    /^The spectrum has 8513 values in 33 frames: .* frames of 2 \* 129\.$/,
  ],
  [{}, 2 * 129 * 32, 33, /^The spectrum has 8256 values in 33 frames/],
  [{nfft: 257, nperseg: 257}, 2 * 130 * 2, 2, /of 2 \* 129\.$/],
  [{}, 0, 0, /^The spectrum has 0 values in 0 frames: needed are 1 or more/],
  [{}, -258, -1, /-1 frames/],
  [{}, 2 ** 31 - 1, 2 ** 31 - 1, /^The spectrum has 2147483647 values/],
  [{nfft: 2 ** 20}, 1_114_114, 2 ** 15 + 1, /frames of 2 \* 524289\.$/], // right modulo 2^32
  [{nperseg: 0, noverlap: 0}, 258, 1, /^nperseg=0 is out of range/],
  [{noverlap: 256}, 258, 1, /^noverlap=256 is out of range/],
  [{nfft: 255}, 256, 1, /^nfft=255 is out of range/],
  [{window: 'triang'}, 258, 1, /^window=triang is unknown/],
  [{scaling: 'psd'}, 258, 1, /^scaling=psd is unknown/],
  [{fs: 0}, 258, 1, /^fs=0 is out of range/],
];

for (const [bad, values, frames, message] of refused) {
  const named = Object.entries(bad).map(entry => entry.join('='));
  test(`${[...named, `${values} values`, `${frames} frames`].join(', ')} is refused`, () => {
    assert.match(core.istftError({...post, ...bad}, values, frames), message);
  });
}
