/** CSS pixels of a tall element that count as half of it: more does not fit on every screen. */
const enough = 320;

/**
 * Resolves when half of an element is on the screen, in a tab that is shown. In a frame, what the
 * pages around it hide counts as hidden.
 * @param signal ends the watching; then it never resolves
 */
export function halfVisible(element: Element, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const observer = new IntersectionObserver(
      entries => {
        const {intersectionRatio, intersectionRect} = entries[entries.length - 1];
        if (intersectionRatio < 0.5 && intersectionRect.height < enough) return;
        observer.disconnect();
        resolve();
      },
      {threshold: Array.from({length: 11}, (_, i) => i / 20)},
    );
    observer.observe(element);
    signal?.addEventListener('abort', () => observer.disconnect());
  });
}

/** Whether something may start by itself here. */
export function mayMove() {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
