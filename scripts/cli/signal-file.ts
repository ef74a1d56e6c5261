import {readSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {headerBytes, readNpyHeader} from '../../web/formats/npy.ts';
import {decodeNumbers} from '../../web/formats/npy-values.ts';
import {UsageError} from './errors.ts';
import {systemReason} from './system-reason.ts';
import type {NpyHeader} from '../../web/formats/npy-values.ts';
import type {FileHandle} from 'node:fs/promises';

/** Numbers that are looked at together. */
const atOnce = 2 ** 21;

/** An .npy file of signals, one a row (..., length), which is read in pieces. */
export class SignalFile {
  name;
  shape;
  length;
  rows;
  interleaved;
  close;

  #header;
  #read;
  /** Of an array in Fortran order: samples of all rows, those that were read last. */
  #begin = -1;
  #block: Float32Array | Float64Array = new Float32Array();

  constructor(
    name: string,
    header: NpyHeader,
    read: (position: number, length: number) => Uint8Array,
    close: () => Promise<void>,
  ) {
    const {shape, fortranOrder} = header;
    this.name = name;
    this.shape = shape;
    this.length = shape[shape.length - 1];
    this.rows = shape.slice(0, -1).reduce((product, length) => product * length, 1);
    /** Whether the samples of all rows stand together. */
    this.interleaved = fortranOrder && this.rows > 1;
    this.close = close;
    this.#header = header;
    this.#read = read;
  }

  /** @param count of samples */
  samples(row: number, begin: number, count: number) {
    if (!this.interleaved) return this.#numbers(row * this.length + begin, count);
    if (this.#begin !== begin || this.#block.length !== count * this.rows) {
      this.#block = this.#numbers(begin * this.rows, count * this.rows);
      this.#begin = begin;
    }
    const place = this.#placeOf(row);
    return Float64Array.from({length: count}, (_, i) => this.#block[i * this.rows + place]);
  }

  /**
   * @param pause called often; what it throws ends it
   * @throws UsageError naming the first number that is NaN or infinite
   */
  async checkFinite(pause: () => Promise<void>) {
    const count = this.rows * this.length;
    for (let first = 0; first < count; first += atOnce) {
      const values = this.#numbers(first, Math.min(atOnce, count - first));
      for (let i = 0; i < values.length; i++) {
        if (!Number.isFinite(values[i])) throw this.#notFinite(first + i, values[i]);
      }
      await pause();
    }
  }

  /** @param at where it stands in the file */
  #notFinite(at: number, value: number) {
    const isTurned = this.interleaved;
    const column = isTurned ? Math.floor(at / this.rows) : at % this.length;
    const row = isTurned
      ? Array.from({length: this.rows}, (_, i) => this.#placeOf(i)).indexOf(at % this.rows)
      : Math.floor(at / this.length);
    return new UsageError(
      `${this.name} contains ${value} (row ${row}, column ${column}): allowed are finite numbers.`,
    );
  }

  /** Where a row stands among those that the first index counts fastest. */
  #placeOf(row: number) {
    const lengths = this.shape.slice(0, -1);
    const strides = lengths.map((_, axis) => lengths.slice(0, axis).reduce((a, b) => a * b, 1));
    let [place, rest] = [0, row];
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      place += (rest % lengths[axis]) * strides[axis];
      rest = Math.floor(rest / lengths[axis]);
    }
    return place;
  }

  #numbers(first: number, count: number) {
    const {dtype, dataOffset} = this.#header;
    const bytes = this.#read(dataOffset + first * dtype.size, count * dtype.size);
    if (bytes.length < count * dtype.size) {
      throw new UsageError(`${this.name} became shorter while it was read.`);
    }
    return decodeNumbers(bytes, dtype);
  }
}

/**
 * @returns to be closed
 * @throws UsageError naming the file and what is wrong with it
 */
export async function openSignals(file: string): Promise<SignalFile> {
  const handle = await open(file).catch(error => {
    throw unreadable(file, error);
  });
  try {
    const {length, read} = await sourceOf(handle);
    const header = readNpyHeader(read(0, Math.min(headerBytes, length)), {
      complex: false,
      fileLength: length,
    });
    const {shape} = header;
    if (shape.length === 0) throw new TypeError('is a single number: a signal is needed');
    if (shape.includes(0)) {
      throw new TypeError(`holds no values: its shape is (${shape.join(', ')})`);
    }
    return new SignalFile(file, header, read, () => handle.close());
  } catch (error) {
    await handle.close();
    if (!(error instanceof TypeError)) throw unreadable(file, error);
    throw new UsageError(`${file} ${error.message}.`);
  }
}

function unreadable(file: string, error: unknown) {
  return new UsageError(`${file} cannot be read (${systemReason(error)}).`);
}

/** What has no length that is known before, such as a pipe, is read at once. */
async function sourceOf(handle: FileHandle) {
  const stat = await handle.stat();
  const whole = stat.isFile() ? null : await handle.readFile();
  if (whole) {
    return {
      length: whole.length,
      read: (at: number, length: number) => new Uint8Array(whole.subarray(at, at + length)),
    };
  }
  return {
    length: stat.size,
    read(position: number, length: number) {
      const bytes = new Uint8Array(length);
      let done = 0;
      for (let some = 1; some > 0 && done < length; done += some) {
        some = readSync(handle.fd, bytes, done, length - done, position + done);
      }
      return bytes.subarray(0, done);
    },
  };
}
