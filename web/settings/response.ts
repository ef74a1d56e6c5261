import {parseNumber} from './number.ts';
import type {GivenMatrix} from './matrix.ts';

/**
 * An impulse response, as a setting: numbers with commas between. The matrix that is learned from it
 * is its circular convolution.
 */

const longest = 512;
const [smallest, largest] = [1e-12, 1e12];

export const allowedResponse =
  `1 to ${longest} numbers from -${largest} to ${largest} with commas between, that do not all ` +
  'come to 0';

/** A ringing that dies away: h[m] = exp(-m / 9) cos(2 pi m / 10). */
export const defaultResponse =
  '1,0.72,0.25,-0.22,-0.52,-0.57,-0.42,-0.14,0.13,0.3,0.33,0.24,0.08,-0.07,-0.17,-0.19,-0.14,-0.05,' +
  '0.04,0.1,0.11,0.08,0.03,-0.02,-0.06,-0.06,-0.05,-0.02,0.01,0.03,0.04,0.03';

/** Decimal places of a sample that was drawn on a pad up to 1: a link holds all of them. */
const places = 3;

/** @returns null where it is no such list */
export function parseResponse(text: string): number[] | null {
  const samples = text.split(',').map(parseNumber);
  const fits = samples.length <= longest && samples.every(value => Math.abs(value) <= largest);
  return fits && samples.some(value => Math.abs(value) >= smallest) ? samples : null;
}

/**
 * As text; zeros at the end are left out.
 * @param limit of the pad that they were drawn on
 */
export function formatResponse(samples: ArrayLike<number>, limit: number) {
  const digits = Math.max(0, Math.min(20, places - Math.floor(Math.log10(limit))));
  const rounded = Array.from(samples, value => Number(value.toFixed(digits)));
  while (rounded.length > 1 && rounded[rounded.length - 1] === 0) rounded.pop();
  return rounded.map(value => String(value === 0 ? 0 : value)).join(',');
}

/**
 * One period of the response repeated every n samples: what goes beyond n comes round.
 * @param text a setting that was checked
 * @returns (n)
 */
export function periodOf(text: string, n: number): Float64Array {
  const period = new Float64Array(n);
  for (const [m, sample] of (parseResponse(text) ?? []).entries()) period[m % n] += sample;
  return period;
}

/** Whether anything is left of it: what comes round may cancel out. */
export function isSomething(text: string, n: number) {
  return periodOf(text, n).some(value => Math.abs(value) >= smallest);
}

/**
 * The matrix of circular convolution, y[k] = sum_m x[m] h[(k - m) mod n].
 * @param text a setting that was checked
 */
export function convolutionMatrix(text: string, n: number): GivenMatrix {
  const period = periodOf(text, n);
  const values = new Float64Array(n * n);
  for (let m = 0; m < n; m++) {
    for (let k = 0; k < n; k++) values[m * n + k] = period[(k - m + n) % n];
  }
  return {inputs: n, outputs: n, parts: 1, values};
}
