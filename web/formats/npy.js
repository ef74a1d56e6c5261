/**
 * NumPy's .npy format, version 1.0 and 2.0: magic, version, header length, a Python dictionary
 * {'descr', 'fortran_order', 'shape'}, then the values. https://numpy.org/neps/nep-0001-npy-format.html
 */

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** @typedef {{shape: number[], values: Float32Array | Float64Array}} RealArray */

/**
 * Reads a C-ordered array of float32 or float64.
 * @param {Uint8Array} bytes
 * @returns {RealArray}
 * @throws {TypeError} saying what is wrong with the bytes
 */
export function parseNpy(bytes) {
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
  const {descr, shape} = parseHeader(header);
  const count = shape.reduce((product, length) => product * length, 1);
  const size = descr === '<f4' ? 4 : 8;
  // A view of its own: the slice() of Node's Buffer would not copy.
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length).subarray(
    begin + headerLength,
  );
  if (data.length < count * size) {
    throw new TypeError(
      `is truncated: shape (${shape.join(', ')}) needs ${count * size} bytes of data, ` +
        `there are ${data.length}`,
    );
  }
  const buffer = data.slice(0, count * size).buffer;
  return {shape, values: size === 4 ? new Float32Array(buffer) : new Float64Array(buffer)};
}

/** @param {string} header */
function parseHeader(header) {
  const descr = /'descr': *'([^']*)'/.exec(header)?.[1];
  const fortran = /'fortran_order': *(True|False)/.exec(header)?.[1];
  const dimensions = /'shape': *\(([\d, ]*)\)/.exec(header)?.[1];
  if (descr === undefined || fortran === undefined || dimensions === undefined) {
    throw new TypeError('has an .npy header that cannot be read (a structured dtype?)');
  }
  if (descr !== '<f4' && descr !== '<f8') {
    throw new TypeError(`has dtype ${descr}: allowed are float32 (<f4) and float64 (<f8)`);
  }
  const lengths = dimensions.split(',').map(part => part.trim());
  if (lengths.at(-1) === '') lengths.pop(); // (3,)
  if (!lengths.every(length => /^\d{1,15}$/.test(length))) {
    throw new TypeError(`has shape (${dimensions.slice(0, 80)}), which cannot be read`);
  }
  const shape = lengths.map(Number);
  if (fortran === 'True' && shape.length > 1) {
    throw new TypeError('is in Fortran order: save numpy.ascontiguousarray of it');
  }
  return {descr, shape};
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
