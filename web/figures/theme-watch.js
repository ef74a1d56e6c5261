import {labelSizeOf} from '../views/theme.js';

/**
 * Tells when colours or the size of labels have changed: the system's theme, forced colours, the
 * reader's text size.
 * @param {Element} figure
 * @param {AbortSignal} signal
 * @param {{labelSize: number}} theme as it is now
 * @param {() => void} onChange
 */
export function watchTheme(figure, signal, {labelSize}, onChange) {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', onChange, {signal});
  }
  let size = labelSize;
  const resized = new ResizeObserver(() => {
    const before = size;
    size = labelSizeOf(getComputedStyle(figure));
    if (size !== before) onChange();
  });
  resized.observe(figure);
  signal.addEventListener('abort', () => resized.disconnect());
}
