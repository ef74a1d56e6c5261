import {readAiff} from './aiff.js';
import {textAt} from './file-bytes.js';
import {readFlac} from './flac.js';
import {readMp4} from './mp4.js';
import {readMpegAudio, skipTags} from './mpeg-audio.js';
import {readOgg} from './ogg.js';
import {readWav} from './wav.js';
import {readWebm} from './webm.js';

/**
 * What a sound file's header tells, whatever the file is called. The readers stand here and not in a
 * library because what matters is where a given second of a file ends.
 */

/** @typedef {import('./file-bytes.js').FileBytes} FileBytes */
/** @typedef {import('./pcm.js').PcmLayout} PcmLayout */

/**
 * Samples that are written one after the other, which we read ourselves: every browser the same.
 * @typedef {{kind: 'pcm', format: string} & PcmLayout} PcmFile
 */

/**
 * What the browser has to decode.
 * @typedef {object} CodedFile
 * @property {'coded'} kind
 * @property {string} format
 * @property {number} rate samples a second
 * @property {number} channels
 * @property {number} seconds of all of it; NaN: not known
 * @property {boolean} isEstimate whether they were told from the size of a part of it
 * @property {Uint8Array<ArrayBuffer> | null} beginning that holds the first seconds asked for, a file in itself; null:
 *   the whole file is needed
 */

/** @typedef {(file: FileBytes, seconds: number) => Promise<PcmFile | CodedFile | null>} Reader */

/** By how they begin. @type {[isOne: (head: DataView) => boolean, reader: Reader][]} */
const readers = [
  [head => /^(RIFF|RIFX|RF64|BW64)....WAVE/s.test(textAt(head, 0, 12)), readWav],
  [head => /^FORM....AIF[FC]/s.test(textAt(head, 0, 12)), readAiff],
  [head => textAt(head, 0, 4) === 'fLaC', readFlac],
  [head => textAt(head, 0, 4) === 'OggS', readOgg],
  [head => textAt(head, 4, 4) === 'ftyp', readMp4],
  [head => textAt(head, 0, 4) === '\x1a\x45\xdf\xa3', readWebm],
  [() => true, readMpegAudio],
];

/**
 * @param {FileBytes} file
 * @param {number} seconds of the beginning that are wanted
 * @returns {Promise<PcmFile | CodedFile | null>} null: not known
 * @throws {import('./problem.js').SoundFileProblem} where it claims what cannot be
 */
export async function readSoundFile(file, seconds) {
  const head = await file.at(await skipTags(file), 12);
  const [, reader] = /** @type {(typeof readers)[0]} */ (readers.find(([isOne]) => isOne(head)));
  return reader(file, seconds);
}
