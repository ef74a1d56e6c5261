/**
 * The one way to hear keys. Those with Alt, Ctrl or Meta are the browser's and the system's (Alt with
 * the left arrow goes back a page): they are never taken.
 * @param {EventTarget} target
 * @param {AbortSignal} signal
 * @param {(event: KeyboardEvent) => boolean | void} take whether it had a use for the key; then nothing
 *   else has
 */
export function onKeys(target, signal, take) {
  target.addEventListener(
    'keydown',
    event => {
      const key = /** @type {KeyboardEvent} */ (event);
      if (key.altKey || key.ctrlKey || key.metaKey || !take(key)) return;
      key.preventDefault();
      key.stopPropagation();
    },
    {signal},
  );
}

/**
 * Left and right arrow on a picture move its cursor, by ten with Shift.
 * @param {HTMLElement} picture
 * @param {AbortSignal} signal
 * @param {(by: number) => void} move
 */
export function onArrowKeys(picture, signal, move) {
  onKeys(picture, signal, ({key, shiftKey}) => {
    const direction = Number(key === 'ArrowRight') - Number(key === 'ArrowLeft');
    if (direction !== 0) move(direction * (shiftKey ? 10 : 1));
    return direction !== 0;
  });
}

/**
 * What a key stands for in a list of keys.
 * @template Move
 * @param {KeyboardEvent} event
 * @param {Record<string, Move>} moves by key
 * @returns {Move | undefined}
 */
export function moveOf({key}, moves) {
  return Object.hasOwn(moves, key) ? moves[key] : undefined;
}
