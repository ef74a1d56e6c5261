/** @typedef {[step: number, rate: number][]} RateChanges learning rates and the steps they begin at */

/**
 * @param {string} text such as 100:0.01,200:0.001
 * @returns {RateChanges | null} null when it is not of that form, or its steps do not ascend from 1
 */
export function parseRateChanges(text) {
  /** @type {RateChanges} */
  const changes = [];
  for (const part of text.split(',')) {
    const match = /^(\d{1,15}):(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)$/i.exec(part.trim());
    if (!match) return null;
    const [step, rate] = [Number(match[1]), Number(match[2])];
    if (step <= (changes.at(-1)?.[0] ?? 0)) return null;
    changes.push([step, rate]);
  }
  return changes;
}

/**
 * @param {Readonly<RateChanges>} changes
 * @returns {string | null} null when there are none
 */
export function formatRateChanges(changes) {
  return changes.length > 0 ? changes.map(change => change.join(':')).join(',') : null;
}
