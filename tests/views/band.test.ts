import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  bandAt,
  bandHeight,
  bandLayout,
  describeBand,
  indexInSlice,
} from '../../web/panels/bands/draw.ts';
import {createBandPicture} from '../../web/panels/bands/band-picture.ts';
import {extremes} from '../../web/kit/extremes.ts';
import {
  describeWaveform,
  waveLimit,
  wavePoints,
  waveSampleAt,
  waveformLayout,
} from '../../web/panels/waveform/draw.ts';
import {
  describeWindowedRow,
  windowedRowAt,
  windowedRowLayout,
} from '../../web/panels/windowed-rows/draw.ts';
import {
  pixelErrors,
  pixelWeights,
  trueWeights,
  weightScale,
} from '../../web/panels/windowed-rows/weights.ts';
import {POST_AXES, frequencyOf, samplesOf} from '../../web/kit/stft-axes.ts';
import {theme} from './theme.ts';

const axes = POST_AXES;

/**
 * The reference of SPEC.md applied to a unit impulse at `sample`: detrended, windowed, density.
 */
function impulseResponse(sample: number, frame: number, bin: number) {
  const M = 256;
  const segment = Array.from({length: M}, (_, n) => Number(frame * 56 + n === sample));
  const mean = segment.reduce((sum, value) => sum + value / M, 0);
  const hann = (n: number) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / M);
  let [real, imaginary, power] = [0, 0, 0];
  for (let n = 0; n < M; n++) {
    real += hann(n) * (segment[n] - mean) * Math.cos((2 * Math.PI * bin * n) / M);
    imaginary -= hann(n) * (segment[n] - mean) * Math.sin((2 * Math.PI * bin * n) / M);
    power += hann(n) ** 2;
  }
  const c = Math.sqrt(1 / (256 * power));
  return {real: c * real, imaginary: c * imaginary};
}

for (const bin of [0, 1, 2, 5, 10, 128]) {
  test(`the true weights of bin ${bin} are what the reference makes of impulses`, () => {
    for (const frame of [0, 10, 32]) {
      const truth = trueWeights({frame, bin, axes});
      const [first, end] = samplesOf(axes, frame);
      for (const sample of [first - 1, first, first + 1, first + 64, first + 128, end - 1, end]) {
        const expected = impulseResponse(sample, frame, bin);
        assert.ok(Math.abs(truth.real(sample) - expected.real) < 1e-15, `${sample}`);
        assert.ok(Math.abs(truth.imaginary(sample) - expected.imaginary) < 1e-15, `${sample}`);
      }
    }
  });
}

test('only bins 0 and 1 carry a constant offset', () => {
  const offset = (bin: number) => trueWeights({frame: 3, bin, axes}).offset;
  const scale = weightScale(axes);
  assert.ok(Math.abs(offset(0) + scale / 2) < 1e-12 && Math.abs(offset(1) - scale / 4) < 1e-12);
  assert.deepEqual([2, 5, 10, 128].map(offset), [0, 0, 0, 0]);
});

/** @param frame the true slice, (256, 258) */
function trueSlice(frame: number) {
  const slice = new Float32Array(256 * 258);
  const [first, end] = samplesOf(axes, frame);
  for (let bin = 0; bin < 129; bin++) {
    const truth = trueWeights({frame, bin, axes});
    for (let sample = first; sample < end; sample++) {
      slice[258 * (sample - first) + bin] = truth.real(sample);
      slice[258 * (sample - first) + 129 + bin] = truth.imaginary(sample);
    }
  }
  return slice;
}

test('a pixel’s weights are cut out of its slice, and their error is the largest distance', () => {
  const slice = trueSlice(10);
  const weights = pixelWeights(slice, {frame: 10, bin: 5, axes});
  assert.equal(weights.first, 560);
  assert.equal(weights.real.length, 256);
  const errors = pixelErrors(weights);
  assert.ok(errors.real < 1e-9 && errors.imaginary < 1e-9);
  slice[258 * (700 - 560) + 129 + 5] += 0.25;
  const wrong = pixelErrors(pixelWeights(slice, {frame: 10, bin: 5, axes}));
  assert.ok(Math.abs(wrong.imaginary - 0.25) < 1e-6 && wrong.real < 1e-9);
  assert.match(describeWindowedRow(weights), /5 Hz in slice 10, for the 256 .* from 560 on/);
  assert.doesNotMatch(describeWindowedRow(weights), /constant/);
  const first = pixelWeights(slice, {frame: 10, bin: 1, axes});
  assert.match(describeWindowedRow(first), /constant 1\.6 × 10⁻³, because each frame’s mean/);
});

test('a point on the row leads to its input sample, its weights and the truth', () => {
  const weights = pixelWeights(trueSlice(10), {frame: 10, bin: 5, axes});
  const plot = windowedRowLayout({width: 600, height: 170, weights, theme});
  const middle = (plot.top + plot.bottom) / 2;
  for (const sample of [560, 561, 700, 815]) {
    const found = windowedRowAt(plot.x(sample - 560), middle, weights, plot);
    assert.equal(found?.sample, sample);
    assert.equal(found?.real, weights.real[sample - 560]);
    assert.ok(Math.abs((found?.trueReal ?? 9) - (found?.real ?? 0)) < 1e-9);
  }
  assert.equal(windowedRowAt(plot.left - 20, middle, weights, plot), null);
  const scale = weightScale(axes);
  assert.ok(plot.yDomain[1] > 1.25 * scale, 'bin 1 fits');
});

for (const samples of [
  [0, 2048],
  [520, 860],
] as const) {
  for (const height of [150, 320, 580]) {
    test(`each cell of samples ${samples} leads back to it, ${height} pixels high`, () => {
      const layout = bandLayout({width: 4000, height, axes, theme, samples});
      for (const [index, part] of (['real', 'imaginary'] as const).entries()) {
        const plot = layout.plots[index];
        for (const bin of [0, 1, 64, 128]) {
          for (const sample of [samples[0], samples[0] + 99, samples[1] - 1]) {
            const y = plot.y(frequencyOf(axes, bin));
            assert.deepEqual(bandAt(plot.x(sample + 0.5), y, layout), {part, bin, sample});
          }
        }
        assert.equal(bandAt(plot.left - 1, plot.top + 1, layout), null);
        assert.equal(bandAt(plot.right + 1, plot.top + 1, layout), null);
      }
      const [real, imaginary] = layout.plots;
      assert.ok(real.bottom < imaginary.top && imaginary.bottom <= height);
      assert.equal(bandAt(real.left + 9, (real.bottom + imaginary.top) / 2, layout), null);
    });
  }
}

test('a cell’s place in the slice is a row for each input, real before imaginary', () => {
  assert.equal(indexInSlice({part: 'real', bin: 5, sample: 3}, axes), 3 * 258 + 5);
  assert.equal(indexInSlice({part: 'imaginary', bin: 5, sample: 3}, axes), 3 * 258 + 129 + 5);
});

test('a slice at its own height has a pixel for each bin', () => {
  const height = bandHeight(axes, theme);
  const [real, imaginary] = bandLayout({width: 640, height, axes, theme}).plots;
  assert.deepEqual([real.bottom - real.top, imaginary.bottom - imaginary.top], [129, 129]);
  assert.ok(imaginary.bottom < height);
});

const plainTable = Uint32Array.from({length: 256}, (_, i) => i);

test('each weight is drawn where a point leads back to it, and drawn anew only when it must', t => {
  const put: Uint32Array[] = [];
  /** As much of one as is drawn with here. */
  const context = {
    createImageData: (width: number, height: number) => ({
      data: new Uint8ClampedArray(4 * width * height),
    }),
    putImageData: ({data}: ImageData) => put.push(new Uint32Array(data.buffer)),
    drawImage: () => {},
    getTransform: () => ({a: 1, d: 1}),
  };
  const canvas = {width: 0, height: 0, getContext: () => context};
  Object.assign(globalThis, {document: {createElement: () => canvas}});
  t.after(() => Reflect.deleteProperty(globalThis, 'document'));
  const layout = bandLayout({width: 2200, height: 330, axes, theme});
  const bytes = new Int8Array(258 * 2048);
  const cells = [
    {part: 'real', bin: 5, sample: 600},
    {part: 'imaginary', bin: 128, sample: 2047},
  ] as const;
  for (const {part, bin, sample} of cells) {
    bytes[((part === 'real' ? 0 : 129) + bin) * 2048 + sample] = 127;
  }
  const picture = createBandPicture(axes);
  const slice = {frame: 10, bytes, share: 0.25};
  picture.write(slice, plainTable);
  assert.deepEqual([picture.frame, picture.share], [10, 0.25]);
  const draw = () => {
    picture.draw(context as unknown as CanvasRenderingContext2D, layout.plots, [0, 2048]);
  };
  draw();
  draw();
  assert.equal(put.length, 2, 'one picture a part');
  for (const [index, {bin, sample}] of cells.entries()) {
    assert.equal(put[index][(128 - bin) * 2048 + sample], 255);
    assert.equal(put[index].filter(pixel => pixel !== 128).length, 1);
  }
  bytes[128 * 2048] = -128;
  picture.write(slice, plainTable);
  draw();
  assert.equal(put.length, 4);
  assert.equal(put[2][0], 0, 'not a number, on top: it is the highest bin');
});

test('the band in words: where the frame looks, and how much of the weights lies there', () => {
  assert.match(describeBand({frame: 10, share: 0.125}, axes), /samples 560 to 815; 13 % of/);
  assert.match(describeBand({frame: 0, share: 0.9999999}, axes), /over 99\.99 %/);
});

test('a shrunk matrix keeps of each block the value furthest from zero', () => {
  const [rows, columns] = [129, 2048];
  const values = Float32Array.from({length: rows * columns}, (_, i) => Math.sin(i * i) / 2);
  values[50 * columns + 777] = -9;
  values[128 * columns + 2047] = 9;
  values[3] = NaN;
  const small = extremes(values, {columns, down: 40, across: 300});
  assert.deepEqual([small.rows, small.columns, small.values.length], [40, 300, 12000]);
  assert.ok(Number.isNaN(small.values[0]));
  for (let row = 0; row < 40; row++) {
    for (let column = 0; column < 300; column++) {
      if (row === 0 && column === 0) continue;
      // Every value of the block, by another route than the code's: which block is it in?
      let best = 0;
      for (let r = Math.floor((row * rows) / 40); r < Math.floor(((row + 1) * rows) / 40); r++) {
        const [from, to] = [column, column + 1].map(at => Math.floor((at * columns) / 300));
        for (let at = from; at < to; at++) {
          const value = values[r * columns + at];
          if (Math.abs(value) > Math.abs(best)) best = value;
        }
      }
      assert.equal(small.values[row * 300 + column], best, `${row}, ${column}`);
    }
  }
});

test('where there is room a matrix is not changed, and a part of its columns is cut out', () => {
  const values = Float32Array.of(1, -2, 3, -4, 5, -6);
  const whole = extremes(values, {columns: 3, down: 500, across: 500});
  assert.deepEqual([...whole.values], [...values]);
  const part = extremes(values, {columns: 3, first: 1, end: 3, down: 9, across: 9});
  assert.deepEqual([part.rows, part.columns, ...part.values], [2, 2, -2, 3, 5, -6]);
  const upwards = extremes(values, {columns: 3, down: 9, across: 9, upwards: true});
  assert.deepEqual([...upwards.values], [...values.slice(3), ...values.slice(0, 3)]);
});

const wave = Float32Array.from({length: 4096}, (_, i) => Math.sin(i * i) / 4);
wave[1234] = 0.9;
wave[3210] = -0.8;

test('a wave keeps its lowest and highest sample on every column of pixels', () => {
  const columns = 300;
  const {xs, ys} = wavePoints(wave, 8000, columns);
  assert.ok(xs.length <= 4 * columns && ys.includes(Math.fround(0.9)));
  const end = 4095 / 8000;
  const columnOf = (time: number) => Math.min(columns - 1, Math.floor((time * columns) / end));
  for (let column = 0; column < columns; column++) {
    const all = [...wave].filter((_, i) => columnOf(i / 8000) === column);
    const some = [...ys].filter((_, i) => columnOf(xs[i]) === column);
    assert.equal(Math.min(...some), Math.min(...all), `column ${column}`);
    assert.equal(Math.max(...some), Math.max(...all), `column ${column}`);
  }
});

test('a point on the wave leads to its sample, its time and its value', () => {
  const data = {wave, fs: 8000};
  const limit = waveLimit(wave);
  assert.equal(limit, 1);
  const plot = waveformLayout({width: 900, height: 130, theme, count: 4096, fs: 8000, limit});
  const middle = (plot.top + plot.bottom) / 2;
  for (const sample of [0, 1, 1234, 4095]) {
    assert.deepEqual(waveSampleAt(plot.x(sample / 8000), middle, data, plot), {
      sample,
      time: sample / 8000,
      value: wave[sample],
    });
  }
  assert.equal(waveSampleAt(plot.left - 20, middle, data, plot), null);
  assert.match(
    describeWaveform({...data, title: 'noise'}),
    /Wave, noise: 4096 samples at 8000 Hz, 0\.512 s, up to 0\.9\./,
  );
});
