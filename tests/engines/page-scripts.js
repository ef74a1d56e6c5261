// What tests of every engine run in the page: each stands alone there.

/** Tags of the page's figures, in their order. @returns {string[]} */
export function allFigures() {
  const names = [...document.querySelectorAll('body *')].map(({localName}) => localName);
  return [...new Set(names.filter(name => name.endsWith('-figure')))];
}

/** Whether a figure has its markup, and, where it trains, has made itself ready or failed to. @param {string} tag */
export function isThere(tag) {
  const figure = /** @type {any} */ (document.querySelector(tag));
  figure.scrollIntoView();
  if (!figure.shadowRoot?.querySelector('.figure')) return false;
  return figure.state === undefined || figure.state === 'idle' || figure.state === 'error';
}

/** Whether a figure is one that trains. @param {string} tag */
export const trains = tag => 'play' in /** @type {Element} */ (document.querySelector(tag));

/**
 * What axe finds in a theme, of all rules or of some.
 * @param {string} selector of the part that is looked at
 * @param {'light' | 'dark'} theme
 * @param {string[]} [rules]
 */
export async function axeFindings(selector, theme, rules) {
  document.documentElement.dataset.theme = theme;
  const results = await /** @type {any} */ (window).axe.run(document.querySelector(selector), {
    resultTypes: ['violations'],
    ...(rules && {runOnly: rules}),
  });
  return results.violations.map((/** @type {any} */ {id, help, nodes}) => ({
    id,
    help,
    nodes: nodes.map((/** @type {any} */ {target}) => target.join(' ')),
  }));
}

/**
 * Everything that Tab should stop at, in the order of the markup, kept for `reachedStop`.
 * @returns {string[]} figure, kind and name of each
 */
export function listStops() {
  const stops = /** @type {Element[]} */ ([]);
  const names = /** @type {string[]} */ ([]);
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

  /** @param {Element} element @returns {string} */
  function nameOf(element) {
    const {labels} = /** @type {HTMLInputElement} */ (element);
    const text =
      element.getAttribute('aria-label') || labels?.[0]?.textContent || element.textContent || '';
    return text.trim().split('\n')[0].trim().slice(0, 60);
  }

  /** @param {Element | ShadowRoot} parent @param {string} place */
  function walk(parent, place) {
    for (const child of parent.children) {
      if (!child.checkVisibility({visibilityProperty: true})) continue;
      const isOff = /** @type {HTMLButtonElement} */ (child).disabled;
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
  const {elements, names} = /** @type {any} */ (window).stops;

  function focused() {
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

  /** @type {ReturnType<typeof focused>[]} */
  const reached = [];
  Object.assign(window, {reached, focused});
  addEventListener('keyup', ({key}) => key === 'Tab' && reached.push(focused()), {capture: true});
}

/**
 * Labels of the shown pictures of a figure, none where a table is its picture; null while one of
 * them says that there is nothing yet: that one is brought into sight.
 * @param {string} tag
 * @returns {string[] | null}
 */
export function pictureLabels(tag) {
  const root = document.querySelector(tag)?.shadowRoot;
  const images = root?.querySelectorAll('[role=img]') ?? [];
  if (images.length === 0 && root?.querySelector('tbody td')) return [];
  const shown = [...images].filter(image => image.checkVisibility());
  const labelOf = (/** @type {Element} */ image) => image.getAttribute('aria-label') ?? '';
  const empty = shown.find(
    image => labelOf(image) === '' || /(weights|none|made) yet$/.test(labelOf(image)),
  );
  empty?.scrollIntoView({block: 'center'});
  return empty || shown.length === 0 ? null : shown.map(labelOf);
}

/** What reaches beyond the right edge of the screen, or is cut off there. @returns {string[]} */
export function sticksOut() {
  const {scrollWidth} = /** @type {Element} */ (document.scrollingElement);
  const out = scrollWidth > innerWidth ? [`the page is ${scrollWidth} px wide`] : [];

  /** @param {Element | ShadowRoot} parent @param {string} place */
  function walk(parent, place) {
    for (const child of parent.children) {
      if (child.matches('.scroll, .visually-hidden')) continue;
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
