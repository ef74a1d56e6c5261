import {shownValue} from './shown-value.ts';

/**
 * A value from a file or a caller, in words that tell what kind of value it is: 4 is another one than
 * "4".
 * @returns one short line
 */
export function typedValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return typeof value === 'string' ? `${shownValue(value)} (a text)` : shownValue(value);
}
