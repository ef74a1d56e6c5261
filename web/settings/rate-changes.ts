import {parseNumber} from './number.ts';

/** Learning rates and the steps they begin at. */
export type RateChanges = [step: number, rate: number][];

/**
 * @param text such as 100:0.01,200:0.001
 * @returns null when it is not of that form, or its steps do not ascend from 1
 */
export function parseRateChanges(text: string): RateChanges | null {
  let last = 0;
  const changes = text.split(',').map(part => part.split(':').map(parseNumber));
  for (const {length, 0: step, 1: rate} of changes) {
    if (length !== 2 || !(step > last) || !Number.isSafeInteger(step) || !(rate >= 0)) return null;
    last = step;
  }
  return changes as RateChanges;
}

/** @returns null when there are none */
export function formatRateChanges(changes: Readonly<RateChanges>): string | null {
  return changes.length > 0 ? changes.map(change => change.join(':')).join(',') : null;
}
