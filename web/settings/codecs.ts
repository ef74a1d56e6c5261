import {fitted} from './fitted.ts';
import {settingsTable} from './table.ts';
import type {Settings} from './table.ts';

/** Characters of a value that an address holds, at most: servers take some thousands in all. */
const longestInAddress = 4096;

/** The settings that an address does not hold. */
export function tooLongForAddress(settings: Settings) {
  const {matrix} = settings;
  return matrix !== null && matrix.length > longestInAddress ? ['matrix'] : [];
}

/**
 * The query that opens these settings again; defaults are left out, and what an address does not hold.
 */
export function toQuery(settings: Settings) {
  const missing = tooLongForAddress(settings);
  const query = new URLSearchParams();
  for (const setting of settingsTable) {
    const {key} = setting;
    const value = settings[key as keyof Settings];
    const fallback = fitted(setting, settings).default;
    if (value !== null && value !== fallback && !missing.includes(key)) {
      query.set(key, String(value));
    }
  }
  return query;
}
