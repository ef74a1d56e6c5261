import {SoundFileProblem} from './problem.js';

/**
 * Samples as they stand in WAV and AIFF files.
 */

/** @typedef {'integer' | 'unsigned' | 'float' | 'a-law' | 'mu-law'} Encoding unsigned: only of 8 bits */

/**
 * @typedef {object} PcmLayout
 * @property {number} rate samples a second
 * @property {number} channels
 * @property {Encoding} encoding
 * @property {number} bytes of a sample
 * @property {boolean} isLittle whether its last byte comes first
 * @property {number} begin of the samples in the file
 * @property {number} frames of one sample of each channel, as far as the file goes
 * @property {number} claimed frames that the header tells of; no fewer than `frames`
 */

/** What a header may tell. */
const fewest = 1000;
const most = 768_000;
const mostChannels = 32;

/** Bytes that a sample may have. @type {Record<Encoding, number[]>} */
const sizes = {
  integer: [1, 2, 3, 4],
  unsigned: [1],
  float: [4, 8],
  'a-law': [1],
  'mu-law': [1],
};

/** Whether a header can be believed. @param {number} rate samples a second */
export function isRate(rate) {
  return rate >= fewest && rate <= most;
}

/**
 * @param {Omit<PcmLayout, 'frames' | 'claimed'>} layout
 * @throws {SoundFileProblem} where it cannot be read
 */
export function checkLayout({rate, channels, encoding, bytes}) {
  if (!isRate(rate)) {
    throw new SoundFileProblem(
      `says that it has ${rate} samples a second: allowed are ${fewest} to ${most}.`,
    );
  }
  if (!(channels >= 1 && channels <= mostChannels)) {
    throw new SoundFileProblem(
      `says that it has ${channels} channels: allowed are 1 to ${mostChannels}.`,
    );
  }
  if (!sizes[encoding].includes(bytes)) {
    const allowed = sizes[encoding].map(size => 8 * size).join(', ');
    throw new SoundFileProblem(
      `says that its samples (${encoding}) have ${8 * bytes} bits: allowed are ${allowed}.`,
    );
  }
}

/**
 * @param {DataView} view whole frames
 * @param {PcmLayout} layout
 * @returns {Float32Array[]} channels, of -1 to 1; float samples are as they are
 */
export function samplesOf(view, {channels, encoding, bytes, isLittle}) {
  const read = readers[`${encoding} ${bytes}`];
  const frames = Math.floor(view.byteLength / (channels * bytes));
  return Array.from({length: channels}, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) {
      samples[frame] = read(view, (frame * channels + channel) * bytes, isLittle);
    }
    return samples;
  });
}

/** By encoding and bytes. @type {Record<string, (view: DataView, at: number, isLittle: boolean) => number>} */
const readers = {
  'unsigned 1': (view, at) => (view.getUint8(at) - 128) / 128,
  'integer 1': (view, at) => view.getInt8(at) / 128,
  'integer 2': (view, at, isLittle) => view.getInt16(at, isLittle) / 2 ** 15,
  'integer 3': (view, at, isLittle) =>
    isLittle
      ? (view.getInt8(at + 2) * 2 ** 16 + view.getUint16(at, true)) / 2 ** 23
      : (view.getInt8(at) * 2 ** 16 + view.getUint16(at + 1)) / 2 ** 23,
  'integer 4': (view, at, isLittle) => view.getInt32(at, isLittle) / 2 ** 31,
  'float 4': (view, at, isLittle) => view.getFloat32(at, isLittle),
  'float 8': (view, at, isLittle) => view.getFloat64(at, isLittle),
  'a-law 1': (view, at) => fromALaw(view.getUint8(at)),
  'mu-law 1': (view, at) => fromMuLaw(view.getUint8(at)),
};

/**
 * ITU-T G.711: sign, three bits of exponent, four of mantissa, every second bit inverted.
 * @param {number} code
 */
function fromALaw(code) {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (bits & 128 ? size : -size) / 2 ** 15;
}

/**
 * ITU-T G.711: likewise, all bits inverted.
 * @param {number} code
 */
function fromMuLaw(code) {
  const bits = ~code;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 128 ? -size : size) / 2 ** 15;
}
