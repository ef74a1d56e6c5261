/**
 * Two rates measured in turn, A B A B ..., so that what else the machine does hits both alike.
 * @param {() => Promise<number>} ours one round
 * @param {() => Promise<number>} theirs one round
 * @param {number} rounds
 * @returns {Promise<{ours: number[], theirs: number[], ratios: number[]}>} ratios: ours / theirs of
 *   each round
 */
export async function interleaved(ours, theirs, rounds) {
  /** @type {{ours: number[], theirs: number[], ratios: number[]}} */
  const measured = {ours: [], theirs: [], ratios: []};
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [await ours(), await theirs()];
    measured.ours.push(a);
    measured.theirs.push(b);
    measured.ratios.push(a / b);
  }
  return measured;
}
