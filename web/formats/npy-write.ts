/** Writes NumPy's .npy format, version 1.0. https://numpy.org/neps/nep-0001-npy-format.html */

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * @param values row-major; two numbers each where `complex`
 * @param options complex: float64 pairs written as complex128
 */
export function formatNpy(
  shape: number[],
  values: Float32Array | Float64Array,
  {complex = false}: {complex?: boolean} = {},
): Uint8Array {
  const header = npyHeader(
    complex ? '<c16' : values instanceof Float32Array ? '<f4' : '<f8',
    shape,
  );
  const bytes = new Uint8Array(header.length + values.byteLength);
  bytes.set(header);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), header.length);
  return bytes;
}

/** How the file begins; the values, row-major, follow. */
export function npyHeader(descr: '<f4' | '<f8' | '<c16', shape: number[]): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length);
  bytes.set(magic);
  bytes.set([1, 0, (length - 10) & 255, (length - 10) >> 8], 6);
  bytes.set(new TextEncoder().encode(text.padEnd(length - 11) + '\n'), 10);
  return bytes;
}
