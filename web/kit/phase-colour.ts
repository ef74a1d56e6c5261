/**
 * Colours of complex numbers: the hue is the phase, and the smaller the number, the more it recedes
 * into the surface. Orange is the side of +1 and violet that of -1, as in the maps of real weights.
 */
import {interpolateLab} from 'd3-interpolate';
import type {Theme} from './theme.ts';

/** Hues of one lightness at phases of 0, 1/8, 2/8 ... of a turn. */
const ON_LIGHT = [
  '#b7661e',
  '#768300',
  '#008a55',
  '#0084b4',
  '#6e73de',
  '#b657b8',
  '#d4457f',
  '#d04f4c',
];
const ON_DARK = [
  '#f5a15e',
  '#b3bc4e',
  '#35ce91',
  '#22c4f2',
  '#aeadff',
  '#f196f1',
  '#ff89b9',
  '#ff9087',
];

/** Steps of the phase and of the size in a table: no eye tells more apart. */
export const PHASES = 64;
export const SIZES = 12;

/** @returns a colour for each size and phase, for `phaseEntry` */
export function phaseTable({dark, surface}: Pick<Theme, 'dark' | 'surface'>): string[] {
  const hues = dark ? ON_DARK : ON_LIGHT;
  return Array.from({length: PHASES * SIZES}, (_, entry) => {
    const place = ((entry % PHASES) / PHASES) * hues.length;
    const before = Math.floor(place);
    const hue = interpolateLab(hues[before], hues[(before + 1) % hues.length])(place - before);
    return interpolateLab(surface, hue)(Math.floor(entry / PHASES) / (SIZES - 1));
  });
}

/**
 * The entry of a complex number in the table: sizes of 1 and more have the full colour.
 * @returns -1 for what is no number
 */
export function phaseEntry(re: number, im: number): number {
  const size = Math.round(Math.min(1, Math.sqrt(re * re + im * im)) * (SIZES - 1));
  const phase = Math.round((Math.atan2(im, re) / (2 * Math.PI) + 1) * PHASES) % PHASES;
  return Number.isNaN(size + phase) ? -1 : size * PHASES + phase;
}
