/** @typedef {import('../figures/run-figure.js').RunFigure} RunFigure */

/**
 * Presses a figure's Play, as a reader does: a large run may ask first.
 * @param {RunFigure} figure
 */
export function pressPlay({shadowRoot}) {
  /** @type {HTMLElement | null | undefined} */ (
    shadowRoot?.querySelector("[data-action='play']")
  )?.click();
}

/**
 * Has the keyboard work in a figure.
 * @param {RunFigure} figure
 */
export function focusOn({shadowRoot}) {
  const group = /** @type {HTMLElement | null | undefined} */ (
    shadowRoot?.querySelector('[role=group]')
  );
  group?.focus({preventScroll: true});
}
