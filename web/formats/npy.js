/**
 * NumPy's .npy format, version 1.0 and 2.0: magic, version, header length, a Python dictionary
 * {'descr', 'fortran_order', 'shape'}, then the values. https://numpy.org/neps/nep-0001-npy-format.html
 */

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** @typedef {{shape: number[], values: Float32Array | Float64Array}} RealArray row-major */

/** What numbers are called there, and how they are read. */
const realTypes = {
  '<f4': Float32Array,
  '<f8': Float64Array,
  '|b1': Uint8Array,
  '|i1': Int8Array,
  '|u1': Uint8Array,
  '<i2': Int16Array,
  '<u2': Uint16Array,
  '<i4': Int32Array,
  '<u4': Uint32Array,
  '<i8': BigInt64Array,
  '<u8': BigUint64Array,
};
const complexTypes = {'<c8': Float32Array, '<c16': Float64Array};
const allTypes = {...realTypes, ...complexTypes};

/** @typedef {keyof typeof allTypes} Type */

/**
 * Reads an array of float32, float64 or whole numbers, which become float64.
 * @param {Uint8Array} bytes
 * @returns {RealArray}
 * @throws {TypeError} saying what is wrong with the bytes
 */
export function parseNpy(bytes) {
  const {shape, values} = parseArray(bytes, readLayout(bytes, {complex: false}));
  return {shape, values};
}

/**
 * Reads an array of numbers that may be complex: then there are two values for each, its real and
 * its imaginary part.
 * @param {Uint8Array} bytes
 * @returns {RealArray & {parts: 1 | 2}}
 * @throws {TypeError} saying what is wrong with the bytes
 */
export function parseComplexNpy(bytes) {
  return parseArray(bytes, readLayout(bytes));
}

/**
 * @typedef {object} Layout
 * @property {Type} type
 * @property {number[]} shape
 * @property {1 | 2} parts 2 where it is complex
 * @property {boolean} fortran
 * @property {number} begin of the values
 */

/**
 * How the array of a file is laid out; of the file, its beginning is enough.
 * @param {Uint8Array} bytes
 * @param {{complex?: boolean}} [allowed] whether its numbers may be complex
 * @returns {Layout}
 * @throws {TypeError} saying what is wrong with it
 */
export function readLayout(bytes, {complex = true} = {}) {
  if (bytes.length === 0) throw new TypeError('is empty');
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) {
    throw new TypeError('is not an .npy file (its first bytes are not \\x93NUMPY)');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version !== 1 && version !== 2) {
    throw new TypeError(`is .npy version ${version}: versions 1 and 2 are read`);
  }
  const begin = version === 1 ? 10 : 12;
  const headerLength = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (begin + headerLength > bytes.length) throw new TypeError('is truncated in its header');
  const header = new TextDecoder('latin1').decode(bytes.subarray(begin, begin + headerLength));
  const {type, shape, fortran} = parseHeader(header, complex);
  return {type, shape, parts: type in complexTypes ? 2 : 1, fortran, begin: begin + headerLength};
}

/**
 * @param {Uint8Array} bytes
 * @param {Layout} layout
 * @returns {RealArray & {parts: 1 | 2}}
 */
function parseArray(bytes, {type, shape, parts, fortran, begin}) {
  const Values = allTypes[type];
  const size = Values.BYTES_PER_ELEMENT;
  const count = parts * shape.reduce((product, length) => product * length, 1);
  // A view of its own: the slice() of Node's Buffer would not copy.
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length).subarray(begin);
  if (data.length < count * size) {
    throw new TypeError(
      `is truncated: shape (${shape.join(', ')}) needs ${count * size} bytes of data, ` +
        `there are ${data.length}`,
    );
  }
  const stored = new Values(data.slice(0, count * size).buffer);
  const isFloat = stored instanceof Float32Array || stored instanceof Float64Array;
  const values = isFloat ? stored : Float64Array.from(stored, Number);
  return {shape, values: fortran ? rowMajor(values, shape, parts) : values, parts};
}

/**
 * @param {Float32Array | Float64Array} values column-major: the first index counts fastest
 * @param {number[]} shape
 * @param {1 | 2} parts of each
 */
function rowMajor(values, shape, parts) {
  const rows = values.slice();
  const index = shape.map(() => 0);
  for (let from = 0; from < values.length; from += parts) {
    const to = parts * index.reduce((place, at, axis) => place * shape[axis] + at, 0);
    for (let part = 0; part < parts; part++) rows[to + part] = values[from + part];
    for (let axis = 0; axis < shape.length && ++index[axis] === shape[axis]; axis++) {
      index[axis] = 0;
    }
  }
  return rows;
}

/**
 * @param {string} header
 * @param {boolean} complex whether its numbers may be
 */
function parseHeader(header, complex) {
  const descr = /'descr': *'([^']*)'/.exec(header)?.[1];
  const fortran = /'fortran_order': *(True|False)/.exec(header)?.[1];
  const dimensions = /'shape': *\(([\d, ]*)\)/.exec(header)?.[1];
  if (descr === undefined || fortran === undefined || dimensions === undefined) {
    throw new TypeError('has an .npy header that cannot be read (a structured dtype?)');
  }
  if (!isType(descr) || (descr in complexTypes && !complex)) {
    const floats = complex ? 'float32, float64, complex64, complex128' : 'float32, float64';
    throw new TypeError(
      `has dtype ${descr}: allowed are ${floats} and whole numbers, little-endian`,
    );
  }
  const lengths = dimensions.split(',').map(part => part.trim());
  if (lengths.at(-1) === '') lengths.pop(); // (3,)
  if (!lengths.every(length => /^\d{1,15}$/.test(length))) {
    throw new TypeError(`has shape (${dimensions.slice(0, 80)}), which cannot be read`);
  }
  const shape = lengths.map(Number);
  return {type: descr, shape, fortran: fortran === 'True' && shape.length > 1};
}

/**
 * @param {string} descr
 * @returns {descr is Type}
 */
function isType(descr) {
  return Object.hasOwn(allTypes, descr);
}

/**
 * @param {number[]} shape
 * @param {Float32Array | Float64Array} values row-major; two numbers each where `complex`
 * @param {{complex?: boolean}} [options] complex: float64 pairs written as complex128
 * @returns {Uint8Array}
 */
export function formatNpy(shape, values, {complex = false} = {}) {
  const header = npyHeader(
    complex ? '<c16' : values instanceof Float32Array ? '<f4' : '<f8',
    shape,
  );
  const bytes = new Uint8Array(header.length + values.byteLength);
  bytes.set(header);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), header.length);
  return bytes;
}

/**
 * How the file begins; the values, row-major, follow.
 * @param {'<f4' | '<f8' | '<c16'} descr
 * @param {number[]} shape
 * @returns {Uint8Array}
 */
export function npyHeader(descr, shape) {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length);
  bytes.set(magic);
  bytes.set([1, 0, (length - 10) & 255, (length - 10) >> 8], 6);
  bytes.set(new TextEncoder().encode(text.padEnd(length - 11) + '\n'), 10);
  return bytes;
}
