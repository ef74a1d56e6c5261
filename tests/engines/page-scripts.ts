import type {State} from '../../web/engine/protocol.ts';

// What tests of every engine run in the page: each stands alone there.

/** What `listStops` keeps. */
type Listed = typeof window & {stops: {elements: Element[]; names: string[]}};

/** A place that Tab stops at, or that has the focus. */
export type Stop = {name: string; outlined: boolean};

/** Tags of the page's figures, in their order. */
export function allFigures(): string[] {
  const names = [...document.querySelectorAll('body *')].map(({localName}) => localName);
  return [...new Set(names.filter(name => name.endsWith('-figure')))];
}

/** Whether a figure has its markup, and, where it trains, has made itself ready or failed to. */
export function isThere(tag: string) {
  const figure = document.querySelector(tag) as Element & {state?: State};
  figure.scrollIntoView();
  if (!figure.shadowRoot?.querySelector('.figure')) return false;
  return figure.state === undefined || figure.state === 'idle' || figure.state === 'error';
}

/** Whether a figure is one that trains. */
export const trains = (tag: string) => 'play' in (document.querySelector(tag) as Element);

/**
 * What axe finds in a theme, of all rules or of some.
 * @param selector of the part that is looked at
 */
export async function axeFindings(selector: string, theme: 'light' | 'dark', rules?: string[]) {
  document.documentElement.dataset.theme = theme;
  const {axe} = window as typeof window & {axe: typeof import('axe-core')};
  const results = await axe.run(document.querySelector(selector) as Element, {
    resultTypes: ['violations'],
    ...(rules && {runOnly: rules}),
  });
  return results.violations.map(({id, help, nodes}) => ({
    id,
    help,
    nodes: nodes.map(({target}) => target.join(' ')),
  }));
}

/**
 * Everything that Tab should stop at, in the order of the markup, kept for `reachedStop`.
 * @returns figure, kind and name of each
 */
export function listStops(): string[] {
  const stops = [] as Element[];
  const names = [] as string[];
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

  function nameOf(element: Element): string {
    const {labels} = element as HTMLInputElement;
    const text =
      element.getAttribute('aria-label') || labels?.[0]?.textContent || element.textContent || '';
    return text.trim().split('\n')[0].trim().slice(0, 60);
  }

  function walk(parent: Element | ShadowRoot, place: string) {
    for (const child of parent.children) {
      if (!child.checkVisibility({visibilityProperty: true})) continue;
      const isOff = (child as HTMLButtonElement).disabled;
      if (child.matches(focusable) && !isOff) {
        stops.push(child);
        names.push(`${place} ${child.localName}: ${nameOf(child)}`);
      }
      walk(child.shadowRoot ?? child, child.shadowRoot ? child.localName : place);
    }
  }

  walk(document.body, 'page');
  Object.assign(window, {stops: {elements: stops, names}});
  return names;
}

/**
 * Notes, from now on, what has the focus whenever Tab has been pressed, and whether that is to be
 * seen; null: none of the page. `listStops` has been called before.
 */
export function noteStops() {
  const {elements, names} = (window as Listed).stops;

  function focused(): Stop | null {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    // A file input is hidden behind its label.
    const shown = element.closest('.file') ?? element;
    const {outlineStyle, outlineWidth} = getComputedStyle(shown);
    return {
      name: names[elements.indexOf(element)] ?? element.outerHTML.slice(0, 200),
      outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
    };
  }

  const reached: (Stop | null)[] = [];
  Object.assign(window, {reached, focused});
  addEventListener('keyup', ({key}) => key === 'Tab' && reached.push(focused()), {capture: true});
}

/**
 * Labels of the shown pictures of a figure, none where a table is its picture; null while one of
 * them says that there is nothing yet: that one is brought into sight.
 */
export function pictureLabels(tag: string): string[] | null {
  const root = document.querySelector(tag)?.shadowRoot;
  const images = root?.querySelectorAll('[role=img]') ?? [];
  if (images.length === 0 && root?.querySelector('tbody td')) return [];
  const shown = [...images].filter(image => image.checkVisibility());
  const labelOf = (image: Element) => image.getAttribute('aria-label') ?? '';
  const empty = shown.find(
    image => labelOf(image) === '' || /(weights|none|made) yet$/.test(labelOf(image)),
  );
  empty?.scrollIntoView({block: 'center'});
  return empty || shown.length === 0 ? null : shown.map(labelOf);
}

/** What reaches beyond the right edge of the screen, or is cut off there. */
export function sticksOut(): string[] {
  const {scrollWidth} = document.scrollingElement as Element;
  const out = scrollWidth > innerWidth ? [`the page is ${scrollWidth} px wide`] : [];

  function walk(parent: Element | ShadowRoot, place: string) {
    for (const child of parent.children) {
      if (child.matches('.scroll, .pictures, .visually-hidden')) continue;
      const {right, width} = child.getBoundingClientRect();
      if (width > 0 && right > innerWidth + 0.5) {
        out.push(`${place} ${child.localName}.${child.getAttribute('class')} to ${right}`);
      }
      walk(child.shadowRoot ?? child, child.shadowRoot ? child.localName : place);
    }
  }

  walk(document.body, 'page');
  return out;
}
