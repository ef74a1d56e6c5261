/**
 * Numbers that are held against each other, such as a value and its limit: each with so many significant
 * digits, and more where two that differ would look the same.
 */
export function apart(
  values: readonly number[],
  digits: number,
  format: (value: number, digits: number) => string = plain,
): string[] {
  const known = [...new Set(values.filter(Number.isFinite))];
  const areApart = new Set(known.map(value => format(value, digits))).size === known.length;
  if (!areApart && digits < 17) return apart(values, digits + 1, format);
  return values.map(value => format(value, digits));
}

function plain(value: number, digits: number) {
  return String(Number(value.toPrecision(digits)));
}
