/**
 * Tells whether an element can be seen, as soon as that is known and when it changes: on the screen,
 * in a tab that is shown. Workers do not slow down by themselves when it cannot.
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {(visible: boolean) => void} onChange
 */
export function watchVisibility(element, signal, onChange) {
  let onScreen = false;
  /** @type {boolean | null} null: not known yet */
  let told = null;
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
