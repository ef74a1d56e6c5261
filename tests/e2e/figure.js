import {createHash} from 'node:crypto';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<HTMLElement>} Handle */
/** @typedef {import('../../web/figures/dft-figure.js').DftFigure} DftFigure */
/** @typedef {'button' | 'combobox' | 'textbox' | 'slider' | 'image' | 'group' | 'status'} Role */

/**
 * An element as a user of assistive technology finds it. Waits until it is there.
 * @param {Page} page
 * @param {Role} role
 * @param {string} name
 * @returns {Promise<Handle>}
 */
export async function find(page, role, name) {
  const selector = `::-p-aria([name="${name}"][role="${role}"])`;
  return /** @type {Handle} */ (await page.waitForSelector(selector));
}

/**
 * Whether the first figure has it.
 * @param {Page} page
 * @param {Role} role
 * @param {string} name
 */
export async function isThere(page, role, name) {
  const figure = await page.$('dft-figure');
  return (await figure?.$(`::-p-aria([name="${name}"][role="${role}"])`)) !== null;
}

/**
 * @param {Page} page
 * @param {string} name of the button
 */
export async function press(page, name) {
  await (await find(page, 'button', name)).click();
}

/**
 * @param {Page} page
 * @param {string} name of the select
 * @param {string} value
 */
export async function choose(page, name, value) {
  await (await find(page, 'combobox', name)).select(value);
}

/**
 * Replaces a text field's text and leaves the field.
 * @param {Page} page
 * @param {string} name
 * @param {string} text
 */
export async function fill(page, name, text) {
  const field = await find(page, 'textbox', name);
  await field.click({count: 3});
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

/**
 * @param {Page} page
 * @param {Role} role
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function valueOf(page, role, name) {
  const element = await find(page, role, name);
  return element.evaluate(control => /** @type {HTMLInputElement} */ (control).value);
}

/**
 * A canvas (role img) by the beginning of its label, which goes on with what it shows at present.
 * @param {Page} page
 * @param {'Weight matrix' | 'Weights of output bin' | 'Input signal' | 'Magnitude' | 'Loss'} start
 * @param {string} [within] what must be in the label too
 * @returns {Promise<Handle>}
 */
export async function picture(page, start, within = '') {
  const handle = await page.waitForFunction(
    (first, part) => {
      const images = document
        .querySelector('dft-figure')
        ?.shadowRoot?.querySelectorAll('[role=img]');
      return [...(images ?? [])].find(image => {
        const label = image.getAttribute('aria-label') ?? '';
        return label.startsWith(first) && label.includes(part);
      });
    },
    {},
    start,
    within,
  );
  return /** @type {Handle} */ (/** @type {unknown} */ (handle));
}

/**
 * The slider of the bin that spiral and rows show.
 * @param {Page} page
 */
export async function binSlider(page) {
  const slider = await page.waitForSelector('dft-figure >>> [data-view~=spiral] input[type=range]');
  return /** @type {Handle} */ (slider);
}

/** @param {Page} page */
export async function selectedBin(page) {
  return (await binSlider(page)).evaluate(slider => /** @type {any} */ (slider).value);
}

export const spiral = (/** @type {Page} */ page) =>
  picture(page, 'Weights of output bin', 'as a curve in space');

/**
 * The figure's text as it is shown, hidden parts left out.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export function visibleText(page) {
  return page.$eval('dft-figure', figure => {
    const group = figure.shadowRoot?.querySelector('[role=group]');
    return /** @type {HTMLElement} */ (group).innerText;
  });
}

/**
 * Waits until the figure shows a text.
 * @param {Page} page
 * @param {RegExp} pattern
 */
export async function shows(page, pattern) {
  await page.waitForFunction(
    source => {
      const group = document.querySelector('dft-figure')?.shadowRoot?.querySelector('[role=group]');
      return new RegExp(source, 'm').test(
        /** @type {HTMLElement | null} */ (group)?.innerText ?? '',
      );
    },
    {},
    pattern.source,
  );
}

/**
 * A readout by the term that it stands under.
 * @param {Page} page
 * @param {string} term
 * @returns {Promise<string>}
 */
export function readout(page, term) {
  return page.$eval(
    'dft-figure',
    (figure, wanted) => {
      const terms = [...(figure.shadowRoot?.querySelectorAll('dt') ?? [])];
      const found = terms.find(
        each => each.textContent?.trim() === wanted && each.checkVisibility(),
      );
      if (!found) throw new Error(`no readout ${wanted} is shown`);
      return found.nextElementSibling?.textContent ?? '';
    },
    term,
  );
}

/**
 * Waits until a readout satisfies a pattern; its text.
 * @param {Page} page
 * @param {string} term
 * @param {RegExp} pattern
 */
export async function readoutMatching(page, term, pattern) {
  await page.waitForFunction(
    (wanted, source) => {
      const terms = document.querySelector('dft-figure')?.shadowRoot?.querySelectorAll('dt');
      const found = [...(terms ?? [])].find(each => each.textContent?.trim() === wanted);
      return new RegExp(source).test(found?.nextElementSibling?.textContent ?? '');
    },
    {},
    term,
    pattern.source,
  );
  return readout(page, term);
}

/** @param {string} text such as 2.1 × 10⁻¹¹ or 0.012 or 12 345 */
export function numberOf(text) {
  const plain = text
    .replace(/\s/g, '')
    .replace('−', '-')
    .replace(/×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, power) => {
      const digits = [...power].map(digit => (digit === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
      return `e${digits.join('')}`;
    });
  return plain === '' ? NaN : Number(plain);
}

/**
 * Waits until the figure is in one of the states and has said so to screen readers.
 * @param {Page} page
 * @param {...string} states
 */
export async function inState(page, ...states) {
  await page.waitForFunction(
    wanted => {
      const figure = /** @type {DftFigure | null} */ (document.querySelector('dft-figure'));
      return figure !== null && wanted.includes(figure.state);
    },
    {},
    states,
  );
}

/**
 * Waits until the canvas shows something else.
 * @param {Handle} canvas
 * @param {string} before from `pixelsOf`
 */
export async function redrawn(canvas, before) {
  await canvas.frame.waitForFunction(
    (element, pixels) => /** @type {HTMLCanvasElement} */ (element).toDataURL() !== pixels,
    {},
    canvas,
    before,
  );
}

/** Waits until the figure has its weights and spectra. @param {Page} page */
export async function ready(page) {
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await inState(page, 'idle');
  await readoutMatching(page, 'Best that float32 allows', /\d/);
  await picture(page, 'Weight matrix');
}

/** What the live region says. @param {Page} page */
export async function announcement(page) {
  const status = await page.waitForSelector('dft-figure >>> [role=status]');
  return (await status?.evaluate(element => element.textContent)) ?? '';
}

/**
 * Calls a method of the figure and waits for it.
 * @param {Page} page
 * @param {'play' | 'pause' | 'step' | 'reset' | 'newSeed' | 'getState' | 'setState'} method
 * @param {...any} args
 * @returns {Promise<any>}
 */
export function call(page, method, ...args) {
  return page.$eval(
    'dft-figure',
    (figure, name, given) => /** @type {any} */ (figure)[name](.../** @type {unknown[]} */ (given)),
    method,
    args,
  );
}

/** SHA-256 of what exportWeights() gives. @param {Page} page @returns {Promise<string>} */
export async function weightsDigest(page) {
  return createHash('sha256')
    .update(await weightsOf(page))
    .digest('hex');
}

/** @param {Page} page @returns {Promise<Buffer>} */
export async function weightsOf(page) {
  const text = await page.$eval('dft-figure', async figure => {
    const bytes = await /** @type {DftFigure} */ (figure).exportWeights();
    let binary = '';
    for (let i = 0; i < bytes.length; i += 32768) {
      binary += String.fromCharCode(...bytes.subarray(i, i + 32768));
    }
    return btoa(binary);
  });
  return Buffer.from(text, 'base64');
}

/**
 * Sums up what a canvas shows, to tell whether it has changed.
 * @param {Handle} canvas
 * @returns {Promise<string>}
 */
export async function pixelsOf(canvas) {
  await allDrawn(canvas);
  return canvas.evaluate(element => /** @type {HTMLCanvasElement} */ (element).toDataURL());
}

/**
 * Resolves when whatever was out of date has been drawn: a canvas a frame, at least.
 * @param {Handle} canvas
 */
export async function allDrawn(canvas) {
  await canvas.evaluate(async () => {
    for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
  });
}
