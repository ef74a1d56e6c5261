import {answered} from '../storage/answered.ts';
import {FileBytes} from './files/file-bytes.ts';
import {samplesOf} from './files/pcm.ts';
import {SoundFileProblem} from './files/problem.ts';
import {readSoundFile} from './files/sound-file.ts';
import {takeSound} from './take-sound.ts';
import {soundRate} from './rate.ts';
import {formatApart, formatCount, formatDuration} from '../words/format.ts';
import type {Source} from './take-sound.ts';
import type {PcmFile, CodedFile} from './files/sound-file.ts';
import type {OwnSound} from './own-sound.ts';

/**
 * Sound files, as the network takes them. It is loaded when the first one is opened.
 */

/** Of a sound, so much is used. */
const mostSeconds = 60;

/** Of a file that can only be decoded as a whole. */
const largestFile = 32 * 2 ** 20;
const longestFile = 600;

/** Samples a second at which a file is decoded that does not say how many it has. */
const usualRate = 48_000;

/**
 * Read at the rate that the file has, and resampled.
 * @param name as it begins a sentence
 * @throws Error in words, where it cannot be used
 */
export async function decodeSound(blob: Blob, name: string): Promise<OwnSound> {
  if (blob.size === 0) throw new RangeError(`${name} is empty: 0 bytes, so no sound.`);
  try {
    return await take(new FileBytes(blob), name);
  } catch (error) {
    if (error instanceof SoundFileProblem) {
      throw new RangeError(`${name} ${error.message}`, {cause: error});
    }
    // What else is a DOMException was told by then.
    if (error instanceof DOMException) throw unreadable(name, error);
    throw error;
  }
}

async function take(file: FileBytes, name: string): Promise<OwnSound> {
  const header = await readSoundFile(file, mostSeconds);
  const {source, note, total} =
    header?.kind === 'pcm' ? ofPcm(file, header) : await ofCoded(file, header, name);
  const frames = Math.min(source.frames, mostSeconds * source.rate);
  const {samples, notes} = await takeSound({...source, frames}, name);
  if (total.seconds > mostSeconds) {
    const [used, all] = formatApart([mostSeconds, total.seconds], 3, shortDuration);
    notes.unshift(`Only its first ${used} of ${total.isEstimate ? 'about ' : ''}${all} are used.`);
  }
  if (note) notes.push(note);
  return {name, samples, seconds: samples.length / soundRate, note: notes.join(' ')};
}

function unreadable(name: string, cause: DOMException) {
  return new Error(
    `${name} could not be read: it was moved, changed or is not allowed to be read.`,
    {
      cause,
    },
  );
}

function ofPcm(file: FileBytes, header: PcmFile) {
  const {rate, channels, frames, claimed, begin, bytes} = header;
  const frameBytes = channels * bytes;
  const read: Source['read'] = async (first, count) => {
    const at = begin + first * frameBytes;
    const copy = await file.copy(at, at + count * frameBytes);
    return samplesOf(new DataView(copy.buffer), header);
  };
  const [there, all] = formatApart([frames / rate, claimed / rate], 3);
  const note =
    frames < claimed && frames / rate < mostSeconds
      ? `It ends early: ${there} s of the ${all} s that its header tells of are there.`
      : '';
  const total = {seconds: frames / rate, isEstimate: false};
  return {source: {rate, channels, frames, read}, note, total};
}

/**
 * Decoded by the browser: its beginning, where one can be cut off.
 * @param header null: not known
 */
async function ofCoded(file: FileBytes, header: CodedFile | null, name: string) {
  const beginning = header?.beginning ?? null;
  if (!beginning) refuseLarge(file, header, name);
  if (typeof OfflineAudioContext === 'undefined') {
    throw new Error(
      `${name} cannot be opened: this browser decodes no sounds other than WAV and AIFF.`,
    );
  }
  const bytes = beginning ?? (await file.copy(0, file.size));
  const {decoded, rate} = await answerOf(bytes, header?.rate ?? usualRate, name);
  const channels = Array.from({length: decoded.numberOfChannels}, (_, channel) =>
    decoded.getChannelData(channel),
  );
  const read: Source['read'] = async (first, count) =>
    channels.map(each => each.subarray(first, first + count));
  const source = {rate, channels: channels.length, frames: decoded.length, read};
  const seconds = Math.max(decoded.duration, beginning && header ? header.seconds || 0 : 0);
  const isEstimate = Boolean(beginning && header?.isEstimate);
  return {source, note: noteOf(header, rate), total: {seconds, isEstimate}};
}

/** Milliseconds that a decoder is waited for, and as many for a megabyte. */
const patience = {least: 5000, megabyte: 1000};

/**
 * What the browser's decoder makes of a file. Where it does not answer, which WebKitGTK's does now and
 * then of what it cannot decode, it is asked again.
 */
async function answerOf(bytes: Uint8Array<ArrayBuffer>, wanted: number, name: string) {
  const limit = patience.least + (patience.megabyte * bytes.length) / 1e6;
  const silent = new Error(
    `${name} cannot be decoded now: this browser’s decoder does not answer.`,
  );
  for (let tries = 0; tries < 3; tries++) {
    const {context, rate} = contextAt(wanted, name);
    const answer = context.decodeAudioData(bytes.slice().buffer).catch(cause => {
      if (!(cause instanceof DOMException)) throw cause;
      throw new Error(
        `${name} is not a sound that this browser can decode. WAV, MP3 and FLAC mostly are.`,
        {cause},
      );
    });
    try {
      return {decoded: await answered(answer, limit, undefined, silent), rate};
    } catch (error) {
      if (error !== silent) throw error;
    }
  }
  throw silent;
}

/** @param rate at which it was decoded */
function noteOf(header: CodedFile | null, rate: number) {
  if (!header) {
    return `Its rate is not known here: this browser decoded it at ${formatCount(rate)} Hz.`;
  }
  if (header.rate === rate) return '';
  return `It has ${formatCount(header.rate)} samples a second, which this browser decoded at ${formatCount(rate)} Hz.`;
}

/** @throws RangeError before it takes time and memory */
function refuseLarge(file: FileBytes, header: CodedFile | null, name: string) {
  if (file.size > largestFile) {
    const [size, most] = formatApart([file.size / 2 ** 20, largestFile / 2 ** 20], 3);
    throw new RangeError(`${name} has ${size} MB: at most ${most} MB are allowed.`);
  }
  if (header && header.seconds > longestFile) {
    const [length, most] = formatApart([header.seconds, longestFile], 3, shortDuration);
    throw new RangeError(
      `${name} is ${length} long. Of ${header.format} files only whole ones can be decoded, of at most ` +
        `${most}; WAV, MP3, FLAC and Ogg files may be longer.`,
    );
  }
}

/**
 * A context that decodes at a rate, or at the nearest that there is.
 * @throws Error where there is none
 */
function contextAt(rate: number, name: string) {
  for (const each of [rate, rate / 2, rate / 4, 2 * rate, 4 * rate, usualRate]) {
    const whole = Math.round(each);
    if (!(whole >= 1000 && whole <= 768_000)) continue;
    try {
      return {context: new OfflineAudioContext(1, 1, whole), rate: whole};
    } catch (error) {
      // A rate that this browser does not have; which those are it does not tell otherwise.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  throw new Error(`${name} cannot be decoded: this browser gives no audio to pages.`);
}

/**
 * Seconds, with digits where those alone tell it from others; from ten minutes on hours and minutes.
 */
function shortDuration(seconds: number, digits: number) {
  if (seconds > 1.1 * longestFile && digits <= 3) return formatDuration(seconds);
  return `${Number(seconds.toPrecision(digits))} s`;
}
