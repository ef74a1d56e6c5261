/** What a page is clicked with. */
interface Clicking {
  /** a place of `placeToClick`, once there is one */
  place: () => Promise<{x: number; y: number}>;
  clickAt: (x: number, y: number) => Promise<void>;
  /** runs in the page */
  evaluate: (script: () => Promise<boolean>) => Promise<boolean>;
}

/**
 * Clicks what stays where it is: the page moves while its figures come. A click that missed it all the
 * same is done again.
 * @param name of it
 */
export async function clickOnceStill({place, clickAt, evaluate}: Clicking, name: string) {
  for (let tries = 0; tries < 5; tries++) {
    const {x, y} = await place();
    await clickAt(x, y);
    if (await evaluate(wasClicked)) return;
  }
  throw new Error(`5 clicks missed ${name}`);
}

// What follows runs in the page.

/**
 * The middle of an element, once it is shown and stays where it is for two frames; from then on
 * `wasClicked` tells whether it is clicked.
 * @param figure its tag; or the element itself
 * @param selector of an element of a figure
 */
export async function placeToClick(figure: string | HTMLElement, selector: string = '') {
  const element =
    typeof figure === 'string'
      ? document.querySelector(figure)?.shadowRoot?.querySelector<HTMLElement>(selector)
      : figure;
  if (!element?.checkVisibility()) return null;
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  const {x, y, width, height} = element.getBoundingClientRect();
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const later = element.getBoundingClientRect();
  if (later.x !== x || later.y !== y) return null;
  const clicked = new Promise(resolve => {
    element.addEventListener('click', () => resolve(true), {once: true, capture: true});
    setTimeout(() => resolve(false), 2000);
  });
  Object.assign(window, {clicked});
  return {x: x + width / 2, y: y + height / 2};
}

function wasClicked() {
  return (window as typeof window & {clicked: Promise<boolean>}).clicked;
}
