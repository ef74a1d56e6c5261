import {digitsOf} from './distance.ts';
import {formatCount} from '../../words/format.ts';
import type {Moment} from '../story/story-parts.ts';

/**
 * What is seen of 65,536 weights on their way.
 * @param seen null: none yet; error: |W - W*| / |W*|
 */
export function sentence(
  {state, step, newest}: Moment,
  seen: {count: number; error: number} | null,
): string {
  if (!seen || (newest === 0 && state !== 'running')) {
    return '65,536 random numbers became this, in a run that was made with the page. Press Play for one of your own.';
  }
  const count = seen.count.toLocaleString('en'); // as the text around it has it
  const digits = digitsOf(seen.error);
  const isPast = step < newest;
  if (state === 'converged' && !isPast) {
    return (
      `${count} random numbers are now sines and cosines, right to ${digits} digits. ` +
      'Nobody told them to. Drag the line back and see them come.'
    );
  }
  const when = isPast ? `Back at step ${formatCount(step)}` : `Step ${formatCount(step)}`;
  return `${when}: ${look(digits)}.`;
}

function look(digits: number) {
  if (digits === 0) return 'mostly noise, and first waves in it';
  if (digits === 1) return 'waves, and a little noise; the first digit is right';
  return `the waves are right to ${digits} digits`;
}
