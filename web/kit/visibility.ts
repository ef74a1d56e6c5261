/**
 * Tells whether an element can be seen, as soon as that is known and when it changes: on the screen,
 * in a tab that is shown. Workers do not slow down by themselves when it cannot.
 */
export function watchVisibility(
  element: Element,
  signal: AbortSignal,
  onChange: (visible: boolean) => void,
) {
  let onScreen = false;
  /** null: not known yet */
  let told: boolean | null = null;
  const tell = () => {
    const visible = onScreen && document.visibilityState === 'visible';
    if (visible === told) return;
    told = visible;
    onChange(visible);
  };
  const observer = new IntersectionObserver(entries => {
    onScreen = entries[entries.length - 1].isIntersecting;
    tell();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', () => told === null || tell(), {signal});
  signal.addEventListener('abort', () => observer.disconnect());
}
