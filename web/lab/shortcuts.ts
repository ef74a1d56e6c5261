import {onKeys} from '../kit/keys.ts';

/**
 * Keys, where they have no meaning of their own: space; R and the right arrow where they mean something.
 */
export function addShortcuts(
  root: EventTarget,
  signal: AbortSignal,
  {playOrPause, step, reset}: {playOrPause: () => void; step?: () => void; reset?: () => void},
) {
  onKeys(root, signal, event => {
    const target = event.target as Element;
    if (target.closest('select, input, summary, .scroll, dialog')) return false;
    if (event.key === ' ' && target.closest('button')) return false; // it presses the button
    if (event.key === ' ') playOrPause();
    else if (event.key === 'ArrowRight' && step) step();
    else if (event.key.toLowerCase() === 'r' && reset) reset();
    else return false;
    return true;
  });
}
