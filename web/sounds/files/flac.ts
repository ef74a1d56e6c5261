import {textAt} from './file-bytes.ts';
import {skipTags} from './mpeg-audio.ts';
import {isRate} from './pcm.ts';
import type {Reader} from './sound-file.ts';
import type {FileBytes} from './file-bytes.ts';

/** RFC 9639, "Free Lossless Audio Codec (FLAC)". */

const streamInfoLength = 34;
const mostBlocks = 1000;

interface StreamInfo {
  rate: number;
  channels: number;
  /** of a sample */
  bits: number;
  /** of a channel; 0: not known */
  samples: number;
  /** samples of a frame, where all but the last have as many */
  blockSize: number;
}

export const readFlac: Reader = async (file, seconds) => {
  const begin = await skipTags(file);
  const head = await file.at(begin, 8 + streamInfoLength);
  if (head.byteLength < 8 + streamInfoLength) return null;
  const info = streamInfoOf(head, 8);
  const {rate, channels, bits, samples} = info;
  if (!isRate(rate)) return null;
  const wanted = Math.ceil(seconds * rate);
  const known = {kind: 'coded' as const, format: 'FLAC', rate, channels};
  if (samples > 0 && samples <= wanted) {
    return {...known, seconds: samples / rate, isEstimate: false, beginning: null};
  }
  const audio = await endOfMetadata(file, begin + 4);
  // No frame takes much more than its samples would.
  const enough = 2 ** 16 + wanted * channels * Math.ceil(bits / 8);
  const bytes = await file.copy(begin, Math.min(file.size, audio + enough));
  const cut = frameAfter(bytes, audio - begin, wanted, info);
  const isWhole = cut === null && begin + bytes.length === file.size;
  const all = {seconds: samples > 0 ? samples / rate : NaN, isEstimate: false};
  if (isWhole) return {...known, ...all, beginning: null};
  const beginning = bytes.subarray(0, cut?.at);
  if (cut) setSamples(beginning, 8, cut.sample);
  return {...known, ...all, beginning};
};

/** @param at of the block's content */
export function streamInfoOf(view: DataView, at: number): StreamInfo {
  const packed = view.getUint32(at + 10);
  return {
    blockSize: view.getUint16(at),
    rate: packed >>> 12,
    channels: ((packed >> 9) & 7) + 1,
    bits: ((packed >> 4) & 31) + 1,
    samples: (packed & 15) * 2 ** 32 + view.getUint32(at + 14),
  };
}

/**
 * @param at of STREAMINFO
 * @param samples below 2^32
 */
function setSamples(bytes: Uint8Array, at: number, samples: number) {
  bytes[at + 13] &= 0xf0;
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(at + 14, samples);
}

/** @param first metadata block */
async function endOfMetadata(file: FileBytes, first: number) {
  let at = first;
  for (let block = 0; block < mostBlocks && at + 4 <= file.size; block++) {
    const head = (await file.at(at, 4)).getUint32(0);
    at += 4 + (head & 0xffffff);
    if (head >>> 31) break;
  }
  return at;
}

/**
 * The first frame that begins at or after a sample: frames begin with 15 known bits and have an 8-bit
 * check of their headers, and their numbers go up.
 */
function frameAfter(
  bytes: Uint8Array,
  from: number,
  sample: number,
  {blockSize}: StreamInfo,
): {at: number; sample: number} | null {
  let last = -1;
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (at + 16 > bytes.length) return null;
    if ((bytes[at + 1] & 0xfe) !== 0xf8) continue;
    const number = numberOfFrame(bytes, at);
    if (number === null || number <= last) continue;
    const isVariable = (bytes[at + 1] & 1) === 1;
    const first = isVariable ? number : number * blockSize;
    const near = last < 0 ? 0 : last + (isVariable ? 2 ** 16 : 1);
    if (number > near) continue;
    if (first >= sample) return {at, sample: first};
    last = number;
  }
  return null;
}

/**
 * @param at of a frame's header
 * @returns of the frame, or of its first sample; null: this is no header
 */
function numberOfFrame(bytes: Uint8Array, at: number): number | null {
  const [sizeCode, rateCode] = [bytes[at + 2] >> 4, bytes[at + 2] & 15];
  if (sizeCode === 0 || rateCode === 15 || bytes[at + 3] & 1) return null;
  let end = at + 4;
  // Written as UTF-8 writes characters, of up to 36 bits.
  const lead = bytes[end++];
  let more = 0;
  while (more < 7 && lead & (128 >> more)) more++;
  if (more === 1) return null;
  let number = more === 0 ? lead : lead & (127 >> more);
  for (let i = 1; i < more; i++) {
    if ((bytes[end] & 0xc0) !== 0x80) return null;
    number = number * 64 + (bytes[end++] & 63);
  }
  end += sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0;
  end += rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  return check8(bytes.subarray(at, end)) === bytes[end] ? number : null;
}

/** CRC-8 with the polynomial x^8 + x^2 + x + 1. */
function check8(bytes: Uint8Array) {
  let check = 0;
  for (const byte of bytes) {
    check ^= byte;
    for (let bit = 0; bit < 8; bit++) check = ((check << 1) ^ (check & 128 ? 7 : 0)) & 255;
  }
  return check;
}

/**
 * STREAMINFO within another container.
 * @param at of `fLaC`
 */
export function embeddedStreamInfo(view: DataView, at: number) {
  if (textAt(view, at, 4) !== 'fLaC' || view.byteLength < at + 8 + streamInfoLength) return null;
  return streamInfoOf(view, at + 8);
}
