/** Milliseconds from one place to the next for those who want little to move. */
const reducedInterval = 1000;

/**
 * @typedef {object} Place of the line on a stage, in CSS pixels
 * @property {HTMLElement} stage
 * @property {number} x
 * @property {number} top
 * @property {number} bottom
 */

/**
 * A line over pictures of a sound, where that is at the moment.
 * @param {ParentNode} root with a .playhead in each stage
 * @param {AbortSignal} signal
 * @param {(seconds: number) => Place[]} placesOf
 */
export function addPlayhead(root, signal, placesOf) {
  const lines = /** @type {HTMLElement[]} */ ([...root.querySelectorAll('.playhead')]);
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  let frame = 0;
  let movedAt = -Infinity;

  /** @param {() => number} elapsed seconds */
  function move(elapsed) {
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
    /** @param {() => number} elapsed seconds, asked for until hide() */
    follow(elapsed) {
      hide();
      move(elapsed);
    },
  };
}
