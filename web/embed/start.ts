import type {RunFigure} from '../lab/run-figure.ts';

/** Presses a figure's Play, as a reader does: a large run may ask first. */
export function pressPlay({shadowRoot}: RunFigure) {
  shadowRoot?.querySelector<HTMLElement>("[data-action='play']")?.click();
}

/** Has the keyboard work in a figure. */
export function focusOn({shadowRoot}: RunFigure) {
  const group = shadowRoot?.querySelector<HTMLElement>('[role=group]');
  group?.focus({preventScroll: true});
}
