import {readAiff} from './aiff.ts';
import {textAt} from './file-bytes.ts';
import {readFlac} from './flac.ts';
import {readMp4} from './mp4.ts';
import {readMpegAudio, skipTags} from './mpeg-audio.ts';
import {readOgg} from './ogg.ts';
import {readWav} from './wav.ts';
import {readWebm} from './webm.ts';
import type {FileBytes} from './file-bytes.ts';
import type {PcmLayout} from './pcm.ts';

/**
 * What a sound file's header tells, whatever the file is called. The readers stand here and not in a
 * library because what matters is where a given second of a file ends.
 */

/**
 * Samples that are written one after the other, which we read ourselves: every browser the same.
 */
export type PcmFile = {kind: 'pcm'; format: string} & PcmLayout;

/** What the browser has to decode. */
export interface CodedFile {
  kind: 'coded';
  format: string;
  /** samples a second */
  rate: number;
  channels: number;
  /** of all of it; NaN: not known */
  seconds: number;
  /** whether they were told from the size of a part of it */
  isEstimate: boolean;
  /** that holds the first seconds asked for, a file in itself; null: the whole file is needed */
  beginning: Uint8Array<ArrayBuffer> | null;
}

export type Reader = (file: FileBytes, seconds: number) => Promise<PcmFile | CodedFile | null>;

/** By how they begin. */
const readers: [isOne: (head: DataView) => boolean, reader: Reader][] = [
  [head => /^(RIFF|RIFX|RF64|BW64)....WAVE/s.test(textAt(head, 0, 12)), readWav],
  [head => /^FORM....AIF[FC]/s.test(textAt(head, 0, 12)), readAiff],
  [head => textAt(head, 0, 4) === 'fLaC', readFlac],
  [head => textAt(head, 0, 4) === 'OggS', readOgg],
  [head => textAt(head, 4, 4) === 'ftyp', readMp4],
  [head => textAt(head, 0, 4) === '\x1a\x45\xdf\xa3', readWebm],
  [() => true, readMpegAudio],
];

/**
 * @param seconds of the beginning that are wanted
 * @returns null: not known
 * @throws SoundFileProblem where it claims what cannot be
 */
export async function readSoundFile(
  file: FileBytes,
  seconds: number,
): Promise<PcmFile | CodedFile | null> {
  const head = await file.at(await skipTags(file), 12);
  const [, reader] = readers.find(([isOne]) => isOne(head)) as (typeof readers)[0];
  return reader(file, seconds);
}
