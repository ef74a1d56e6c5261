import {interpolateLab, piecewise} from 'd3-interpolate';
import {makeTable} from './colour.ts';
import type {Theme} from './theme.ts';

/**
 * Magma (van der Walt and Smith 2015) in twelve even steps, from where it leaves the surface's
 * lightness: of a dark page from 0.22 to 1, of paper from 0.95 to 0.
 */
export const magma = {
  dark: '#440f76 #601880 #7c2382 #992d80 #b73779 #d5446d #ec5860 #f9785d #fd9a6a #febb81 #fddc9e #fcfdbf',
  light:
    '#fde7a9 #febf84 #fd9467 #f56b5c #df4a68 #bd3977 #992d80 #762181 #54137d #2f1163 #110c2f #000004',
};

/**
 * The sequential colour map, for magnitudes. Silence recedes into the surface, in both themes.
 * @returns 256 colours as the bytes R, G, B, A in memory
 */
export function sequentialTable(theme: Pick<Theme, 'dark' | 'surface' | 'bad'>): Uint32Array {
  return makeTable(theme, sequentialRamp(theme));
}

/**
 * More is further from the surface: darker on paper, as in a printed spectrogram, brighter on a
 * dark page. Magma's lightness grows evenly all the way.
 * @returns a colour for 0..1
 */
export function sequentialRamp(theme: Pick<Theme, 'dark' | 'surface'>): (value: number) => string {
  const stops = magma[theme.dark ? 'dark' : 'light'].split(' ');
  return piecewise(interpolateLab, [theme.surface, ...stops]);
}
