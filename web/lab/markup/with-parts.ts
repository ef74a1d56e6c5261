/**
 * A figure's markup with the parts that other figures have too: each stands where a comment names it.
 * @param parts by name
 */
export function withParts(markup: string, parts: Record<string, string>) {
  return Object.entries(parts).reduce(
    (whole, [name, part]) => whole.replace(`<!-- ${name} -->`, part),
    markup,
  );
}
