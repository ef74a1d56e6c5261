/**
 * Left and right arrow on a picture move its cursor, by ten with Shift.
 * @param {HTMLElement} picture
 * @param {AbortSignal} signal
 * @param {(by: number) => void} move
 */
export function onArrowKeys(picture, signal, move) {
  picture.addEventListener(
    'keydown',
    event => {
      const direction = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
      move(direction * (event.shiftKey ? 10 : 1));
      event.preventDefault();
      event.stopPropagation();
    },
    {signal},
  );
}
