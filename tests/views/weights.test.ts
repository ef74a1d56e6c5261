import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  binErrors,
  binWeights,
  trueImaginary,
  trueReal,
  turns,
} from '../../web/panels/rows/bin-weights.ts';
import {divergingRamp, divergingTable, writeDiverging} from '../../web/kit/colour.ts';
import {describeHeatmap, heatmapLayout, weightAt} from '../../web/panels/heatmap/draw.ts';
import {describeHelix, helixPoints} from '../../web/panels/helix/draw.ts';
import {levels, magnitudes, spectrumError} from '../../web/kit/magnitude.ts';
import {BOX, LENGTH, projectHelix} from '../../web/kit/projection.ts';
import {darkTheme, theme} from './theme.ts';

/**
 * The DFT in the real layout: X = x W with x and X as [re | im], from its definition
 * X_k = sum x_m exp(-2 pi i k m / n).
 */
function trueWeights(n: number) {
  const weights = new Float32Array(4 * n * n);
  for (let m = 0; m < n; m++) {
    for (let k = 0; k < n; k++) {
      const angle = (2 * Math.PI * ((k * m) % n)) / n;
      weights[2 * n * m + k] = Math.cos(angle);
      weights[2 * n * m + n + k] = -Math.sin(angle);
      weights[2 * n * (n + m) + k] = Math.sin(angle);
      weights[2 * n * (n + m) + n + k] = Math.cos(angle);
    }
  }
  return weights;
}

for (const n of [4, 16, 128]) {
  test(`the true weights of every bin are its cosine and its negative sine, n = ${n}`, () => {
    const weights = trueWeights(n);
    for (let bin = 0; bin < n; bin++) {
      const column = binWeights(weights, n, bin);
      assert.equal(column.real.length, n);
      const errors = binErrors(column);
      // float32 weights against doubles
      assert.ok(errors.real < 1e-6 && errors.imaginary < 1e-6, `bin ${bin}`);
    }
  });
}

test('a bin’s error is the largest distance of any of its weights', () => {
  const column = binWeights(trueWeights(8), 8, 3);
  column.real[2] += 0.25;
  column.imaginary[5] -= 0.5;
  const {real, imaginary} = binErrors(column);
  assert.ok(Math.abs(real - 0.25) < 1e-6 && Math.abs(imaginary - 0.5) < 1e-6);
});

test('a bin above n/2 turns backwards, the slower way', () => {
  assert.deepEqual(
    [0, 1, 64, 65, 127].map(bin => turns(bin, 128)),
    [0, 1, 64, -63, -1],
  );
  for (let sample = 0; sample < 8; sample++) {
    const angle = (2 * Math.PI * 7 * sample) / 8;
    assert.ok(Math.abs(trueReal(7, 8, sample) - Math.cos(angle)) < 1e-12);
    assert.ok(Math.abs(trueImaginary(7, 8, sample) + Math.sin(angle)) < 1e-12);
  }
});

test('the helix in words names its turns and how far off it is', () => {
  const perfect = binWeights(trueWeights(16), 16, 1);
  assert.match(describeHelix(perfect), /bin 1 .* a helix of 1 turn; .*at most .* × 10⁻[7-9⁷⁸⁹]/);
  assert.match(describeHelix(binWeights(trueWeights(16), 16, 0)), /a straight line/);
});

test('what is not a number or leaves the box is drawn within it', () => {
  const points = helixPoints(Float32Array.of(NaN, 1e30, -1e30), Float32Array.of(0, NaN, 5));
  for (let i = 0; i < points.length; i += 3) {
    assert.ok(Math.abs(points[i]) <= LENGTH + 1e-6);
    assert.ok(Math.abs(points[i + 1]) <= BOX + 1e-6 && Math.abs(points[i + 2]) <= BOX + 1e-6);
  }
});

for (const each of [theme, darkTheme]) {
  const name = each.dark ? 'dark' : 'light';

  test(`${name}: zero is near the surface, the ends are far from it and from each other`, () => {
    const bytes = new Uint8Array(divergingTable(each).buffer);
    const colour = (entry: number) => [...bytes.subarray(4 * entry, 4 * entry + 3)];
    const surface = [1, 3, 5].map(at => parseInt(each.surface.slice(at, at + 2), 16));
    const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i]));
    const [low, zero, high] = [1, 128, 255].map(colour);
    // A shade off white in the light theme: the map is PuOr, whose middle is #f3eeea.
    assert.ok(distance(zero, surface) < 30, `${zero} on ${surface}`);
    assert.ok(distance(low, surface) > 150 && distance(high, surface) > 150);
    assert.ok(distance(low, high) > 80);
    for (let entry = 0; entry < 256; entry++) assert.equal(bytes[4 * entry + 3], 255);
  });

  test(`${name}: it grows away from the surface alike on both sides`, () => {
    const ramp = divergingRamp(each);
    const light = (value: number) => {
      const text = ramp(value);
      const [r, g, b] = text.startsWith('#')
        ? [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16))
        : (text.match(/\d+/g) ?? []).map(Number);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const sign of [-1, 1]) {
      for (let i = 0; i < 20; i++) {
        const [nearer, farther] = [light((sign * i) / 20), light((sign * (i + 1)) / 20)];
        const away = each.dark ? farther - nearer : nearer - farther;
        assert.ok(away > -1, `${sign * i}/20: ${nearer}, ${farther}`);
      }
    }
  });
}

test('values are coloured in steps of the table: ends, middle, beyond, not a number', () => {
  const table = Uint32Array.from({length: 256}, (_, i) => i);
  const values = Float32Array.of(-1, 0, 1, -9, 9, Infinity, -Infinity, NaN, 0.5, -0.5);
  const pixels = new Uint32Array(values.length);
  writeDiverging(values, 1, table, pixels);
  assert.deepEqual([...pixels], [1, 128, 255, 1, 255, 255, 1, 0, 192, 65]);
  writeDiverging(Float32Array.of(2, -2), 2, table, pixels);
  assert.deepEqual([...pixels.subarray(0, 2)], [255, 1]);
});

for (const n of [4, 128, 512]) {
  test(`the middle of each cell of the matrix leads back to it, n = ${n}`, () => {
    const layout = heatmapLayout({width: 420, height: 440, n, theme});
    const cell = layout.side / (2 * n);
    for (const row of [0, 1, n - 1, n, 2 * n - 1]) {
      for (const column of [0, 1, n - 1, n, 2 * n - 1]) {
        const found = weightAt(
          layout.left + (column + 0.5) * cell,
          layout.top + (row + 0.5) * cell,
          layout,
        );
        assert.deepEqual(found, {
          row,
          column,
          sample: column % n,
          inputPart: column < n ? 'real' : 'imaginary',
          bin: row % n,
          outputPart: row < n ? 'real' : 'imaginary',
        });
      }
    }
    assert.equal(weightAt(layout.left - 1, layout.top + 1, layout), null);
    assert.equal(weightAt(layout.left + layout.side + 1, layout.top + 1, layout), null);
    assert.ok(layout.left + layout.side <= 420 && layout.top + layout.side <= 440);
  });
}

test('the matrix in words names its size, its range and the selected bin', () => {
  const text = describeHeatmap({weights: trueWeights(8), n: 8, bin: 3});
  assert.match(text, /16 outputs down by 16 inputs across/);
  assert.match(text, /The 256 weights lie between −1\.00 and \+1\.00\. Output bin 3 is selected/);
});

const views = [
  {yaw: 0, pitch: 0},
  {yaw: 0.62, pitch: 0.3},
  {yaw: Math.PI / 2, pitch: 0},
  {yaw: 4, pitch: -1.4},
];

for (const angles of views) {
  test(`the whole spiral lies on the canvas at yaw ${angles.yaw}, pitch ${angles.pitch}`, () => {
    const view = {...angles, width: 300, height: 200, padding: 10};
    const n = 64;
    const real = Float32Array.from({length: n}, (_, i) => Math.cos(i));
    const imaginary = Float32Array.from({length: n}, (_, i) => Math.sin(i));
    const placed = projectHelix(helixPoints(real, imaginary), view);
    for (let i = 0; i < placed.length; i += 3) {
      assert.ok(placed[i] >= 9.9 && placed[i] <= 290.1, `x ${placed[i]}`);
      assert.ok(placed[i + 1] >= 9.9 && placed[i + 1] <= 190.1, `y ${placed[i + 1]}`);
      assert.ok(placed[i + 2] >= 0 && placed[i + 2] <= 1);
    }
  });
}

test('from its end the learned spiral is a circle: Re to the right, Im up', () => {
  const view = {yaw: Math.PI / 2, pitch: 0, width: 200, height: 200, padding: 10};
  const {real, imaginary} = binWeights(trueWeights(32), 32, 3);
  const placed = projectHelix(helixPoints(real, imaginary), view);
  const [centreX, centreY] = projectHelix(Float32Array.of(0, 0, 0), view);
  const [rightX, rightY] = projectHelix(Float32Array.of(0, 0, 1), view);
  const [, upY] = projectHelix(Float32Array.of(0, 1, 0), view);
  assert.ok(rightX > centreX && Math.abs(rightY - centreY) < 1e-3 && upY < centreY);
  const radius = rightX - centreX;
  for (let i = 0; i < placed.length; i += 3) {
    const distance = Math.hypot(placed[i] - centreX, placed[i + 1] - centreY);
    assert.ok(Math.abs(distance - radius) < 0.01 * radius, `${distance} of ${radius}`);
  }
});

test('magnitudes and errors come from both parts', () => {
  const reference = Float32Array.of(3, 0, 4, 0);
  const learned = Float32Array.of(3, 0, 4, 1);
  assert.deepEqual([...magnitudes(reference)], [5, 0]);
  assert.deepEqual(spectrumError({learned, reference}), {error: 1, peak: 5, relative: 0.2});
  const silent = new Float32Array(4);
  assert.ok(Number.isNaN(spectrumError({learned, reference: silent}).relative));
});

test('decibels count from the peak and end at the floor', () => {
  const level = levels('dB', 10);
  assert.deepEqual([10, 1, 0.1].map(level), [0, -20, -40]);
  assert.deepEqual([0, 1e-30].map(level), [-160, -160]);
  assert.equal(levels('linear', 10)(7), 7);
  assert.equal(levels('dB', 0)(1), 0);
});
