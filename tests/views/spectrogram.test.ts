import assert from 'node:assert/strict';
import {test} from 'node:test';
import {interpolateMagma} from 'd3-scale-chromatic';
import {writeColours} from '../../web/kit/colour.ts';
import {magma, sequentialRamp, sequentialTable} from '../../web/kit/sequential-colour.ts';
import {
  PANELS,
  compareSpectra,
  comparisonAt,
  comparisonLayout,
  describeComparison,
} from '../../web/panels/comparison/draw.ts';
import {differenceMagnitudes, levels, peakOf} from '../../web/kit/magnitude.ts';
import {ticksWithin} from '../../web/kit/plot.ts';
import {
  describeExtent,
  describeLevel,
  describePixel,
  pixelAt,
  spectrogramLayout,
} from '../../web/panels/spectrogram/draw.ts';
import {
  POST_AXES,
  binCount,
  frameNear,
  frequencyOf,
  sampleCount,
  samplesOf,
  timeOf,
} from '../../web/kit/stft-axes.ts';
import {waveformLayout} from '../../web/panels/waveform/draw.ts';
import {darkTheme, theme} from './theme.ts';

const violinAxes = {...POST_AXES, fs: 8000};

test('the post’s axes: 129 bins to 128 Hz, 33 frames from 0.5 s, 2048 samples', () => {
  assert.equal(binCount(POST_AXES), 129);
  assert.equal(sampleCount(POST_AXES), 2048);
  // By scipy.signal.spectrogram: (128 + 56 t) / 256 and k.
  assert.equal(timeOf(POST_AXES, 0), 0.5);
  assert.equal(timeOf(POST_AXES, 32), 7.5);
  assert.equal(frequencyOf(POST_AXES, 128), 128);
  assert.deepEqual(samplesOf(POST_AXES, 10), [560, 816]);
  assert.equal(timeOf(violinAxes, 0), 0.016);
  assert.equal(frequencyOf(violinAxes, 14), 437.5);
});

test('the frame nearest to a sample is the one whose middle it is, held within the frames', () => {
  for (const frame of [0, 1, 17, 32]) {
    const [first, end] = samplesOf(POST_AXES, frame);
    assert.equal(frameNear(POST_AXES, (first + end) / 2), frame);
    assert.equal(frameNear(POST_AXES, (first + end) / 2 + 27), frame);
  }
  assert.equal(frameNear(POST_AXES, 0), 0);
  assert.equal(frameNear(POST_AXES, 2047), 32);
});

for (const axes of [POST_AXES, violinAxes]) {
  for (const scaled of [false, true]) {
    test(`every pixel’s middle leads back to it, fs ${axes.fs}, scale ${scaled}`, () => {
      const layout = spectrogramLayout({width: 500, height: 300, axes, theme, scaled});
      const {plot} = layout;
      for (let frame = 0; frame < 33; frame++) {
        for (const bin of [0, 1, 50, 127, 128]) {
          const x = plot.x(timeOf(axes, frame));
          const y = plot.y(frequencyOf(axes, bin));
          const found = pixelAt(x, y, layout);
          const [time, frequency] = [timeOf(axes, frame), frequencyOf(axes, bin)];
          assert.deepEqual(found, {frame, bin, time, frequency});
          // A pixel reaches half a hop and half a bin to both sides.
          for (const side of [-0.45, 0.45]) {
            const beside = plot.x(time + (side * axes.hop) / axes.fs);
            const over = plot.y(frequency + (side * axes.fs) / axes.nfft);
            assert.equal(pixelAt(beside, y, layout)?.frame, frame);
            assert.equal(pixelAt(x, over, layout)?.bin, bin);
          }
        }
      }
      assert.ok(plot.y(0) > plot.y(axes.fs / 2), 'low frequencies lie at the bottom');
      const [middleX, middleY] = [(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2];
      assert.equal(pixelAt(plot.left - 1, middleY, layout), null);
      assert.equal(pixelAt(plot.right + 1, middleY, layout), null);
      assert.equal(pixelAt(middleX, plot.top - 1, layout), null);
      assert.equal(pixelAt(middleX, plot.bottom + 1, layout), null);
    });
  }
}

test('below a wave the pixels stand at their times, and beside them is nothing', () => {
  const size = {width: 500, height: 300, axes: POST_AXES, theme};
  const layout = spectrogramLayout({...size, seconds: [0, 8]});
  const wave = waveformLayout({width: 500, height: 100, theme, count: 2048, fs: 256, limit: 1});
  const middle = (layout.plot.top + layout.plot.bottom) / 2;
  for (const frame of [0, 10, 32]) {
    const x = wave.x(timeOf(POST_AXES, frame));
    assert.equal(pixelAt(x, middle, layout)?.frame, frame);
    assert.ok(Math.abs(layout.plot.x(timeOf(POST_AXES, frame)) - x) < 1e-9);
  }
  assert.equal(pixelAt(layout.plot.left + 1, middle, layout), null);
  assert.equal(pixelAt(layout.plot.right - 1, middle, layout), null);
});

test('pixels and levels in words carry their units, with decimals that tell frames apart', () => {
  assert.equal(describePixel({frame: 14, bin: 50}, POST_AXES), '3.56 s, 50 Hz');
  assert.equal(describePixel({frame: 0, bin: 14}, violinAxes), '0.0160 s, 437.5 Hz');
  assert.equal(describeLevel(-23.44, 'dB'), '−23.4 dB');
  assert.equal(describeLevel(0, 'dB'), '0.0 dB');
  assert.equal(describeLevel(0.354, 'linear'), '0.35');
});

test('decibels count from the given peak, silence lies at the floor', () => {
  const values = Float32Array.of(10, 1, 0.1, 0, 20).map(levels('dB', 10, -100));
  assert.deepEqual(
    [...values].map(value => Math.round(1000 * value) / 1000),
    [0, -20, -40, -100, 6.021],
  );
});

test('the difference is complex: the same magnitude with another phase differs', () => {
  const a = Float32Array.of(3, 1, 4, 0);
  const b = Float32Array.of(3, -1, -4, 0);
  assert.deepEqual([...differenceMagnitudes(a, b)], [8, 2]);
  assert.equal(peakOf(Float32Array.of(1, NaN, 3, Infinity)), 3);
});

/** Four frames of five bins: bin 1, 1, 3, 3 loudest. */
const smallAxes = {fs: 8, nperseg: 8, hop: 4, nfft: 8, frames: 4};
const reference = new Float32Array(2 * 5 * 4);
for (const [frame, bin] of [1, 1, 3, 3].entries()) reference[bin * 4 + frame] = 3;
const learned = reference.slice();
learned[20 + 2 * 4 + 1] = 0.03; // an error in one imaginary part

test('reference and network share a range, the difference has its own', () => {
  const linear = compareSpectra({learned, reference}, {scale: 'linear'});
  assert.equal(linear.peak, 3);
  assert.deepEqual(linear.range, [0, 3]);
  assert.ok(Math.abs(linear.differenceRange[1] - 0.03) < 1e-6);
  assert.equal(linear.values.network[2 * 4 + 1], Math.fround(0.03));
  const decibels = compareSpectra({learned, reference}, {scale: 'dB', shown: -90});
  assert.deepEqual(decibels.range, [-90, 0]);
  assert.equal(decibels.values.reference[4], 0);
  assert.ok(Math.abs(decibels.values.difference[2 * 4 + 1] + 40) < 1e-4);
  assert.equal(decibels.values.difference[0], -160);
  assert.match(describeComparison(decibels), /largest difference is −40\.0 dB relative to/);
  const silence = new Float32Array(40);
  const silent = compareSpectra({learned: silence, reference: silence}, {scale: 'dB'});
  assert.match(describeComparison(silent), /silent/);
});

test('the spectrogram in words says how far it reaches', () => {
  assert.equal(
    describeExtent({axes: smallAxes, title: 'reference', scale: 'dB'}),
    'Spectrogram, reference, in decibels: 4 frames from 0.50 s to 2.00 s, 5 frequencies from 0 to 4 Hz.',
  );
});

for (const width of [296, 639, 640, 1200]) {
  test(`at ${width} pixels each pixel of each panel leads back to it, and nothing overlaps`, () => {
    const layout = comparisonLayout({width, axes: POST_AXES, theme});
    assert.equal(layout.folded, width < 640);
    for (const [index, panel] of PANELS.entries()) {
      const box = layout.panels[index];
      const {plot} = index === 0 ? layout.inner : layout.innerOther;
      for (const [frame, bin] of [
        [0, 0],
        [16, 64],
        [32, 128],
      ]) {
        const x = box.left + plot.x(timeOf(POST_AXES, frame));
        const y = box.top + plot.y(frequencyOf(POST_AXES, bin));
        const found = comparisonAt(x, y, layout);
        assert.deepEqual([found?.panel, found?.frame, found?.bin], [panel, frame, bin]);
      }
    }
    const boxes = [...layout.panels, ...layout.scales];
    for (const [index, a] of boxes.entries()) {
      assert.ok(a.left >= 0 && a.left + a.width <= width + 1e-9, `box ${index}`);
      assert.ok(a.top >= 0 && a.top + a.height <= layout.height + 1e-9, `box ${index}`);
      for (const b of boxes.slice(index + 1)) {
        const apart =
          a.left + a.width <= b.left ||
          b.left + b.width <= a.left ||
          a.top + a.height <= b.top ||
          b.top + b.height <= a.top;
        assert.ok(apart, `box ${index}`);
      }
    }
    const widths = [layout.inner, layout.innerOther].map(({plot}) => plot.right - plot.left);
    assert.ok(Math.abs(widths[0] - widths[1]) <= 2, 'the panels have one size');
  });
}

test('the steps of magma are its colours', () => {
  const ranges: Record<keyof typeof magma, [from: number, to: number]> = {
    dark: [0.22, 1],
    light: [0.95, 0],
  };
  for (const [name, [from, to]] of Object.entries(ranges)) {
    const stops = Array.from({length: 12}, (_, i) =>
      interpolateMagma(from + ((to - from) * i) / 11),
    );
    assert.equal(magma[name as keyof typeof magma], stops.join(' '));
  }
});

for (const each of [theme, darkTheme]) {
  test(`${each.dark ? 'dark' : 'light'}: silence is the surface, more is ever further from it`, () => {
    const ramp = sequentialRamp(each);
    const light = (value: number) => {
      const [r, g, b] = (ramp(value).match(/\d+/g) ?? []).map(Number);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const bytes = new Uint8Array(sequentialTable(each).buffer);
    const surface = [1, 3, 5].map(at => parseInt(each.surface.slice(at, at + 2), 16));
    assert.deepEqual([...bytes.subarray(4, 7)], surface);
    for (let i = 0; i < 40; i++) {
      const away = (light((i + 1) / 40) - light(i / 40)) * (each.dark ? 1 : -1);
      assert.ok(away > -1.5, `${i}/40: ${away}`);
    }
    assert.ok(Math.abs(light(1) - light(0)) > 180);
  });
}

test('a range is spread over the table: ends, middle, beyond, not a number', () => {
  const table = Uint32Array.from({length: 256}, (_, i) => i);
  const values = Float32Array.of(-120, -60, 0, -999, 9, NaN);
  const pixels = new Uint32Array(values.length);
  writeColours(values, [-120, 0], table, pixels);
  assert.deepEqual([...pixels], [1, 128, 255, 1, 255, 0]);
});

test('ticks within a range are short multiples inside it', () => {
  assert.deepEqual(ticksWithin(0.39, 7.61, 4), [2, 4, 6]);
  assert.deepEqual(ticksWithin(-120, 0, 6), [-120, -100, -80, -60, -40, -20, 0]);
  assert.deepEqual(ticksWithin(560, 815, 5), [600, 700, 800]);
  assert.ok(Object.is(ticksWithin(-1, 1, 2)[1], 0));
});
