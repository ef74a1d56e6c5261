import {labelSizeOf} from '../views/theme.js';

/**
 * Tells when colours or the size of labels have changed: the system's theme, forced colours, the
 * reader's text size; paper, on which the figure has the light theme.
 * @param {HTMLElement} figure
 * @param {AbortSignal} signal
 * @param {{labelSize: number}} theme as it is now
 * @param {() => void} onChange
 */
export function watchTheme(figure, signal, {labelSize}, onChange) {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', onChange, {signal});
  }
  paperIsLight(figure, signal, onChange);
  let size = labelSize;
  const resized = new ResizeObserver(() => {
    const before = size;
    size = labelSizeOf(getComputedStyle(figure));
    if (size !== before) onChange();
  });
  resized.observe(figure);
  signal.addEventListener('abort', () => resized.disconnect());
}

/**
 * What is printed has been drawn before the browser takes the colours of paper.
 * @param {HTMLElement} figure
 * @param {AbortSignal} signal
 * @param {() => void} onChange
 */
function paperIsLight({dataset}, signal, onChange) {
  /** @type {string | undefined} */
  let theme;
  /** @param {string | undefined} next */
  function take(next) {
    if (next === undefined) delete dataset.theme;
    else dataset.theme = next;
    onChange();
  }
  addEventListener(
    'beforeprint',
    () => {
      ({theme} = dataset);
      take('light');
    },
    {signal},
  );
  addEventListener('afterprint', () => take(theme), {signal});
}
