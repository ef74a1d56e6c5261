import {textAt} from './file-bytes.ts';
import {checkLayout, isRate} from './pcm.ts';
import {SoundFileProblem} from './problem.ts';
import type {Encoding} from './pcm.ts';
import type {Reader, PcmFile, CodedFile} from './sound-file.ts';

/** More than any file has before its samples. */
const mostChunks = 1000;

/** Format tags of mmreg.h that are read here. */
const encodings: Record<number, Encoding> = {1: 'integer', 3: 'float', 6: 'a-law', 7: 'mu-law'};
const extensible = 0xfffe;

/** A size that says: see elsewhere, or not known when the header was written. */
const unknown = 0xffffffff;

/**
 * WAV: chunks of a name, a size and so many bytes. `fmt ` says what the samples are, `data` has them;
 * in files of 4 GB and more (RF64, EBU Tech 3306) `ds64` has the size.
 */
export const readWav: Reader = async file => {
  const isLittle = textAt(await file.at(0, 4), 0, 4) !== 'RIFX';
  let format: ReturnType<typeof readFormat> | null = null;
  let longSize = 0;
  let at = 12;
  for (let chunk = 0; chunk < mostChunks && at + 8 <= file.size; chunk++) {
    const head = await file.at(at, 8 + 40);
    const name = textAt(head, 0, 4);
    const size = head.getUint32(4, isLittle);
    if (name === 'ds64' && head.byteLength >= 24) {
      longSize = Number(head.getBigUint64(16, isLittle));
    }
    if (name === 'fmt ') {
      if (size < 16 || head.byteLength < 24) {
        throw new SoundFileProblem(
          `is no WAV file that can be read: its format has ${size} bytes.`,
        );
      }
      format = readFormat(
        new DataView(head.buffer, head.byteOffset + 8, Math.min(size, head.byteLength - 8)),
        isLittle,
      );
    }
    if (name === 'data') {
      if (!format) {
        throw new SoundFileProblem('is no WAV file that can be read: its format is missing.');
      }
      return layoutOf(format, {begin: at + 8, size: size === unknown ? longSize : size}, file.size);
    }
    at += 8 + size + (size % 2);
  }
  throw new SoundFileProblem('is a WAV file without samples: there is nothing to be heard.');
};

/** @param view a `fmt ` chunk's content */
function readFormat(view: DataView, isLittle: boolean) {
  const channels = view.getUint16(2, isLittle);
  const bits = view.getUint16(14, isLittle);
  const frameBytes = view.getUint16(12, isLittle);
  let tag = view.getUint16(0, isLittle);
  if (tag === extensible && view.byteLength >= 26) tag = view.getUint16(24, isLittle);
  // A sample of 20 bits stands in 24: what a frame takes says so.
  const whole = frameBytes / channels;
  const bytes = Number.isInteger(whole) && 8 * whole >= bits && whole <= 8 ? whole : bits / 8;
  return {tag, rate: view.getUint32(4, isLittle), channels, bytes, isLittle};
}

/** @param data size 0: not known when the header was written */
function layoutOf(
  {tag, rate, channels, bytes, isLittle}: ReturnType<typeof readFormat>,
  {begin, size}: {begin: number; size: number},
  fileSize: number,
): PcmFile | CodedFile | null {
  const encoding = encodings[tag];
  if (!encoding) {
    if (!isRate(rate)) return null;
    const all = {seconds: NaN, isEstimate: false, beginning: null};
    return {kind: 'coded', format: 'WAV', rate, channels, ...all};
  }
  const layout = {
    ...{rate, channels, bytes, begin, isLittle},
    encoding: encoding === 'integer' && bytes === 1 ? ('unsigned' as const) : encoding,
  };
  checkLayout(layout);
  const there = fileSize - begin;
  const framesIn = (length: number) => Math.floor(length / (channels * bytes));
  return {
    kind: 'pcm',
    format: 'WAV',
    ...layout,
    frames: framesIn(size === 0 ? there : Math.min(size, there)),
    claimed: framesIn(size === 0 ? there : size),
  };
}
