/**
 * Tells whether an element can be seen: on the screen, in a tab that is shown. Workers do not slow
 * down by themselves when it cannot.
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {(visible: boolean) => void} onChange
 */
export function watchVisibility(element, signal, onChange) {
  let onScreen = false;
  const tell = () => onChange(onScreen && document.visibilityState === 'visible');
  const observer = new IntersectionObserver(entries => {
    onScreen = entries[entries.length - 1].isIntersecting;
    tell();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', tell, {signal});
  signal.addEventListener('abort', () => observer.disconnect());
}
