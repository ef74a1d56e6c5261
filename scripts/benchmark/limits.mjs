/**
 * What a figure has to be.
 * @typedef {{atLeast: number} | {atMost: number}} Limit
 */

/** @param {Limit} limit */
export function limitText(limit) {
  return 'atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`;
}

/**
 * @param {Limit} limit
 * @param {number} value
 */
export function isReached(limit, value) {
  return 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
}
