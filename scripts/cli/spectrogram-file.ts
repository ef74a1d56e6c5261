import {statfs} from 'node:fs/promises';
import {dirname} from 'node:path';
import {apart} from '../../web/words/apart.ts';
import {stftMemory} from '../../web/engine/stft-memory.ts';
import {npyHeader} from '../../web/formats/npy.ts';
import {RunError, UsageError} from './errors.ts';
import {checkTarget, writeTarget} from './targets.ts';
import type {StftSettings, Core, Stft} from '../../web/engine/core-types.ts';
import type {SignalFile} from './signal-file.ts';

/** Bytes that are read and transformed together, and that are gathered before they are written. */
const [blockBytes, pieceBytes] = [2 ** 26, 1.5 * 2 ** 28];

/** Frames that are written in a row where they can be gathered: a page of memory. */
const goodRun = 256;

/** Bytes of a complex number. */
const size = 16;

/**
 * The spectrograms of a file of signals, (..., bins, frames) in complex128, which are never in memory
 * as a whole.
 */
export class SpectrogramFile {
  name;
  signals;
  settings;
  hop;
  bins;
  frames;
  header;
  bytes;
  block;
  piece;

  /** @param settings that fit them */
  constructor(name: string, signals: SignalFile, settings: StftSettings) {
    const {nperseg, noverlap, nfft} = settings;
    this.name = name;
    this.signals = signals;
    this.settings = settings;
    this.hop = nperseg - noverlap;
    this.bins = Math.floor(nfft / 2) + 1;
    this.frames = Math.floor((signals.length - noverlap) / this.hop);
    this.header = npyHeader('<c16', [...signals.shape.slice(0, -1), this.bins, this.frames]);
    this.bytes = this.header.length + signals.rows * this.bins * this.frames * size;
    const signalBytes = 8 * this.hop * (signals.interleaved ? signals.rows : 1);
    const fitting = Math.floor(blockBytes / (this.bins * size + signalBytes));
    /** Frames that are transformed together: an even number, as they are in pairs. */
    this.block = Math.min(this.frames, Math.max(2, fitting - (fitting % 2)));
    const blocks = Math.floor(pieceBytes / (this.bins * size * this.block));
    /** Frames that are written together. */
    this.piece = this.block * Math.max(1, Math.min(blocks, Math.ceil(goodRun / this.block)));
  }

  /**
   * Whether there is room for all of it.
   * @throws UsageError
   */
  async checkRoom(core: Core) {
    const {signals, settings} = this;
    const samples = (this.block - 1) * this.hop + settings.nperseg;
    const interleaved = signals.interleaved ? 8 * signals.rows * samples : 0;
    if (interleaved > pieceBytes) {
      const [needed, most] = apart([interleaved, pieceBytes], 1, shown);
      throw new UsageError(
        `${signals.name} is in Fortran order, and ${needed} of it are needed at a ` +
          `time: allowed are ${most}. numpy.ascontiguousarray turns it around.`,
      );
    }
    const memory = stftMemory(settings, samples);
    if (!core.reserve(memory)) {
      throw new UsageError(
        `nperseg=${settings.nperseg}, nfft=${settings.nfft} need ${shown(memory)} of memory, which ` +
          'are not there.',
      );
    }
    const {path, old} = await checkTarget(this.name);
    if (old?.isFIFO()) {
      if (this.frames <= this.block) return;
      throw new UsageError(
        `${this.name} is a pipe, and the result, of ${shown(this.bytes)}, is not written from its ` +
          'beginning to its end: a file is needed.',
      );
    }
    if (old && !old.isFile()) return; // /dev/null
    const {bavail, bsize} = await statfs(dirname(path));
    if (this.bytes <= bavail * bsize) return;
    const [needed, room] = apart([this.bytes, bavail * bsize], 1, shown);
    throw new UsageError(`${this.name} would have ${needed}: its disk has room for ${room}.`);
  }

  /** @param pause called often; what it throws ends it, and nothing is written */
  async write(core: Core, pause: () => Promise<void>) {
    const {old} = await checkTarget(this.name);
    const stft = new core.Stft(this.settings);
    try {
      await writeTarget(this.name, async (write, place) => {
        if (old?.isFIFO()) {
          await write(this.header);
          for (let row = 0; row < this.signals.rows; row++) {
            await write(bytesOf(this.#transformed(stft, row, 0, this.frames)));
          }
          return;
        }
        this.#claim(place);
        place(this.header, 0);
        for (let begin = 0; begin < this.frames; begin += this.piece) {
          const count = Math.min(this.piece, this.frames - begin);
          for (let row = 0; row < this.signals.rows; row++) {
            const values = await this.#gathered(stft, row, begin, count, pause);
            await this.#place(bytesOf(values), row, begin, count, {place, pause});
          }
        }
      });
    } finally {
      stft.delete();
    }
  }

  /** Whether a file may become so long at all: asked before the work. */
  #claim(place: (bytes: Uint8Array, position: number) => void) {
    try {
      place(new Uint8Array(1), this.bytes - 1);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      throw new UsageError(`${error.message.slice(0, -1)}: it would have ${shown(this.bytes)}.`);
    }
  }

  /**
   * @param begin frame
   * @param count of frames
   * @returns (bins, count)
   */
  async #gathered(
    stft: Stft,
    row: number,
    begin: number,
    count: number,
    pause: () => Promise<void>,
  ): Promise<Float64Array> {
    await pause();
    if (count <= this.block) return this.#transformed(stft, row, begin, count);
    const all = new Float64Array(2 * this.bins * count);
    for (let first = 0; first < count; first += this.block) {
      const width = Math.min(this.block, count - first);
      const some = this.#transformed(stft, row, begin + first, width);
      for (let k = 0, from = 0; k < this.bins; k++) {
        let to = 2 * (k * count + first);
        for (const end = from + 2 * width; from < end;) all[to++] = some[from++];
      }
      await pause();
    }
    return all;
  }

  /**
   * @param begin frame
   * @param count of frames
   */
  #transformed(stft: Stft, row: number, begin: number, count: number) {
    const {signals, settings} = this;
    const length = (count - 1) * this.hop + settings.nperseg;
    const values = stft.transform(signals.samples(row, begin * this.hop, length));
    for (let i = 0; i < values.length; i++) {
      if (Number.isFinite(values[i])) continue;
      const frame = begin + (Math.floor(i / 2) % count);
      throw new UsageError(
        `${signals.name}: the transform of row ${row} overflows float64 in frame ${frame}.`,
      );
    }
    return values;
  }

  /**
   * @param bytes (bins, count)
   * @param begin frame
   * @param count of frames
   */
  async #place(
    bytes: Uint8Array,
    row: number,
    begin: number,
    count: number,
    {
      place,
      pause,
    }: {place: (bytes: Uint8Array, position: number) => void; pause: () => Promise<void>},
  ) {
    const position = this.header.length + (row * this.bins * this.frames + begin) * size;
    if (count === this.frames) {
      place(bytes, position);
      return;
    }
    for (let k = 0; k < this.bins; k++) {
      const run = bytes.subarray(k * count * size, (k + 1) * count * size);
      place(run, position + k * this.frames * size);
      if (k % 256 === 0) await pause();
    }
  }
}

function bytesOf(values: Float64Array) {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function shown(bytes: number, decimals: number = 1) {
  return bytes < 1e9
    ? `${(bytes / 1e6).toFixed(decimals)} MB`
    : `${(bytes / 1e9).toFixed(decimals)} GB`;
}
