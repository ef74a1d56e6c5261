import type {Settings} from './table.ts';

/** Sizes of the recurrent cell: cpp/network/recurrent.h. */
export function cellOf({nperseg, hop, units}: Pick<Settings, 'nperseg' | 'hop' | 'units'>): {
  nperseg: number;
  hop: number;
  hidden: number;
} {
  return {nperseg, hop: hop ?? nperseg / 4, hidden: units ?? nperseg};
}

/** Hops that fit a window: more than sixteen in one are too many to remember. */
export function hopsFor(nperseg: number) {
  return {min: nperseg / 16, max: nperseg};
}

/** The changes with which another window is chosen: a hop that does not fit it is left out. */
export function changesToWindow(
  {hop}: Pick<Settings, 'hop'>,
  nperseg: number,
): {nperseg: number; hop?: undefined} {
  const {min, max} = hopsFor(nperseg);
  const fits = hop === null || (hop >= min && hop <= max);
  return fits ? {nperseg} : {nperseg, hop: undefined};
}
