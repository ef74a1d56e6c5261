/**
 * Numbers that are held against each other, such as a value and its limit: each with so many significant
 * digits, and more where two that differ would look the same.
 *
 * @param {readonly number[]} values
 * @param {number} digits
 * @param {(value: number, digits: number) => string} [format]
 * @returns {string[]}
 */
export function apart(values, digits, format = plain) {
  const known = [...new Set(values.filter(Number.isFinite))];
  const areApart = new Set(known.map(value => format(value, digits))).size === known.length;
  if (!areApart && digits < 17) return apart(values, digits + 1, format);
  return values.map(value => format(value, digits));
}

/**
 * @param {number} value
 * @param {number} digits
 */
function plain(value, digits) {
  return String(Number(value.toPrecision(digits)));
}
