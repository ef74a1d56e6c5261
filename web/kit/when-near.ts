/** How far beyond the screen something is near it. */
export const nearness = '25%';

/** Whether an element is near the screen, now. */
export function isNear(element: Element) {
  const {top, bottom, height} = element.getBoundingClientRect();
  const beyond = (parseFloat(nearness) / 100) * innerHeight;
  return height > 0 && bottom > -beyond && top < innerHeight + beyond;
}

/** Resolves when an element has come near the screen; never, if the signal ends before. */
export function whenNear(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const observer = new IntersectionObserver(
      entries => {
        if (!entries.some(({isIntersecting}) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      {rootMargin: nearness},
    );
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  });
}
