/**
 * A figure's markup with the parts that other figures have too: each stands where a comment names it.
 * @param {string} markup
 * @param {Record<string, string>} parts by name
 */
export function withParts(markup, parts) {
  return Object.entries(parts).reduce(
    (whole, [name, part]) => whole.replace(`<!-- ${name} -->`, part),
    markup,
  );
}
