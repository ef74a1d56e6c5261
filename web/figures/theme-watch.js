import {readTheme} from '../views/theme.js';

/**
 * Tells when colours or the size of labels have changed: the system's theme, forced colours, the
 * reader's text size.
 * @param {Element} figure
 * @param {AbortSignal} signal
 * @param {() => void} onChange
 */
export function watchTheme(figure, signal, onChange) {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', onChange, {signal});
  }
  let {labelSize} = readTheme(figure);
  const resized = new ResizeObserver(() => {
    const before = labelSize;
    ({labelSize} = readTheme(figure));
    if (labelSize !== before) onChange();
  });
  resized.observe(figure);
  signal.addEventListener('abort', () => resized.disconnect());
}
