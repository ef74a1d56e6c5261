const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A decimal number that someone wrote.
 * @param {string} text
 * @returns {number} NaN where it is none
 */
export function parseNumber(text) {
  const trimmed = text.trim();
  return number.test(trimmed) ? Number(trimmed) : NaN;
}
