import {labelSizeOf} from './theme.ts';

/**
 * Tells when colours or the size of labels have changed: the system's theme, forced colours, the
 * reader's text size; paper, on which the figure has the light theme.
 * @param theme as it is now
 */
export function watchTheme(
  figure: HTMLElement,
  signal: AbortSignal,
  {labelSize}: {labelSize: number},
  onChange: () => void,
) {
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

/** What is printed has been drawn before the browser takes the colours of paper. */
function paperIsLight({dataset}: HTMLElement, signal: AbortSignal, onChange: () => void) {
  let theme: string | undefined;
  function take(next: string | undefined) {
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
