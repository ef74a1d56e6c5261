import {ContentError} from './content-error.ts';
import {typeOf} from './npy-types.ts';
import {arrayFrom} from './npy-values.ts';
import {oneLine, parseLiteral} from './python-literal.ts';
import type {ComplexArray, NpyHeader, NumberType} from './npy-values.ts';
import type {Literal} from './python-literal.ts';

export {formatNpy, npyHeader} from './npy-write.ts';

/**
 * NumPy's .npy format, versions 1.0, 2.0 and 3.0: magic, version, header length, a Python dictionary
 * {'descr', 'fortran_order', 'shape'}, then the values. What numpy.load reads of numbers is read, and
 * nothing else. https://numpy.org/neps/nep-0001-npy-format.html
 */

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Characters that NumPy reads of a header, and dimensions of an array, at most. */
const longestHeader = 10_000;
const mostDimensions = 32;

/** Bytes at the beginning of a file that hold its header, whatever it is. */
export const headerBytes = 12 + 4 * longestHeader;

/**
 * Reads an array of numbers that may be complex: then there are two values for each, its real and
 * its imaginary part.
 * @throws ContentError saying what is wrong with the bytes
 */
export function parseComplexNpy(bytes: Uint8Array): ComplexArray {
  return arrayFrom(bytes, readNpyHeader(bytes, {fileLength: bytes.length}));
}

/**
 * How the array of a file is laid out. Of the file its beginning is enough: headerBytes of it, or all
 * of a shorter one. To read the values in pieces, give decodeNumbers() of npy-values.ts whole numbers
 * of `dtype.size` bytes from `dataOffset` on.
 * @throws ContentError saying, after the name of the file, what is wrong with it
 */
export function readNpyHeader(
  bytes: Uint8Array,
  {
    complex = true,
    fileLength,
  }: {
    /** whether its numbers may be */
    complex?: boolean;

    /**
     * bytes of the whole file, which are to hold the array; then, as in NumPy, one length below 0
     * stands for what the file has
     */
    fileLength?: number;
  } = {},
): NpyHeader {
  if (bytes.length === 0) throw new ContentError('is empty');
  if (magic.some((byte, i) => bytes[i] !== byte)) {
    throw new ContentError('is not an .npy file (its first bytes are not \\x93NUMPY)');
  }
  if (bytes.length < 12) throw new ContentError('is truncated in its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [version, minor] = bytes.subarray(6, 8);
  if (version < 1 || version > 3 || minor !== 0) {
    throw new ContentError(
      `is .npy version ${version}.${minor}: versions 1.0, 2.0 and 3.0 are read`,
    );
  }
  const begin = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > headerBytes - begin) throw headerTooLong(length);
  const dataOffset = begin + length;
  if (dataOffset > bytes.length) throw new ContentError('is truncated in its header');
  const text = decodeText(bytes.subarray(begin, dataOffset), version);
  if (text.length > longestHeader) throw headerTooLong(text.length);
  const {descr, isFortran, lengths} = headerParts(parseLiteral(text, {python2: version < 3}));
  const dtype = typeOf(descr, complex);
  const given = arrayShape(lengths);
  const shape =
    fileLength === undefined ? given : filledShape(given, dtype, fileLength - dataOffset);
  const largest = shape.reduce((product, length) => product * Math.max(1, length), dtype.size);
  if (largest >= 2 ** 63) throw new ContentError(`has shape ${shown(shape)}: no array is so large`);
  return {dtype, shape, fortranOrder: isFortran, dataOffset};
}

function headerTooLong(length: number) {
  return new ContentError(
    `has an .npy header of ${length} characters: at most ${longestHeader} are read`,
  );
}

function decodeText(bytes: Uint8Array, version: number) {
  if (version < 3) return new TextDecoder('latin1').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ContentError('has an .npy header that cannot be read: it is not UTF-8', {
      cause: error,
    });
  }
}

function headerParts(header: Literal): {
  descr: Literal;
  isFortran: boolean;
  lengths: Literal[];
} {
  if (header.kind !== 'dict') {
    throw new ContentError('has an .npy header that cannot be read: it is no dictionary');
  }
  // Of a key that stands twice, the last counts.
  const parts = new Map<string, Literal>(
    header.value.map(([key, part]) => [key.kind === 'str' ? `'${key.value}'` : key.text, part]),
  );
  const [descr, order, shape] = ["'descr'", "'fortran_order'", "'shape'"].map(key =>
    parts.get(key),
  );
  if (!descr || !order || !shape || parts.size > 3) {
    const keys = oneLine([...parts.keys()].sort().join(', ')) || 'nothing';
    throw new ContentError(
      `has an .npy header that cannot be read: it holds ${keys} and not just 'descr', ` +
        "'fortran_order', 'shape'",
    );
  }
  if (order.kind !== 'bool') {
    throw new ContentError(
      `has fortran_order ${oneLine(order.text)} in its header: allowed is True or False`,
    );
  }
  if (shape.kind !== 'tuple' || !shape.value.every(isLength)) {
    throw new ContentError(
      `has shape ${oneLine(shape.text)}, which cannot be read: allowed is a tuple of whole numbers`,
    );
  }
  return {descr, isFortran: order.value, lengths: shape.value};
}

/** @param part of a shape */
function isLength({kind}: Literal) {
  return kind === 'int';
}

function arrayShape(lengths: Literal[]) {
  const shape = lengths.map(({value}) => value as number);
  if (shape.length > mostDimensions) {
    throw new ContentError(`has ${shape.length} dimensions: allowed are ${mostDimensions}`);
  }
  if (shape.filter(length => length < 0).length > 1) {
    throw new ContentError(`has shape ${shown(shape)}: allowed are lengths from 0`);
  }
  return shape;
}

/**
 * The shape, where the file has enough for it.
 * @param available bytes
 */
function filledShape(shape: number[], {size}: NumberType, available: number) {
  const open = shape.findIndex(length => length < 0);
  const count = shape.reduce((product, length, axis) => product * (axis === open ? 1 : length), 1);
  if (open < 0) {
    if (available >= count * size) return shape;
    throw new ContentError(
      `is truncated: shape ${shown(shape)} needs ${count * size} bytes of data, ` +
        `there are ${available}`,
    );
  }
  const length = Math.floor(available / size) / count;
  if (!Number.isInteger(length)) {
    throw new ContentError(
      `has shape ${shown(shape)}, and ${available} bytes of data are no whole number of that`,
    );
  }
  return shape.with(open, length);
}

/** As Python writes it. */
function shown(shape: number[]) {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}
