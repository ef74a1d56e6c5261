import {open} from 'node:fs/promises';
import {headerBytes, readNpyHeader} from '../../web/formats/npy.ts';
import {decodeNumbers} from '../../web/formats/npy-values.ts';
import {UsageError} from './errors.ts';
import {systemReason} from './system-reason.ts';
import type {NpyHeader} from '../../web/formats/npy-values.ts';
import type {FileHandle} from 'node:fs/promises';

/** Where bytes come from. */
interface Source {
  length: number;
  read: (position: number, length: number) => Promise<Uint8Array>;
}

/**
 * An .npy file of real numbers whose rows are read some at a time: of an array (..., columns) all
 * that stands before the last dimension is rows.
 */
export class NpyFile {
  name;
  shape;
  columns;
  rows;
  close;

  #source;
  #header;

  constructor(name: string, source: Source, header: NpyHeader, close: () => Promise<void>) {
    this.name = name;
    this.shape = header.shape;
    this.columns = header.shape.at(-1) ?? 1;
    this.rows = header.shape.slice(0, -1).reduce((product, length) => product * length, 1);
    this.close = close;
    this.#source = source;
    this.#header = header;
  }

  /**
   * @returns row-major, without NaN or infinity
   * @throws UsageError
   */
  async read(first: number, count: number): Promise<Float32Array | Float64Array> {
    const isTurned = this.#header.fortranOrder && this.shape.length > 1;
    const values = isTurned
      ? await this.#turned(first, count)
      : await this.#numbers(first * this.columns, count * this.columns);
    const bad = values.findIndex(value => !Number.isFinite(value));
    if (bad >= 0) {
      throw this.refusal(
        `contains ${values[bad]} ${this.place(first, bad)}: allowed are finite numbers`,
      );
    }
    return values;
  }

  /**
   * Reads all of it and keeps nothing.
   * @throws UsageError as read() does
   */
  async check() {
    const count = Math.max(1, Math.floor(2 ** 20 / this.columns));
    for (let first = 0; first < this.rows; first += count) {
      await this.read(first, Math.min(count, this.rows - first));
    }
  }

  /** Rows of a matrix that stands in the file column by column. */
  async #turned(first: number, count: number) {
    const {columns, rows} = this;
    const parts = [];
    for (let column = 0; column < columns; column++) {
      parts.push(await this.#numbers(column * rows + first, count));
    }
    const values =
      parts[0] instanceof Float32Array
        ? new Float32Array(count * columns)
        : new Float64Array(count * columns);
    for (const [column, part] of parts.entries()) {
      for (let row = 0; row < count; row++) values[row * columns + column] = part[row];
    }
    return values;
  }

  /** @param first number */
  async #numbers(first: number, count: number) {
    const {dtype, dataOffset} = this.#header;
    const {size} = dtype;
    const bytes = await this.#source.read(dataOffset + first * size, count * size);
    if (bytes.length < count * size) throw this.refusal('became shorter while it was read');
    return decodeNumbers(bytes, dtype);
  }

  /**
   * @param first row of some that were read
   * @param at which of their values
   */
  place(first: number, at: number) {
    return `(row ${first + Math.floor(at / this.columns)}, column ${at % this.columns})`;
  }

  refusal(problem: string) {
    return new UsageError(`${this.name} ${problem}.`);
  }
}

/**
 * @returns to be closed
 * @throws UsageError naming the file and what is wrong with it
 */
export async function openNpy(file: string): Promise<NpyFile> {
  try {
    const handle = await open(file);
    try {
      const source = await sourceOf(handle);
      return new NpyFile(file, source, await headerOf(file, source), () => handle.close());
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read (${systemReason(error)}).`);
  }
}

async function headerOf(file: string, source: Source) {
  const begin = await source.read(0, Math.min(headerBytes, source.length));
  try {
    const header = readNpyHeader(begin, {complex: false, fileLength: source.length});
    if (header.shape.includes(0)) {
      throw new TypeError(`holds no values: its shape is (${header.shape.join(', ')})`);
    }
    return header;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${file} ${error.message}.`);
  }
}

/** What is no file of a known length, such as a pipe, is read at once. */
async function sourceOf(handle: FileHandle): Promise<Source> {
  const stat = await handle.stat();
  if (stat.isFile()) {
    return {
      length: stat.size,
      async read(position, length) {
        const {buffer, bytesRead} = await handle.read(new Uint8Array(length), 0, length, position);
        return buffer.subarray(0, bytesRead);
      },
    };
  }
  const bytes = await handle.readFile();
  return {
    length: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
  };
}
