import {copyLink} from './link.ts';
import {loadTakeAway} from './load.ts';
import type {Subject} from './link.ts';

/**
 * Takes something away from a figure.
 * @param what data-take of its button
 * @param subject made when it is asked for
 */
export async function take(what: string, subject: () => Subject) {
  if (what === 'link') return copyLink(subject());
  const {takeAway} = await loadTakeAway();
  await takeAway[what as keyof typeof takeAway](subject());
}
