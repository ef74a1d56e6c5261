/** Words of the engine that runs us, which no sentence of ours has. */
const foreign =
  /undefined|\[object|Invalid|array length|typed array|multiple of|Cannot|is not an? (function|iterable|object|constructor)|JSON|Unexpected|stack|TypeError|RangeError|SyntaxError|E[A-Z]{4,}|Aborted/;

/**
 * What of a message is not ours.
 * @returns null: it is a sentence or two of ours
 */
export function foreignIn(message: string): string | null {
  if (/[\n\r]/.test(message)) return 'a line break';
  return foreign.exec(message)?.[0] ?? null;
}
