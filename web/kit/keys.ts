/**
 * The one way to hear keys. Those with Alt, Ctrl or Meta are the browser's and the system's (Alt
 * with the left arrow goes back a page): they are never taken.
 * @param take whether it had a use for the key; then nothing else has
 */
export function onKeys(
  target: EventTarget,
  signal: AbortSignal,
  take: (event: KeyboardEvent) => boolean | void,
) {
  target.addEventListener(
    'keydown',
    event => {
      const key = event as KeyboardEvent;
      if (key.altKey || key.ctrlKey || key.metaKey || !take(key)) return;
      key.preventDefault();
      key.stopPropagation();
    },
    {signal},
  );
}

/** Left and right arrow on a picture move its cursor, by ten with Shift. */
export function onArrowKeys(picture: HTMLElement, signal: AbortSignal, move: (by: number) => void) {
  onKeys(picture, signal, ({key, shiftKey}) => {
    const direction = Number(key === 'ArrowRight') - Number(key === 'ArrowLeft');
    if (direction !== 0) move(direction * (shiftKey ? 10 : 1));
    return direction !== 0;
  });
}

/**
 * What a key stands for in a list of keys.
 * @param moves by key
 */
export function moveOf<Move>({key}: KeyboardEvent, moves: Record<string, Move>): Move | undefined {
  return Object.hasOwn(moves, key) ? moves[key] : undefined;
}
