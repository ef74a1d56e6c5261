import CRC32 from 'crc-32';
import {ContentError} from './content-error.ts';

/**
 * A saved run: the eight bytes FNETRUN and a version, then records. A record is its length (uint32,
 * little-endian), its bytes, and their CRC-32. The first record is the header in JSON; each of the
 * others is one array of one unit: unit and array (uint32), then its float32 values. Nothing in it
 * depends on how the run was divided among workers.
 */

const magic = new TextEncoder().encode('FNETRUN\x01');

/** No record is longer: an array of the largest model has 2 MB, a history far less. */
const longestRecord = 8 * 2 ** 20;

/** One array of what the optimiser holds of one unit. */
export type UnitState = {unit: number; array: number; values: Float32Array};

/** Reads the next bytes; resolves to fewer at the end only. */
export type Read = (length: number) => Promise<Uint8Array>;

/**
 * @param header that JSON can hold
 * @returns how the file begins
 */
export function formatHeader(header: object): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  return joined([magic, record(json)]);
}

/** @returns one record */
export function formatState({unit, array, values}: UnitState): Uint8Array {
  const record = createRecord(values.length);
  record.values.set(values);
  return record.seal(unit, array);
}

/**
 * A record to be filled with one array after another, all in the same memory.
 * @param count of its values
 */
export function createRecord(count: number) {
  const bytes = new Uint8Array(4 + 8 + 4 * count + 4);
  const [length, unit, array] = [0, 1, 2];
  const head = new Uint32Array(bytes.buffer, 0, 3);
  head[length] = 8 + 4 * count;
  const content = bytes.subarray(4, -4);
  const checksum = new DataView(bytes.buffer, bytes.length - 4);
  return {
    values: new Float32Array(bytes.buffer, 12, count),
    /** @returns the record of the values that are there now */
    seal(ofUnit: number, ofArray: number): Uint8Array {
      [head[unit], head[array]] = [ofUnit, ofArray];
      checksum.setInt32(0, CRC32.buf(content), true);
      return bytes;
    },
  };
}

/** What a saved run says of itself, whatever it is, and how many arrays follow. */
export type RunHeader = Record<string, unknown> & {records: number};

/** @throws ContentError saying what is wrong with the file */
export async function readRunFile(
  read: Read,
): Promise<{header: RunHeader; states: AsyncGenerator<UnitState>}> {
  const start = await read(magic.length);
  if (magic.slice(0, -1).some((byte, i) => start[i] !== byte)) {
    throw new ContentError('is not a saved run: “Save run” and train --checkpoint write them');
  }
  if (start[7] !== magic[7]) {
    throw new ContentError(`is a saved run of version ${start[7]}: version ${magic[7]} is read`);
  }
  const json = await readRecord(read);
  if (!json) throw new ContentError('is truncated');
  return {header: parsedHeader(json), states: readStates(read)};
}

/**
 * Reads the whole file, to know that it is complete and undamaged before anything is made of it.
 * @returns its header
 * @throws ContentError saying what is wrong with the file
 */
export async function checkRunFile(read: Read): Promise<RunHeader> {
  const {header, states} = await readRunFile(read);
  let found = 0;
  for await (const state of states) found += state ? 1 : 0;
  if (found !== header.records) {
    throw new ContentError(`is truncated: it has ${found} of ${header.records} arrays`);
  }
  return header;
}

function parsedHeader(json: Uint8Array): RunHeader {
  let header;
  try {
    header = JSON.parse(new TextDecoder().decode(json));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ContentError('is damaged: its header cannot be read', {cause: error});
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw new ContentError('is damaged: its header says nothing of a run');
  }
  if (!Number.isSafeInteger(header.records) || header.records < 1) {
    throw new ContentError('is damaged: its header does not say how many arrays it has');
  }
  return header;
}

async function* readStates(read: Read): AsyncGenerator<UnitState> {
  for (let bytes = await readRecord(read); bytes; bytes = await readRecord(read)) {
    if (bytes.length < 8 || bytes.length % 4 !== 0) {
      throw new ContentError(`is damaged: a record of ${bytes.length} bytes holds no array`);
    }
    const copy = bytes.slice().buffer; // aligned
    const [unit, array] = new Uint32Array(copy, 0, 2);
    yield {unit, array, values: new Float32Array(copy, 8)};
  }
}

/** @returns null at the end of the file */
async function readRecord(read: Read): Promise<Uint8Array | null> {
  const head = await read(4);
  if (head.length === 0) return null;
  const length = head.length === 4 ? uint32(head) : 0;
  if (length > longestRecord) {
    throw new ContentError('is damaged: a record is longer than any can be');
  }
  const body = await read(length + 4);
  if (head.length < 4 || body.length < length + 4) throw new ContentError('is truncated');
  const bytes = body.subarray(0, length);
  if (CRC32.buf(bytes) >>> 0 !== uint32(body.subarray(length))) {
    throw new ContentError('is damaged: a checksum does not match');
  }
  return bytes;
}

function record(bytes: Uint8Array) {
  const length = new Uint8Array(Uint32Array.of(bytes.length).buffer);
  const checksum = new Uint8Array(Int32Array.of(CRC32.buf(bytes)).buffer);
  return joined([length, bytes, checksum]);
}

/** @param bytes four of them, little-endian */
function uint32(bytes: Uint8Array) {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

function joined(parts: Uint8Array[]) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
