import {textAt} from './file-bytes.ts';
import {embeddedStreamInfo} from './flac.ts';
import {isRate} from './pcm.ts';
import type {FileBytes} from './file-bytes.ts';
import type {Reader} from './sound-file.ts';

/** RFC 3533, "The Ogg Encapsulation Format": pages, each with the samples there are up to its end. */

const headLength = 27;

/** A page and its lacing values at most; read at the end for the length of all. */
const largestPage = 27 + 255 + 255 * 255;

/** Bytes that a second takes at most: raw samples of eight channels. */
const mostASecond = 1_500_000;
const mostBytes = 2 ** 26;

/** What decoders leave away at the beginning. */
const slack = 0.3;

export const readOgg: Reader = async (file, seconds) => {
  const enough = Math.min(mostBytes, Math.ceil((seconds + slack) * mostASecond));
  const bytes = await file.copy(0, Math.min(file.size, enough));
  const view = new DataView(bytes.buffer);
  let stream: {serial: number; format: string; rate: number; channels: number} | null = null;
  let at = 0;
  for (let page = pageAt(view, at); page; page = pageAt(view, at)) {
    const content = at + headLength + view.getUint8(at + 26);
    at = page.end;
    stream ??= page.isFirst ? streamOf(view, content, page.serial) : null;
    if (!stream) continue;
    if (!isRate(stream.rate)) return null;
    if (page.serial !== stream.serial || page.samples < (seconds + slack) * stream.rate) continue;
    const all = await lastSample(file, stream.serial);
    const {format, rate, channels} = stream;
    return {
      ...{kind: 'coded', format, rate, channels, isEstimate: false},
      seconds: all / rate,
      beginning: at < file.size ? bytes.subarray(0, at) : null,
    };
  }
  if (!stream) return null;
  const {format, rate, channels, serial} = stream;
  const all = (await lastSample(file, serial)) / rate;
  const beginning = bytes.length < file.size ? bytes.subarray(0, at) : null;
  return {kind: 'coded', format, rate, channels, seconds: all, isEstimate: false, beginning};
};

function pageAt(view: DataView, at: number) {
  if (at + headLength > view.byteLength || textAt(view, at, 4) !== 'OggS') return null;
  const segments = view.getUint8(at + 26);
  let end = at + headLength + segments;
  if (end > view.byteLength) return null;
  for (let i = 0; i < segments; i++) end += view.getUint8(at + headLength + i);
  if (end > view.byteLength) return null;
  return {
    end,
    isFirst: (view.getUint8(at + 5) & 2) !== 0,
    samples: Number(view.getBigInt64(at + 6, true)), // -1: no packet ends here
    serial: view.getUint32(at + 14, true),
  };
}

/** @param at of a stream's first packet */
function streamOf(view: DataView, at: number, serial: number) {
  if (textAt(view, at, 7) === '\x01vorbis' && view.byteLength >= at + 16) {
    const [channels, rate] = [view.getUint8(at + 11), view.getUint32(at + 12, true)];
    return {serial, format: 'Ogg', rate, channels};
  }
  if (textAt(view, at, 8) === 'OpusHead' && view.byteLength >= at + 10) {
    return {serial, format: 'Opus', rate: 48_000, channels: view.getUint8(at + 9)};
  }
  if (textAt(view, at, 5) === '\x7fFLAC') {
    const info = embeddedStreamInfo(view, at + 9);
    return info && {serial, format: 'Ogg', rate: info.rate, channels: info.channels};
  }
  return null;
}

/** @returns NaN: not known */
async function lastSample(file: FileBytes, serial: number): Promise<number> {
  const tail = await file.copy(Math.max(0, file.size - largestPage), file.size);
  const view = new DataView(tail.buffer);
  let last = NaN;
  for (let at = tail.indexOf(0x4f); at >= 0; at = tail.indexOf(0x4f, at + 1)) {
    const page = pageAt(view, at);
    if (page && page.serial === serial && page.samples >= 0) last = page.samples;
  }
  return last;
}
