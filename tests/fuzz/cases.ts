/** How many cases a fuzz test tries. */
export const cases = 10_000;

/** Where the cases begin: FUZZ_SEED, or always the same. */
export const firstSeed = Number(process.env.FUZZ_SEED ?? 1);

/**
 * Tries a property on generated cases. The first that fails is told with what makes it again.
 * @param check throws where the property does not hold
 */
export async function tryCases<Case>(
  generate: (random: Random) => Case,
  check: (tried: Case) => void | Promise<void>,
  {count = cases, show = String}: {count?: number; show?: (tried: Case) => string} = {},
) {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const tried = generate(new Random(seed));
    try {
      await check(tried);
    } catch (error) {
      const {message} = error as Error;
      const again = `FUZZ_SEED=${seed} makes it again as its first case`;
      throw new Error(`${show(tried).slice(0, 2000)}\n${again}\n${message}`, {cause: error});
    }
  }
}

/** Numbers that follow from a seed: SplitMix32, an additive counter and a mixer. */
export class Random {
  #state;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x85ebca6b);
  }

  /** @returns a whole number from 0 to 2^32-1 */
  bits(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** @returns a whole number from 0 to end-1 */
  below(end: number): number {
    return Math.floor((this.bits() / 2 ** 32) * end);
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)];
  }

  chance(probability: number) {
    return this.bits() / 2 ** 32 < probability;
  }

  /** @returns of any UTF-16 units, lone surrogates included */
  text(length: number): string {
    const ranges = [
      [0x20, 0x7f],
      [0x20, 0x7f],
      [0x00, 0x20],
      [0x80, 0x2fff],
      [0xd800, 0xe000],
    ];
    return Array.from({length}, () => {
      const [begin, end] = this.of(ranges);
      return String.fromCharCode(begin + this.below(end - begin));
    }).join('');
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({length}, () => this.below(256));
  }
}
