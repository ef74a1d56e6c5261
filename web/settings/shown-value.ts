/** Characters of a value, or of a key, that a message repeats. */
const longest = 40;

/** A value that may come from anywhere, as one short line. */
export function shownValue(value: unknown) {
  const isPlain = value === null || !['object', 'function'].includes(typeof value);
  const text = isPlain ? String(value) : Object.prototype.toString.call(value);
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/\p{C}/gu, '\ufffd'); // no line breaks, no half characters
}
