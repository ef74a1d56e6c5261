import {textAt} from './file-bytes.ts';
import type {FileBytes} from './file-bytes.ts';
import type {Reader} from './sound-file.ts';

/**
 * MP3 with its relatives (ISO/IEC 11172-3, 13818-3), and AAC with ADTS headers (13818-7): frames
 * one after the other, each of which says how long it is.
 */

type Frame = {bytes: number; samples: number; rate: number; channels: number; kind: string};

const mostTags = 16;

/** Looked through for a first frame. */
const searched = 2 ** 16;

/** Bytes that a second takes at most: eight channels of AAC. */
const mostASecond = 300_000;

/** What decoders take to begin, and a frame at the end. */
const slack = 0.3;

/** kbit/s of MPEG-1's layers I, II and III, then of MPEG-2's layer I and its others. */
const bitrates = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const rates = [44100, 48000, 32000];
const aacRates = [
  96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
];

/** Where what comes after ID3v2 tags begins, which may stand before any sound. */
export async function skipTags(file: FileBytes) {
  let at = 0;
  for (let tag = 0; tag < mostTags; tag++) {
    const head = await file.at(at, 10);
    if (head.byteLength < 10 || textAt(head, 0, 3) !== 'ID3') break;
    const size = [6, 7, 8, 9].reduce((sum, i) => 128 * sum + (head.getUint8(i) & 127), 0);
    at += 10 + size + (head.getUint8(5) & 16 ? 10 : 0);
  }
  return at;
}

export const readMpegAudio: Reader = async (file, seconds) => {
  const begin = await skipTags(file);
  const enough = searched + Math.ceil((seconds + slack) * mostASecond);
  const bytes = await file.copy(begin, Math.min(file.size, begin + enough));
  const first = firstFrame(bytes);
  if (!first) return null;
  const {rate, channels, kind} = first.frame;
  let [at, samples] = [first.at, 0];
  const wanted = (seconds + slack) * rate;
  while (samples < wanted) {
    const frame = frameAt(bytes, at);
    if (!frame) {
      // Damaged, or a tag: gone on with at the next frame.
      const next = firstFrame(bytes.subarray(at + 1, at + 1 + searched));
      if (!next) break;
      at += 1 + next.at;
      continue;
    }
    at += frame.bytes;
    samples += frame.samples;
  }
  const known = {kind: 'coded' as const, format: kind, rate, channels};
  if (samples < wanted) {
    return {...known, seconds: samples / rate, isEstimate: true, beginning: null};
  }
  const told = framesTold(bytes, first);
  const estimate = (samples * (file.size - begin - first.at)) / (at - first.at);
  return {
    ...known,
    seconds: (told === null ? estimate : told * first.frame.samples) / rate,
    isEstimate: told === null,
    beginning: bytes.subarray(0, at),
  };
};

/** Two that follow each other and agree: any bytes may look like one. */
function firstFrame(bytes: Uint8Array): {at: number; frame: Frame} | null {
  const end = Math.min(bytes.length, searched);
  for (let at = bytes.indexOf(0xff); at >= 0 && at < end; at = bytes.indexOf(0xff, at + 1)) {
    const frame = frameAt(bytes, at);
    const next = frame && frameAt(bytes, at + frame.bytes);
    if (next && next.rate === frame.rate && next.kind === frame.kind) return {at, frame};
  }
  return null;
}

function frameAt(bytes: Uint8Array, at: number): Frame | null {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1] & 0xe0) !== 0xe0) return null;
  return (bytes[at + 1] & 0xf6) === 0xf0 ? aacFrame(bytes, at) : mpegFrame(bytes, at);
}

function mpegFrame(bytes: Uint8Array, at: number): Frame | null {
  const version = (bytes[at + 1] >> 3) & 3; // 0: 2.5, 2: 2, 3: 1
  const layer = 4 - ((bytes[at + 1] >> 1) & 3);
  const rateCode = (bytes[at + 2] >> 2) & 3;
  if (version === 1 || layer === 4 || rateCode === 3) return null;
  const isFirst = version === 3;
  const kbits = bitrates[isFirst ? layer - 1 : layer === 1 ? 3 : 4][bytes[at + 2] >> 4];
  if (!kbits) return null; // 0: of any size, which hardly any decoder reads
  const rate = rates[rateCode] / (isFirst ? 1 : version === 2 ? 2 : 4);
  const samples = layer === 1 ? 384 : layer === 3 && !isFirst ? 576 : 1152;
  const slot = layer === 1 ? 4 : 1;
  const padding = (bytes[at + 2] >> 1) & 1;
  const size = slot * (Math.floor((samples / 8 / slot) * ((1000 * kbits) / rate)) + padding);
  const channels = bytes[at + 3] >> 6 === 3 ? 1 : 2;
  return {bytes: size, samples, rate, channels, kind: `MP${layer}`};
}

function aacFrame(bytes: Uint8Array, at: number): Frame | null {
  const rate = aacRates[(bytes[at + 2] >> 2) & 15];
  const size = ((bytes[at + 3] & 3) << 11) | (bytes[at + 4] << 3) | (bytes[at + 5] >> 5);
  if (!rate || size < 7) return null;
  const channels = ((bytes[at + 2] & 1) << 2) | (bytes[at + 3] >> 6);
  return {bytes: size, samples: 1024 * ((bytes[at + 6] & 3) + 1), rate, channels, kind: 'AAC'};
}

/** How many frames there are, as encoders write it into the first one (Xing, VBRI). */
function framesTold(bytes: Uint8Array, {at, frame}: {at: number; frame: Frame}) {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, frame.bytes);
  for (const begin of [4 + 9, 4 + 17, 4 + 32]) {
    const isTold = /^(Xing|Info)$/.test(textAt(view, begin, 4)) && view.byteLength >= begin + 12;
    if (isTold && view.getUint32(begin + 4) & 1) return view.getUint32(begin + 8);
  }
  return textAt(view, 36, 4) === 'VBRI' && view.byteLength >= 54 ? view.getUint32(50) : null;
}
