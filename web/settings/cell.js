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
