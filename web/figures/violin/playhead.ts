/** Milliseconds from one place to the next for those who want little to move. */
const reducedInterval = 1000;

/** Where the line stands on a stage, in CSS pixels. */
export interface Place {
  stage: HTMLElement;
  x: number;
  top: number;
  bottom: number;
}

/**
 * A line over pictures of a sound, where that is at the moment.
 * @param root with a .playhead in each stage
 */
export function addPlayhead(
  root: ParentNode,
  signal: AbortSignal,
  placesOf: (seconds: number) => Place[],
) {
  const lines = [...root.querySelectorAll('.playhead')] as HTMLElement[];
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  let frame = 0;
  let movedAt = -Infinity;

  /** @param elapsed seconds */
  function move(elapsed: () => number) {
    const now = performance.now();
    if (!reducedMotion.matches || now - movedAt >= reducedInterval) {
      movedAt = now;
      for (const {stage, x, top, bottom} of placesOf(elapsed())) {
        const line = lines.find(({parentElement}) => parentElement === stage);
        if (!line) continue;
        line.hidden = false;
        line.style.top = `${top}px`;
        line.style.height = `${bottom - top}px`;
        line.style.transform = `translateX(${x}px)`;
      }
    }
    frame = requestAnimationFrame(() => move(elapsed));
  }

  function hide() {
    cancelAnimationFrame(frame);
    movedAt = -Infinity;
    for (const line of lines) line.hidden = true;
  }

  signal.addEventListener('abort', hide);

  return {
    hide,
    /** @param elapsed seconds, asked for until hide() */
    follow(elapsed: () => number) {
      hide();
      move(elapsed);
    },
  };
}
