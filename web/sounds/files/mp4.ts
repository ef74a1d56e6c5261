import {textAt} from './file-bytes.ts';
import {isRate} from './pcm.ts';
import type {Reader, CodedFile} from './sound-file.ts';

/** ISO/IEC 14496-12, the base media file format: boxes of a size, a name and content, or boxes. */

const mostBoxes = 10_000;
const largestIndex = 2 ** 25;

type Box = {name: string; content: DataView};

/** Where its samples lie is told by an index of all of them, so it cannot be cut off. */
export const readMp4: Reader = async file => {
  let at = 0;
  for (let box = 0; box < mostBoxes && at + 8 <= file.size; box++) {
    const head = await file.at(at, 16);
    const {size, begin} = sizeOf(head, file.size - at);
    if (textAt(head, 4, 4) === 'moov') {
      if (size > largestIndex) return null;
      const index = await file.at(at + begin, size - begin);
      return soundTrack(index);
    }
    at += size;
  }
  return null;
};

/**
 * @param head at least 8 bytes
 * @param rest bytes up to the end
 */
function sizeOf(head: DataView, rest: number) {
  const short = head.getUint32(0);
  const isLong = short === 1 && head.byteLength >= 16;
  const size = isLong ? Number(head.getBigUint64(8)) : short === 0 ? rest : short;
  const begin = isLong ? 16 : 8;
  return {size: Math.max(begin, size), begin};
}

function boxesIn(view: DataView): Box[] {
  const boxes = [];
  let at = 0;
  while (at + 8 <= view.byteLength && boxes.length < mostBoxes) {
    const rest = view.byteLength - at;
    const head = new DataView(view.buffer, view.byteOffset + at, Math.min(16, rest));
    const {size, begin} = sizeOf(head, rest);
    const length = Math.max(0, Math.min(size, rest) - begin);
    const content = new DataView(view.buffer, view.byteOffset + at + Math.min(begin, rest), length);
    boxes.push({name: textAt(head, 4, 4), content});
    at += size;
  }
  return boxes;
}

/** The content of a box within boxes. */
function within(view: DataView, ...path: string[]): DataView | null {
  let found: DataView | null = view;
  for (const name of path) {
    found = (found && boxesIn(found).find(box => box.name === name)?.content) ?? null;
  }
  return found;
}

/** @param index content of `moov` */
function soundTrack(index: DataView): CodedFile | null {
  for (const {name, content} of boxesIn(index)) {
    const handler = name === 'trak' ? within(content, 'mdia', 'hdlr') : null;
    if (!handler || textAt(handler, 8, 4) !== 'soun') continue;
    const header = within(content, 'mdia', 'mdhd');
    const entries = within(content, 'mdia', 'minf', 'stbl', 'stsd');
    if (!header || header.byteLength < 24 || !entries || entries.byteLength < 8 + 36) continue;
    const isLong = header.getUint8(0) === 1;
    if (isLong && header.byteLength < 32) continue;
    const scale = header.getUint32(isLong ? 20 : 12);
    const length = isLong ? Number(header.getBigUint64(24)) : header.getUint32(16);
    const rate = entries.getUint16(8 + 32) || scale; // its whole part; 0: more than fits there
    if (!isRate(rate)) return null;
    return {
      ...{kind: 'coded', format: 'MP4', isEstimate: false, beginning: null},
      rate,
      channels: entries.getUint16(8 + 24),
      seconds: length > 0 ? length / scale : NaN,
    };
  }
  return null;
}
