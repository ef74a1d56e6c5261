import assert from 'node:assert/strict';
import {test} from 'node:test';
import {decodeSound, loudestWindow} from '../../web/sounds/own-sound.ts';
import {takeSound} from '../../web/sounds/take-sound.ts';
import {tone, wav} from '../e2e/sounds.ts';

const channel = (value: number, length = 2048) => new Float32Array(length).fill(value);

/** At 8 kHz, where samples stay what they are. */
const mixed = (channels: Float32Array[], rate = 8000) =>
  takeSound(
    {
      rate,
      channels: channels.length,
      frames: channels[0].length,
      read: async (first, count) => channels.map(each => each.subarray(first, first + count)),
    },
    'It',
  );

test('channels are averaged', async () => {
  assert.deepEqual(await mixed([channel(0.25)]), {samples: channel(0.25), notes: []});
  assert.deepEqual((await mixed([channel(0.5), channel(0.25)])).samples, channel(0.375));
});

test('what would be clipped is turned down, and told', async () => {
  const {samples, notes} = await mixed([channel(-4)]);
  assert.deepEqual(notes, ['It reached 4 and was turned down to 1.']);
  assert.deepEqual(samples, channel(-1));
  const slightly = await mixed([channel(1.0001)]);
  assert.deepEqual(slightly.notes, ['It reached 1.0001 and was turned down to 1.']);
});

test('too short, silent, or not numbers: told with its name, value and what is allowed', async () => {
  await assert.rejects(
    mixed([channel(1, 2000)]),
    /^RangeError: It is 0\.25 s long \(2000 samples at 8000 Hz\): at least 0\.256 s \(2048 samples\) are needed\.$/,
  );
  await assert.rejects(mixed([channel(1, 2047)]), /^RangeError: It is 0\.255875 s long \(2047 sam/);
  await assert.rejects(mixed([channel(1, 11283)], 44100), /It is 0\.255875 s long/);
  await assert.rejects(mixed([channel(1, 0)]), /It is 0 s long/);
  await assert.rejects(mixed([channel(0)]), /silent: its largest sample is 0, .*0\.000001 is/);
  await assert.rejects(mixed([channel(5e-7)]), /It is silent/);
  await assert.rejects(
    mixed([channel(9.9999e-7)]),
    /sample is 9\.9999 × 10⁻⁷, and more than 0\.000001/,
  );
  assert.equal((await mixed([channel(5e-6)])).samples.length, 2048);
  const broken = channel(0.5);
  broken[7] = NaN;
  await assert.rejects(mixed([broken]), /It holds NaN/);
  broken[7] = -Infinity;
  await assert.rejects(mixed([broken]), /It holds -Infinity/);
});

const sine = (frequency: number, rate: number, level = 0.5, seconds = 1) =>
  Float32Array.from({length: seconds * rate}, (_, i) => tone(frequency, level)(i / rate));

test('channels that cancel: the louder one is used, and told', async () => {
  const [loud, soft] = [sine(440, 8000, 0.5), sine(440, 8000, -0.4)];
  const {samples, notes} = await mixed([soft, loud]);
  assert.deepEqual(samples, loud);
  assert.deepEqual(notes, [
    'Its 2 channels cancel each other: only channel 2, the loudest, is used.',
  ]);
});

test('what lies above 4 kHz is left out: told where it is most, refused where it is all', async () => {
  const faded = sine(5000, 44100).map((sample, i) => sample * Math.sin((Math.PI * i) / 44100) ** 4);
  await assert.rejects(mixed([faded], 44100), /^RangeError: It has nothing below 4000 /);
  const both = sine(5000, 44100).map((sample, i) => sample + tone(440, 0.1)(i / 44100));
  const {samples, notes} = await mixed([both], 44100);
  assert.deepEqual(notes, ['Most of it lies above 4000 Hz and is left out.']);
  const wanted = sine(440, 8000, 0.1);
  for (let i = 100; i < 7900; i++) assert.ok(Math.abs(samples[i] - wanted[i]) < 1e-4, `${i}`);
});

const decoded = (bytes: Uint8Array) => decodeSound(new File([Uint8Array.from(bytes)], 'a.wav'));

test('a WAV file is read without a browser’s decoder; of a long one the first minute', async () => {
  const sound = await decoded(wav({seconds: 61, rate: 11025, channels: 2}, tone(440)));
  assert.equal(sound.samples.length, 480_000);
  assert.equal(sound.note, 'Only its first 60 s of 61 s are used.');
  const near = await decoded(wav({seconds: 60.01, bits: 8}, tone(440)));
  assert.equal(near.note, 'Only its first 60 s of 60.01 s are used.');
  const short = await decoded(wav({seconds: 2}, tone(440)).subarray(0, 44 + 24_000));
  assert.equal(short.note, 'It ends early: 1.5 s of the 2 s that its header tells of are there.');
  assert.equal(short.seconds, 1.5);
});

test('what only a browser decodes is refused by a sentence where there is none', async () => {
  await assert.rejects(
    decoded(Buffer.from('No sound. '.repeat(99))),
    /“a\.wav” cannot be opened: /,
  );
  const large = new File([new Uint8Array(32 * 2 ** 20 + 1)], 'large.mp3');
  await assert.rejects(
    decodeSound(large),
    /^RangeError: “large\.mp3” has 32\.000001 MB: at most 32 MB are allowed\.$/,
  );
  await assert.rejects(decodeSound(new File([], 'no.wav')), /“no\.wav” is empty: 0 bytes/);
});

test('the loudest window is found', () => {
  const samples = new Float32Array(8000);
  samples.fill(0.1, 0, 3000);
  samples.fill(0.5, 5000, 7000);
  assert.equal(loudestWindow(samples, 2000, 100), 5000);
  assert.equal(loudestWindow(samples.subarray(0, 2000), 2000, 100), 0);
});
