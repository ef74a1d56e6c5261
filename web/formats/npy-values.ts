/** The values of .npy files: how they are laid out, and their bytes as numbers. */

/** An array of real numbers, row-major. */
export type RealArray = {shape: number[]; values: Float32Array | Float64Array};
/** The same with two values for each number where `parts` is 2. */
export type ComplexArray = RealArray & {parts: 1 | 2};

export interface NumberType {
  /** kind and bytes of a number, such as f8; c16 is complex128 */
  code: string;
  /** bytes of a number */
  size: number;
  /** 2 where it is complex: real, imaginary */
  parts: 1 | 2;
  bigEndian: boolean;
}

export interface NpyHeader {
  /** for decodeNumbers() */
  dtype: NumberType;
  shape: number[];
  /** whether the first index counts fastest */
  fortranOrder: boolean;
  /** bytes before the values */
  dataOffset: number;
}

type Stored =
  | (Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array)
  | (Float32Array | Float64Array | BigInt64Array | BigUint64Array);

/** How each type is held, by its kind and bytes. */
const storage: Record<string, new (bytes: ArrayBuffer) => Stored> = {
  ...{b1: Uint8Array, u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, u8: BigUint64Array},
  ...{i1: Int8Array, i2: Int16Array, i4: Int32Array, i8: BigInt64Array},
  ...{f2: Uint16Array, f4: Float32Array, f8: Float64Array, c8: Float32Array, c16: Float64Array},
};

/** Whether there is such a type. */
export function isStored(code: string) {
  return Object.hasOwn(storage, code);
}

/** @param code of a type that there is */
export function numberType(code: string, bigEndian: boolean): NumberType {
  const parts = code[0] === 'c' ? 2 : 1;
  return {code, size: Number(code.slice(1)), parts, bigEndian};
}

/** @param header whose shape it has the values of */
export function arrayFrom(
  file: Uint8Array,
  {dtype, shape, fortranOrder, dataOffset}: NpyHeader,
): ComplexArray {
  const {size, parts} = dtype;
  const count = shape.reduce((product, length) => product * length, 1);
  const bytes = new Uint8Array(file.buffer, file.byteOffset + dataOffset, count * size);
  const values = decodeNumbers(bytes, dtype);
  const isTurned = fortranOrder && shape.length > 1;
  return {shape, values: isTurned ? rowMajor(values, shape, parts) : values, parts};
}

/**
 * @param bytes of whole numbers of that type
 * @returns float32 for float16, float32 and complex64, float64 for the others: whole numbers beyond
 * 2^53 are rounded
 */
export function decodeNumbers(
  bytes: Uint8Array,
  {code, size, parts, bigEndian}: NumberType,
): Float32Array | Float64Array {
  const aligned = new Uint8Array(bytes);
  if (bigEndian) swap(aligned, size / parts);
  const stored = new storage[code](aligned.buffer);
  if (stored instanceof Float32Array || stored instanceof Float64Array) return stored;
  if (stored instanceof BigInt64Array || stored instanceof BigUint64Array) {
    return Float64Array.from(stored, Number);
  }
  if (code === 'f2') return Float32Array.from(stored, fromHalf);
  return Float64Array.from(stored, code === 'b1' ? Math.sign : Number);
}

/**
 * Turns around the bytes of each number.
 * @param width of a number
 */
function swap(bytes: Uint8Array, width: number) {
  for (let begin = 0; begin < bytes.length; begin += width) {
    for (let i = begin, j = begin + width - 1; i < j; i++, j--) {
      [bytes[i], bytes[j]] = [bytes[j], bytes[i]];
    }
  }
}

/** @param bits of an IEEE 754 binary16 */
function fromHalf(bits: number) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? (1024 + fraction) * 2 ** (exponent - 25) : fraction * 2 ** -24);
}

/**
 * @param values column-major: the first index counts fastest
 * @param parts of each
 */
function rowMajor(values: Float32Array | Float64Array, shape: number[], parts: 1 | 2) {
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
