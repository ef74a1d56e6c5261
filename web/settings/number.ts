const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A decimal number that someone wrote.
 * @returns NaN where it is none, or so small that it is held as 0; never -0
 */
export function parseNumber(text: string): number {
  const [trimmed, digits] = number.exec(text.trim()) ?? [];
  if (digits === undefined) return NaN;
  const value = Number(trimmed);
  if (value !== 0) return value;
  return /[1-9]/.test(digits) ? NaN : 0;
}
