/** What a figure has to be. */
export type Limit = {atLeast: number} | {atMost: number};

export function limitText(limit: Limit) {
  return 'atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`;
}

export function isReached(limit: Limit, value: number) {
  return 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
}
