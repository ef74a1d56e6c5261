/**
 * The diverging colour map of the weights: zero is neutral and recedes into the surface, in both
 * themes.
 *
 * Purple (below zero) and orange (above) stay apart under all common colour-vision deficiencies,
 * and leave blue and green free to mean real and imaginary.
 */
import {interpolateLab, piecewise} from 'd3-interpolate';
import {interpolatePuOr} from 'd3-scale-chromatic';

/** @typedef {import('./theme.js').Theme} Theme */

/** Entries 1..255 are colours, centred on 128; entry 0 marks what is not a number. */
const SIZE = 256;
const CENTRE = 128;
const REACH = 127;

/** The same hues for a dark page, from left to right: away from zero they grow lighter. */
const DARK_BELOW = ['#d3c6ff', '#8468cf', '#43346b'];
const DARK_ABOVE = ['#5a3a16', '#c9781f', '#ffd08f'];

/**
 * @param {Pick<Theme, 'dark' | 'surface' | 'bad'>} theme
 * @returns {Uint32Array} 256 colours as the bytes R, G, B, A in memory
 */
export function divergingTable(theme) {
  const ramp = divergingRamp(theme);
  const table = new Uint32Array(SIZE);
  const bytes = new Uint8ClampedArray(table.buffer);
  for (let entry = 0; entry < SIZE; entry++) {
    const colour = entry === 0 ? theme.bad : ramp((entry - CENTRE) / REACH);
    bytes.set([...channels(colour), 255], 4 * entry);
  }
  return table;
}

/**
 * @param {Pick<Theme, 'dark' | 'surface'>} theme
 * @returns {(value: number) => string} a colour for -1..1
 */
export function divergingRamp(theme) {
  if (!theme.dark) return value => interpolatePuOr(0.5 + 0.42 * spread(value));
  const ramp = piecewise(interpolateLab, [...DARK_BELOW, theme.surface, ...DARK_ABOVE]);
  return value => ramp(0.5 + 0.5 * spread(value));
}

/**
 * Colours change faster around zero, so that the noise of a network that knows nothing yet can be
 * seen on the scale of one that has learned. The legend shows the same.
 *
 * @param {number} value -1..1
 */
function spread(value) {
  const reach = Math.min(1, Math.abs(value));
  return Math.sign(value) * reach ** 0.7;
}

/**
 * Colours `values` into `pixels`: -limit .. +limit over the whole table, the rest clamped.
 *
 * @param {Float32Array} values
 * @param {number} limit
 * @param {Uint32Array} table from `divergingTable`
 * @param {Uint32Array} pixels as many as values
 */
export function writeDiverging(values, limit, table, pixels) {
  const scale = REACH / limit;
  const count = Math.min(values.length, pixels.length);
  for (let i = 0; i < count; i++) {
    // Truncation after adding a half rounds, since the sum is positive wherever it is not clamped.
    const entry = values[i] * scale + (CENTRE + 0.5);
    // The last case is NaN: no comparison holds for it.
    pixels[i] = table[entry >= SIZE ? SIZE - 1 : entry >= 1 ? entry | 0 : entry < 1 ? 1 : 0];
  }
}

/**
 * @param {string} colour `#rrggbb` or `rgb(r, g, b)`
 * @returns {number[]} three bytes
 */
function channels(colour) {
  if (colour.startsWith('#')) return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  return (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}
