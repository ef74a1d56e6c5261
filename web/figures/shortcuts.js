/**
 * Keys, where they have no meaning of their own: space; R and the right arrow where they mean something.
 * @param {EventTarget} root
 * @param {AbortSignal} signal
 * @param {{playOrPause: () => void, step?: () => void, reset?: () => void}} actions
 */
export function addShortcuts(root, signal, {playOrPause, step, reset}) {
  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('select, input, summary, .scroll')) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && target.closest('button')) return; // it presses the button
    if (event.key === ' ') playOrPause();
    else if (event.key === 'ArrowRight' && step) step();
    else if (event.key.toLowerCase() === 'r' && reset) reset();
    else return;
    event.preventDefault();
  }

  root.addEventListener('keydown', event => onKey(/** @type {KeyboardEvent} */ (event)), {signal});
}
