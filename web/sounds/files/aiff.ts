import {textAt} from './file-bytes.ts';
import {checkLayout} from './pcm.ts';
import {SoundFileProblem} from './problem.ts';
import type {Encoding} from './pcm.ts';
import type {Reader} from './sound-file.ts';

const mostChunks = 1000;

/** How samples are written, by AIFF-C's names of it. */
const compressions: Record<string, {encoding: Encoding; isLittle?: boolean}> = {
  NONE: {encoding: 'integer'},
  twos: {encoding: 'integer'},
  in24: {encoding: 'integer'},
  in32: {encoding: 'integer'},
  sowt: {encoding: 'integer', isLittle: true},
  fl32: {encoding: 'float'},
  FL32: {encoding: 'float'},
  fl64: {encoding: 'float'},
  FL64: {encoding: 'float'},
  alaw: {encoding: 'a-law'},
  ALAW: {encoding: 'a-law'},
  ulaw: {encoding: 'mu-law'},
  ULAW: {encoding: 'mu-law'},
};

/**
 * AIFF and AIFF-C: chunks as in WAV, with the largest byte first. COMM says what the samples are, SSND has
 * them. Few browsers decode it.
 */
export const readAiff: Reader = async file => {
  let common: ReturnType<typeof readCommon> | null = null;
  let data = null;
  let at = 12;
  for (let chunk = 0; chunk < mostChunks && at + 8 <= file.size && !(common && data); chunk++) {
    const head = await file.at(at, 8 + 22);
    const name = textAt(head, 0, 4);
    const size = head.getUint32(4);
    if (name === 'COMM') {
      if (size < 18 || head.byteLength < 26) {
        throw new SoundFileProblem(
          `is no AIFF file that can be read: its format has ${size} bytes.`,
        );
      }
      common = readCommon(head, size);
    }
    if (name === 'SSND' && head.byteLength >= 16) data = {begin: at + 16 + head.getUint32(8)};
    at += 8 + size + (size % 2);
  }
  if (!common || !data) {
    throw new SoundFileProblem('is an AIFF file without samples: there is nothing to be heard.');
  }
  const {frames: claimed, ...format} = common;
  const layout = {...format, begin: data.begin};
  checkLayout(layout);
  const there = Math.max(0, file.size - data.begin);
  const frames = Math.min(claimed, Math.floor(there / (layout.channels * layout.bytes)));
  return {kind: 'pcm', format: 'AIFF', ...layout, frames, claimed};
};

/** @param head a COMM chunk with its name and size */
function readCommon(head: DataView, size: number) {
  const type = size >= 22 && head.byteLength >= 30 ? textAt(head, 26, 4) : 'NONE';
  const compression = compressions[type];
  if (!compression) {
    throw new SoundFileProblem(`is an AIFF file coded as “${type}”, which is not read here.`);
  }
  const {encoding, isLittle = false} = compression;
  const isLaw = encoding === 'a-law' || encoding === 'mu-law';
  return {
    channels: head.getUint16(8),
    frames: head.getUint32(10),
    bytes: isLaw ? 1 : Math.ceil(head.getUint16(14) / 8),
    rate: Math.round(extendedAt(head, 16)),
    encoding,
    isLittle,
  };
}

/** A number of 80 bits: sign, 15 bits of exponent, 64 of mantissa. */
function extendedAt(view: DataView, at: number) {
  const [head, mantissa] = [view.getUint16(at), Number(view.getBigUint64(at + 2))];
  return (head & 0x8000 ? -1 : 1) * mantissa * 2 ** ((head & 0x7fff) - 16383 - 63);
}
