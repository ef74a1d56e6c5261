import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<HTMLElement>} Handle */
/** @typedef {Awaited<ReturnType<typeof import('../chromium.mjs').launchChromium>>} Browser */

/**
 * Words that are read in a minute: silent reading of English non-fiction, Brysbaert 2019
 * (https://doi.org/10.1016/j.jml.2019.104047).
 */
const readingRate = 238;

/**
 * Seconds of the keystroke-level model, Card, Moran and Newell 1980
 * (https://doi.org/10.1145/358886.358895): to make up one's mind, to point at something, to press a
 * button or lift it. A turn of the wheel, a swipe of the finger and a drag take as long as to point.
 */
const [deciding, pointing, pressing] = [1.35, 1.1, 0.1];

/** How far a turn of the wheel, or a swipe, moves the page, in parts of the screen. */
const scrolled = 0.5;

/** Somebody gives up then. */
const giveUp = 60_000;

/**
 * @typedef {object} Visit
 * @property {string} name of its pictures
 * @property {{width: number, height: number}} screen
 * @property {boolean} byTouch
 * @property {boolean} reducedMotion
 */

/**
 * A newcomer's first minute with the page alone: reads what it says, presses Play, waits for
 * Converged, looks for the spiral and turns it. Nothing but what is on the screen is touched, by
 * pointer. Writes a picture of each station into bench/.
 * @param {Page} page a blank one
 * @param {string} address
 * @param {Visit} visit
 * @returns {Promise<{part: string, seconds: number}[]>}
 */
export async function visitAsNewcomer(page, address, {name, screen, byTouch, reducedMotion}) {
  await page.setViewport({...screen, hasTouch: byTouch, isMobile: byTouch});
  const motion = reducedMotion ? 'reduce' : 'no-preference';
  await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: motion}]);
  page.setDefaultTimeout(giveUp);
  const person = personAt(page, byTouch);
  await mkdir('bench', {recursive: true});
  /** @type {{part: string, seconds: number}[]} */
  const parts = [];
  let begin = performance.now();

  /** @param {string} part @param {string} picture */
  async function done(part, picture) {
    parts.push({part, seconds: (performance.now() - begin) / 1000});
    const file = /** @type {`${string}.png`} */ (
      `newcomer-${name.replace(/\W+/g, '-')}-${picture}.png`
    );
    await page.screenshot({path: path.join('bench', file)});
    begin = performance.now();
  }

  await page.goto(address);
  const play = await named(page, 'button', 'Play');
  await done('the page is there', '1-opened');

  await person.read(await wordsOf(page, 'h1, .lead'));
  await done('title and first lines read', '2-read');

  await person.bringIntoSight(play);
  await person.press(play);
  await named(page, 'button', 'Pause');
  await done('Play found and pressed', '3-training');

  await page.waitForFunction(saysInSight, {polling: 100}, 'Converged');
  await done('trained until it says Converged', '4-converged');

  await person.read(await wordsOf(page, 'dft-figure >>> [data-readout=message]'));
  const spiral = await spiralOf(page);
  await person.bringIntoSight(spiral);
  const caption = await page.$$eval('dft-figure >>> figcaption', all =>
    all.map(each => each.textContent ?? '').filter(text => /turn it/.test(text)),
  );
  await person.read(caption.join(' '));
  await done('spiral found', '5-spiral');

  const before = await pixelsOf(spiral);
  await person.drag(spiral);
  await page.waitForFunction(
    (canvas, pixels) => /** @type {any} */ (canvas).toDataURL() !== pixels,
    {},
    spiral,
    before,
  );
  await done('spiral turned', '6-turned');
  return parts;
}

/**
 * Somebody before the page, who takes the time that it takes.
 * @param {Page} page
 * @param {boolean} byTouch
 */
function personAt(page, byTouch) {
  const {width, height} = /** @type {{width: number, height: number}} */ (page.viewport());
  const seconds = (/** @type {number} */ count) => wait(1000 * count);

  /**
   * Moves the pointer from one place to another, pressed.
   * @param {{x: number, y: number}} from
   * @param {{x: number, y: number}} to
   */
  async function slide(from, to) {
    const moves = 10;
    const finger = byTouch ? await page.touchscreen.touchStart(from.x, from.y) : null;
    if (!finger) {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
    }
    for (let i = 1; i <= moves; i++) {
      await seconds(pointing / moves);
      const part = i / moves;
      const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
      await (finger ?? page.mouse).move(x, y);
    }
    await (finger ? finger.end() : page.mouse.up());
  }

  /** Further down the page. */
  async function scroll() {
    const distance = scrolled * height;
    if (byTouch) {
      const from = {x: width / 2, y: 0.8 * height};
      await slide(from, {x: from.x, y: from.y - distance});
    } else {
      await seconds(pointing);
      await page.mouse.wheel({deltaY: distance});
    }
    await seconds(deciding); // is it there?
  }

  /** @param {Handle} element */
  async function centreOf(element) {
    const box = await element.boundingBox();
    if (!box) throw new Error('It is not shown.');
    return {x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width};
  }

  return {
    /** @param {string} text */
    read: text => seconds((60 * (text.match(/\S+/g)?.length ?? 0)) / readingRate),

    /** @param {Handle} element */
    async bringIntoSight(element) {
      await seconds(deciding);
      for (;;) {
        const box = await element.boundingBox();
        if (box && box.y >= 0 && box.y + box.height <= height) return;
        await scroll();
      }
    },

    /** @param {Handle} element */
    async press(element) {
      await seconds(pointing + 2 * pressing);
      const {x, y} = await centreOf(element);
      if (byTouch) await page.touchscreen.tap(x, y);
      else await page.mouse.click(x, y);
    },

    /** A quarter of its width to the right. @param {Handle} element */
    async drag(element) {
      await seconds(deciding + pointing + 2 * pressing);
      const {x, y, width: across} = await centreOf(element);
      await slide({x, y}, {x: x + across / 4, y});
    },
  };
}

/** @param {Page} page @param {string} role @param {string} name @returns {Promise<Handle>} */
async function named(page, role, name) {
  const selector = `dft-figure >>> ::-p-aria([name="${name}"][role="${role}"])`;
  return /** @type {Handle} */ (await page.waitForSelector(selector));
}

/** @param {Page} page @returns {Promise<Handle>} */
async function spiralOf(page) {
  const handle = await page.waitForFunction(() =>
    [...(document.querySelector('dft-figure')?.shadowRoot?.querySelectorAll('[role=img]') ?? [])]
      .filter(image => image.getAttribute('aria-label')?.includes('as a curve in space'))
      .at(0),
  );
  return /** @type {Handle} */ (/** @type {unknown} */ (handle));
}

/** @param {Page} page @param {string} selector */
async function wordsOf(page, selector) {
  const texts = await page.$$eval(selector, all => all.map(each => each.textContent ?? ''));
  return texts.join(' ');
}

/** @param {Handle} canvas @returns {Promise<string>} */
const pixelsOf = canvas => canvas.evaluate(each => /** @type {any} */ (each).toDataURL());

/** In the page: whether the first figure's state reads so, on the screen. @param {string} state */
function saysInSight(state) {
  const chip = document.querySelector('dft-figure')?.shadowRoot?.querySelector('[data-state]');
  if (chip?.textContent?.trim() !== state) return false;
  const {top, bottom} = chip.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
