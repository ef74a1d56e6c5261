/**
 * Two rates measured in turn, A B A B ..., so that what else the machine does hits both alike.
 * @param ours one round
 * @param theirs one round
 * @returns ratios: ours / theirs of
 * each round
 */
export async function interleaved(
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
  rounds: number,
): Promise<{ours: number[]; theirs: number[]; ratios: number[]}> {
  const measured: {ours: number[]; theirs: number[]; ratios: number[]} = {
    ours: [],
    theirs: [],
    ratios: [],
  };
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [await ours(), await theirs()];
    measured.ours.push(a);
    measured.theirs.push(b);
    measured.ratios.push(a / b);
  }
  return measured;
}
