import {ContentError} from './content-error.ts';
import {numberType} from './npy-values.ts';
import {oneLine} from './python-literal.ts';
import type {NumberType} from './npy-values.ts';
import type {Literal} from './python-literal.ts';

/** What numpy.dtype() calls them on 64-bit Linux, by kind and bytes. */
const names: Record<string, string> = {
  b1: '? bool bool_ bool8',
  i1: 'b byte int8',
  i2: 'h short int16',
  i4: 'i intc int32',
  i8: 'l q p int int_ int0 intp int64 long longlong',
  u1: 'B ubyte uint8',
  u2: 'H ushort uint16',
  u4: 'I uintc uint32',
  u8: 'L Q P uint uint0 uintp uint64 ulong ulonglong',
  f2: 'e half float16',
  f4: 'f single float32',
  f8: 'd double float float_ float64',
  c8: 'F csingle singlecomplex complex64',
  c16: 'D cdouble cfloat complex complex_ complex128',
};

/** Codes of what cannot be read here. */
const strangers: Record<string, string> = {
  ...{O: 'Python objects', S: 'text', a: 'text', U: 'text', V: 'raw bytes'},
  ...{
    M: 'dates',
    m: 'spans of time',
    c: 'complex numbers',
    F: 'complex numbers',
    D: 'complex numbers',
  },
};

/**
 * @param complex whether the numbers may be
 * @throws ContentError saying, after the name of a file, what it holds instead
 */
export function typeOf(descr: Literal, complex: boolean): NumberType {
  const {kind, value} = descr;
  if (kind === 'tuple' && value.length === 2 && isOne(value[1])) {
    return typeOf(value[0], complex); // arrays of one number each
  }
  const found = kind === 'str' ? typeNamed(value) : null;
  if (found && (complex || found.parts === 1)) return found;
  const dtype =
    kind === 'list' || kind === 'tuple'
      ? `a structured dtype, ${oneLine(descr.text)}`
      : `dtype ${oneLine(kind === 'str' ? value : descr.text)}`;
  const letter = kind === 'str' && /^[<>=|]?([OSaUVMmFDc])\d*(?:\[.*\])?$/.exec(value)?.[1];
  throw new ContentError(
    `has ${dtype}: allowed are bool, whole numbers of 8 to 64 bits, float16, float32, float64` +
      (complex ? ', complex64, complex128' : '') +
      (letter ? `, not ${strangers[letter]}` : ''),
  );
}

/** Whether it is a shape of one number. */
function isOne({kind, value}: Literal): boolean {
  if (kind === 'int') return value === 1;
  return (kind === 'tuple' || kind === 'list') && value.every(isOne);
}

function typeNamed(text: string): NumberType | null {
  // 1f8, ()f8 and (1,)f8 are arrays of one number each; a comma may end a list of one type.
  const [, order, name] =
    /^(?:1 ?|\((?:1,(?: ?1,?)*)?\) *)?([<>=|]?)(.+?)(?: *, *)?$/s.exec(text) ?? [];
  const [, kind, size] = /^([biufc])\s*\+?0*(\d+)$/.exec(name ?? '') ?? [];
  const isNamed = (code: string) =>
    kind ? code === kind + size : names[code].split(' ').includes(name);
  const code = Object.keys(names).find(isNamed);
  if (!code || (order && !kind && name.length > 1)) return null; // no <float64
  return numberType(code, order === '>');
}
