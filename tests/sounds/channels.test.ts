import assert from 'node:assert/strict';
import {test} from 'node:test';
import {monoOf, MonoStream} from '../../web/sounds/channels.ts';
import {loadCore} from '../core/load-core.ts';

const core = await loadCore();
const rate = 8000;
const length = 2 * rate;

const noise = (seed: number) => core.normals(seed, 0, 0, length).map(value => 0.1 * value);

const tone = (frequency: number, level = 0.5, phase = 0) =>
  Float32Array.from(
    {length},
    (_, i) => level * Math.sin((2 * Math.PI * frequency * i) / rate + phase),
  );

const plus = (a: Float32Array, b: Float32Array, factor = 1) =>
  a.map((value, i) => value + factor * b[i]);

/** @param to seconds in which its sign turns */
const turned = (sound: Float32Array, from: number, to: number) =>
  sound.map((value, i) => (i >= from * rate && i < to * rate ? -value : value));

const [left, right, tune] = [noise(1), noise(2), tone(440)];
const silent = new Float32Array(length);

/** Of channels equally loud. */
const any = -1;

/** `alone`: null where they are averaged. */
const cases: Record<string, [channels: Float32Array[], alone: number | null]> = {
  'one channel': [[left], null],
  'the same twice': [[left, left], null],
  'nothing in common': [[left, right], null],
  'one of them silent': [[silent, left], null],
  'all silent': [[silent, silent], null],
  'a quarter of a period apart': [[tune, tone(440, 0.5, Math.PI / 2)], null],
  'of different pitch': [[tune, tone(523, 0.5, Math.PI)], null],
  'one much softer and turned': [[left, left.map(value => -0.05 * value)], null],
  'common parts, and what turns at the sides': [
    [plus(left, right, 0.5), plus(left, right, -0.5)],
    null,
  ],
  'one the other, turned': [[left, left.map(value => -value)], 0],
  'turned and not quite as loud': [[left.map(value => -0.7 * value), left], 1],
  'turned, but for the least of 16 bits': [[tune, tune.map(value => -value + 2 ** -15)], any],
  'turned, with noise of their own': [
    [plus(left, right, 0.2), plus(left, noise(3), -0.2).map(x => -x)],
    any,
  ],
  'a tone that turns beside one that does not': [
    [plus(tone(440), tone(1500, 0.4)), plus(tone(440, -0.5), tone(1500, 0.4))],
    0,
  ],
  'turned for half of the time': [[left, turned(left, 0, 1)], 0],
  'turned for half a second': [[left, turned(left, 1.1, 1.7)], 0],
  'two pairs that turn': [[left, left.map(x => -x), right, right.map(x => -x)], any],
  'a pair that turns, and two others': [[left, left.map(x => -x), right, noise(5)], any],
};

for (const [what, [channels, alone]] of Object.entries(cases)) {
  test(`channels: ${what}`, async () => {
    const mono = await monoOf(channels, async () => {});
    if (alone === null) {
      assert.equal(mono.alone, null);
      const average = channels[0].map(
        (_, i) => channels.reduce((sum, each) => sum + each[i], 0) / channels.length,
      );
      assert.deepEqual(mono.samples, average);
    } else {
      assert.equal(mono.samples, channels[mono.alone ?? -1]);
      if (alone !== any) assert.equal(mono.alone, alone);
    }
  });
}

/** What comes of channels in pieces of 128 samples, as a worklet hears them. */
function streamed(channels: Float32Array[]) {
  const mono = new MonoStream();
  const heard = new Float32Array(length);
  for (let at = 0; at < length; at += 128) {
    heard.set(mono.push(channels.map(each => each.subarray(at, at + 128))), at);
  }
  return {heard, alone: mono.alone};
}

test('of a microphone whose channels cancel, the loudest is heard after a window', () => {
  const louder = left.map(value => -1.01 * value);
  for (const [channels, alone] of [
    [[left, louder], 1],
    [[louder, left], 0],
    [[tune, turned(tune, 0, 2)], 0],
  ] as const) {
    const stream = streamed([...channels]);
    assert.equal(stream.alone, alone);
    assert.deepEqual(stream.heard.subarray(2048), channels[alone].subarray(2048));
  }
});

test('of a microphone whose channels do not cancel, the average is heard', () => {
  const quarter = tone(440, 0.5, Math.PI / 2);
  for (const channels of [
    [left],
    [left, left],
    [left, right],
    [silent, left],
    [silent, silent],
    [tune, quarter],
  ]) {
    const {heard, alone} = streamed(channels);
    assert.equal(alone, null);
    const average = Float32Array.from(
      left,
      (_, i) => channels.reduce((sum, each) => sum + each[i], 0) / channels.length,
    );
    assert.deepEqual(heard, average);
  }
});

test('a microphone that becomes mono is heard on', () => {
  const mono = new MonoStream();
  mono.push([
    right.map(value => value / 2),
    left,
    left.map(value => -value),
    right.map(value => -value / 2),
  ]);
  assert.equal(mono.alone, 1);
  assert.deepEqual(mono.push([right]), right);
});
