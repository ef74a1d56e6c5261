/**
 * Numbers as people read them.
 */
import {apart} from './apart.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const THIN_SPACE = '\u202f'; // narrow and no-break, so that a number never wraps
const MINUS = '−';

/**
 * 10 to the power, as `10⁻³`.
 * @param exponent an integer
 */
export function formatPowerOfTen(exponent: number) {
  const digits = Array.from(String(Math.abs(exponent)), digit => SUPERSCRIPTS[Number(digit)]);
  return `10${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}

/**
 * A loss, an error: two significant digits, with a power of ten where zeros would have to be
 * counted.
 */
export function formatScientific(value: number, digits = 2) {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -2 && power <= 2) return withMinus(String(Number(value.toPrecision(digits))));
  return `${withMinus(mantissa)} × ${formatPowerOfTen(power)}`;
}

/**
 * The same; where it is not known yet, a dash.
 * @param loss NaN: not known
 */
export function formatLoss(loss: number, digits?: number) {
  return Number.isNaN(loss) ? '–' : formatScientific(loss, digits);
}

/** A text with the numbers in it as people read them: `1.2e-11` becomes `1.2 × 10⁻¹¹`. */
export function typeset(text: string) {
  return text.replace(/(\d(?:\.\d+)?)e([+-]?\d+)/g, (_, mantissa, exponent) => {
    const power = formatPowerOfTen(Number(exponent));
    return mantissa === '1' ? power : `${mantissa} × ${power}`;
  });
}

/**
 * Numbers that are held against each other in a sentence: two that differ never look the same.
 * @param digits of each, at least
 */
export function formatApart(
  values: readonly number[],
  digits = 2,
  format: (value: number, digits: number) => string = shortest,
) {
  return apart(values, digits, format);
}

function shortest(value: number, digits: number) {
  return withMinus(typeset(String(Number(value.toPrecision(digits)))));
}

/**
 * A number with the sign always shown and a fixed number of decimals, so that it does not jump
 * about as it changes.
 */
export function formatSigned(value: number, decimals = 3) {
  if (!Number.isFinite(value)) return formatScientific(value);
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? MINUS : '+'}${digits}`;
}

/**
 * A complex number with three decimals: `+0.707 − 0.707 i`, to be broken only before its imaginary part.
 */
export function formatComplex(real: number, imaginary: number) {
  const text = formatSigned(imaginary);
  const signed = text.startsWith('+') || text.startsWith(MINUS);
  const [sign, size] = signed ? [text[0], text.slice(1)] : ['+', text];
  return `${formatSigned(real)} ${sign}\u00a0${size}\u00a0i`;
}

/** A short number for a tick: `−0.5`, `160`, `2.5 × 10⁻⁷`. */
export function formatTick(value: number) {
  if (Math.abs(value) >= 1e15) return formatScientific(value);
  if (Math.abs(value) >= 1000) return formatCount(value);
  return withMinus(typeset(String(Number(value.toPrecision(4)))));
}

/** A count in groups of three: `17 436 672`. Four digits stay together. */
export function formatCount(count: number) {
  const digits = Math.abs(Math.round(count)).toString();
  const grouped = digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE) : digits;
  return count < 0 && digits !== '0' ? `${MINUS}${grouped}` : grouped;
}

/**
 * So many of something: `1 sample`, `16 samples`.
 * @param unit one of them
 */
export function formatCounted(count: number, unit: string) {
  return `${formatCount(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/**
 * How often something happens: `0.8 steps/s`, `1240 steps/s`.
 * @param rate in a second
 * @param unit its plural
 */
export function formatRate(rate: number, unit: string) {
  if (!Number.isFinite(rate)) return `– ${unit}/s`;
  const rounded = rate >= 100 ? Math.round(rate) : Number(rate.toPrecision(2));
  return `${rounded >= 1000 ? formatCount(rounded) : rounded} ${unit}/s`;
}

function withMinus(text: string) {
  return text.replace('-', MINUS);
}

/** How long something takes: `8 s`, `2 min 10 s`, `1 h 5 min`. */
export function formatDuration(seconds: number) {
  const whole = Math.round(seconds);
  if (whole < 1) return '< 1 s';
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  if (hours > 0) return `${hours} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  if (minutes > 0) return `${minutes} min${rest > 0 ? ` ${rest} s` : ''}`;
  return `${rest} s`;
}
