import assert from 'node:assert/strict';
import {test} from 'node:test';
import {FileBytes} from '../../web/sounds/files/file-bytes.ts';
import {samplesOf} from '../../web/sounds/files/pcm.ts';
import {SoundFileProblem} from '../../web/sounds/files/problem.ts';
import {readSoundFile} from '../../web/sounds/files/sound-file.ts';
import {tone, wav} from '../e2e/sounds.ts';
import {flac} from './flac.ts';
import type {Encoding} from '../../web/sounds/files/pcm.ts';

const read = (bytes: Uint8Array) =>
  readSoundFile(new FileBytes(new Blob([Uint8Array.from(bytes)])), 60);

/** A WAV file's bytes, some of them changed. */
function changed(change: (view: DataView) => void, bytes = wav({seconds: 0.5}, tone(440))) {
  const copy = Uint8Array.from(bytes);
  change(new DataView(copy.buffer));
  return copy;
}

const refused: [what: string, bytes: Uint8Array, message: RegExp][] = [
  [
    'a rate of 0',
    changed(view => view.setUint32(24, 0, true)),
    /0 samples a second: .*1000 to 768000/,
  ],
  ['a rate of 1 Hz', changed(view => view.setUint32(24, 1, true)), /1 samples a second/],
  ['4 GHz', changed(view => view.setUint32(24, 4e9, true)), /4000000000 samples a second/],
  ['no channels', changed(view => view.setUint16(22, 0, true)), /0 channels: allowed are 1 to 32/],
  ['64 channels', changed(view => view.setUint16(22, 64, true)), /64 channels/],
  ['samples of 0 bits', changed(view => view.setUint32(32, 0, true)), /have 0 bits: allowed are 8/],
  ['no format', changed(view => view.setUint32(12, 0)), /its format is missing/],
  ['a format of 3 bytes', changed(view => view.setUint32(16, 3, true)), /its format has 3 bytes/],
  ['no samples', wav({seconds: 1}, tone(440)).subarray(0, 36), /without samples/],
];

for (const [what, bytes, message] of refused) {
  test(`a WAV file that claims ${what} is refused by a sentence`, async () => {
    await assert.rejects(
      read(bytes),
      error => error instanceof SoundFileProblem && message.test(error.message),
    );
  });
}

test('a WAV file’s samples: as many as its header tells of, and as are there', async () => {
  const frames = async (bytes: Uint8Array) => {
    const file = await read(bytes);
    return file?.kind === 'pcm' && [file.frames, file.claimed];
  };
  assert.deepEqual(await frames(changed(() => {})), [4000, 4000]);
  for (const size of [0, 0xffffffff]) {
    // not known when it was written
    assert.deepEqual(await frames(changed(view => view.setUint32(40, size, true))), [4000, 4000]);
  }
  assert.deepEqual(await frames(changed(view => view.setUint32(40, 7, true))), [3, 3]);
  assert.deepEqual(await frames(changed(() => {}).subarray(0, 44 + 1001)), [500, 4000]);
});

// audioop.alaw2lin and ulaw2lin of these codes, at a width of 2.
test('A-law and mu-law are read as Python’s audioop reads them', () => {
  const codes = [0, 1, 42, 85, 127, 128, 170, 213, 255];
  const layout = {
    rate: 8000,
    channels: 1,
    begin: 0,
    frames: 9,
    claimed: 9,
    bytes: 1,
    isLittle: true,
  };
  const values = (encoding: 'a-law' | 'mu-law') => [
    ...samplesOf(new DataView(Uint8Array.from(codes).buffer), {...layout, encoding})[0].map(
      value => value * 32768 + 0, // -0 is 0
    ),
  ];
  assert.deepEqual(values('a-law'), [-5504, -5248, -32256, -8, -848, 5504, 32256, 8, 848]);
  assert.deepEqual(values('mu-law'), [-32124, -31100, -5372, -716, 0, 32124, 5372, 716, 0]);
});

type Written = [encoding: Encoding, bytes: number, put: (at: number, value: number) => void];

test('integers of 8 to 32 bits and floats, either byte first', () => {
  const layout = {rate: 8000, channels: 2, begin: 0, frames: 1, claimed: 1};
  const view = new DataView(new ArrayBuffer(16));
  for (const isLittle of [true, false]) {
    for (const [encoding, bytes, put] of [
      ['unsigned', 1, (at, value) => view.setUint8(at, 128 + 128 * value)],
      ['integer', 1, (at, value) => view.setInt8(at, 128 * value)],
      ['integer', 2, (at, value) => view.setInt16(at, 2 ** 15 * value, isLittle)],
      [
        'integer',
        3,
        (at, value) => {
          const whole = 2 ** 23 * value;
          for (let i = 0; i < 3; i++) view.setUint8(at + (isLittle ? i : 2 - i), whole >> (8 * i));
        },
      ],
      ['integer', 4, (at, value) => view.setInt32(at, 2 ** 31 * value, isLittle)],
      ['float', 4, (at, value) => view.setFloat32(at, value, isLittle)],
      ['float', 8, (at, value) => view.setFloat64(at, value, isLittle)],
    ] as Written[]) {
      put(0, -0.75);
      put(bytes, 0.5);
      const [left, right] = samplesOf(new DataView(view.buffer, 0, 2 * bytes), {
        ...{...layout, encoding, bytes, isLittle},
      });
      assert.deepEqual([left[0], right[0]], [-0.75, 0.5], `${encoding} ${bytes}`);
    }
  }
});

test('of a long FLAC file the frames of the first minute are cut out, and it stays one', async () => {
  const file = await read(flac({rate: 8000, frames: 70 * 8000}, i => tone(440)(i / 8000)));
  assert.ok(file?.kind === 'coded' && file.beginning);
  assert.deepEqual([file.rate, file.channels, file.seconds], [8000, 1, 70]);
  const frames = Math.ceil((60 * 8000) / 4096) * 4096;
  const again = flac({rate: 8000, frames}, i => tone(440)(i / 8000));
  assert.deepEqual(file.beginning, again);
});

test('of a long MP3 file so many frames are used; its length is told from its size', async () => {
  // MPEG-1 layer III, 128 kbit/s, 44.1 kHz, one channel: 417 bytes for 1152 samples.
  const frame = new Uint8Array(417);
  frame.set([0xff, 0xfb, 0x90, 0xc0]);
  const count = Math.round((600 * 44100) / 1152);
  const bytes = new Uint8Array(count * frame.length);
  for (let i = 0; i < count; i++) bytes.set(frame, i * frame.length);
  const file = await read(bytes);
  assert.ok(file?.kind === 'coded' && file.beginning && file.isEstimate);
  assert.deepEqual([file.format, file.rate, file.channels], ['MP3', 44100, 1]);
  assert.ok(Math.abs(file.seconds - 600) < 0.1, `${file.seconds}`);
  assert.equal(file.beginning.length, 417 * Math.ceil((60.3 * 44100) / 1152));
});

/** Beginnings of what is read here, as far as names go. */
const magic = [
  ...['RIFF\0\0\0\0WAVEfmt ', 'RF64\0\0\0\0WAVEds64', 'FORM\0\0\0\0AIFFCOMM', 'fLaC', 'OggS\0\x02'],
  ...[
    '\0\0\0\x18ftypM4A ',
    '\x1a\x45\xdf\xa3',
    'ID3\x04\0\0\0\0\0\x01',
    '\xff\xfb\x90\xc0',
    '\xff\xf1\x50',
  ],
];

test('whatever bytes follow, headers are read, not known, or refused by a sentence', async () => {
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const whole = [wav({seconds: 0.01}, tone(440)), flac({rate: 8000, frames: 99}, () => 0)];
  for (let round = 0; round < 3000; round++) {
    const begin = [...magic[round % magic.length]].map(character => character.charCodeAt(0));
    const rest = Array.from({length: random(200)}, () => (random(3) ? random(256) : 0));
    const bytes = round % 3 ? Uint8Array.from([...begin, ...rest]) : whole[random(2)].slice();
    if (round % 3 === 0) for (let i = 0; i < 4; i++) bytes[random(60)] = random(256);
    const cut = bytes.subarray(0, random(2) ? bytes.length : random(bytes.length + 1));
    const error = await read(cut).then(
      () => null,
      problem => problem,
    );
    const what = `round ${round}: ${error?.stack}`;
    assert.ok(error === null || error instanceof SoundFileProblem, what);
  }
});
