import {benchStyle} from './bench-style.ts';
import {fragment} from './figure-element.ts';
import {FigureParts} from './figure-parts.ts';
import frameMarkup from './figure-frame.html';
import {RunElement} from './run-element.ts';
import type {FigureKind} from './panels.ts';

/** A figure that shows a training run, with all of its controls. */
export class RunFigure extends RunElement<FigureParts> {
  constructor(kind: FigureKind) {
    super({
      style: benchStyle + kind.style,
      markup: () => markupOf(kind),
      create: (figure, root, signal, theme) => new FigureParts(figure, root, kind, theme, signal),
    });
  }
}

function markupOf({label, markup}: FigureKind) {
  const frame = fragment(frameMarkup);
  frame.querySelector('.figure')?.setAttribute('aria-label', label);
  const settings = frame.querySelector("[data-part='settings']");
  const body = frame.querySelector('.body');
  for (const panel of [...fragment(markup).children]) {
    const {place} = (panel as HTMLElement).dataset;
    if (place === 'top') body?.before(panel);
    else if (place === 'first') settings?.before(panel);
    else if (place === 'settings') settings?.append(panel);
    else body?.append(panel);
  }
  return frame;
}
