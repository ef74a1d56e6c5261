/** @typedef {import('./table.js').Settings} Settings */

/**
 * Sizes of the recurrent cell: cpp/network/recurrent.h.
 * @param {Pick<Settings, 'nperseg' | 'hop' | 'units'>} settings
 * @returns {{nperseg: number, hop: number, hidden: number}}
 */
export function cellOf({nperseg, hop, units}) {
  return {nperseg, hop: hop ?? nperseg / 4, hidden: units ?? nperseg};
}

/**
 * Hops that fit a window: more than sixteen in one are too many to remember.
 * @param {number} nperseg
 */
export function hopsFor(nperseg) {
  return {min: nperseg / 16, max: nperseg};
}

/**
 * The changes with which another window is chosen: a hop that does not fit it is left out.
 * @param {Pick<Settings, 'hop'>} settings
 * @param {number} nperseg
 * @returns {{nperseg: number, hop?: undefined}}
 */
export function changesToWindow({hop}, nperseg) {
  const {min, max} = hopsFor(nperseg);
  const fits = hop === null || (hop >= min && hop <= max);
  return fits ? {nperseg} : {nperseg, hop: undefined};
}
