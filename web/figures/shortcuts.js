import {onKeys} from './keys.js';

/**
 * Keys, where they have no meaning of their own: space; R and the right arrow where they mean something.
 * @param {EventTarget} root
 * @param {AbortSignal} signal
 * @param {{playOrPause: () => void, step?: () => void, reset?: () => void}} actions
 */
export function addShortcuts(root, signal, {playOrPause, step, reset}) {
  onKeys(root, signal, event => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('select, input, summary, .scroll, dialog')) return false;
    if (event.key === ' ' && target.closest('button')) return false; // it presses the button
    if (event.key === ' ') playOrPause();
    else if (event.key === 'ArrowRight' && step) step();
    else if (event.key.toLowerCase() === 'r' && reset) reset();
    else return false;
    return true;
  });
}
