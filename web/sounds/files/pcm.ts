import {SoundFileProblem} from './problem.ts';

/**
 * Samples as they stand in WAV and AIFF files.
 */

/** How a sample is written; unsigned: only of 8 bits. */
export type Encoding = 'integer' | 'unsigned' | 'float' | 'a-law' | 'mu-law';

export interface PcmLayout {
  /** samples a second */
  rate: number;
  channels: number;
  encoding: Encoding;
  /** of a sample */
  bytes: number;
  /** whether its last byte comes first */
  isLittle: boolean;
  /** of the samples in the file */
  begin: number;
  /** of one sample of each channel, as far as the file goes */
  frames: number;
  /** frames that the header tells of; no fewer than `frames` */
  claimed: number;
}

/** What a header may tell. */
const fewest = 1000;
const most = 768_000;
const mostChannels = 32;

/** Bytes that a sample may have. */
const sizes: Record<Encoding, number[]> = {
  integer: [1, 2, 3, 4],
  unsigned: [1],
  float: [4, 8],
  'a-law': [1],
  'mu-law': [1],
};

/**
 * Whether a header can be believed.
 * @param rate samples a second
 */
export function isRate(rate: number) {
  return rate >= fewest && rate <= most;
}

/** @throws SoundFileProblem where it cannot be read */
export function checkLayout({
  rate,
  channels,
  encoding,
  bytes,
}: Omit<PcmLayout, 'frames' | 'claimed'>) {
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
 * @param view whole frames
 * @returns channels, of -1 to 1; float samples are as they are
 */
export function samplesOf(
  view: DataView,
  {channels, encoding, bytes, isLittle}: PcmLayout,
): Float32Array[] {
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

/** By encoding and bytes. */
const readers: Record<string, (view: DataView, at: number, isLittle: boolean) => number> = {
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

/** ITU-T G.711: sign, three bits of exponent, four of mantissa, every second bit inverted. */
function fromALaw(code: number) {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (bits & 128 ? size : -size) / 2 ** 15;
}

/** ITU-T G.711: likewise, all bits inverted. */
function fromMuLaw(code: number) {
  const bits = ~code;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 128 ? -size : size) / 2 ** 15;
}
