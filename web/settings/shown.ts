import {checkShown} from './check.ts';

/** What shows a run: not every model. */
export interface Shown {
  /** what the figure is called */
  label: string;
  /** that it can show, the default first */
  models: readonly string[];
}

/**
 * @param shown null: whatever it is
 * @throws RangeError
 */
export function accepted<Settings extends {model: string}>(
  settings: Settings,
  shown: Shown | null,
) {
  if (shown) checkShown(settings.model, shown);
  return settings;
}
