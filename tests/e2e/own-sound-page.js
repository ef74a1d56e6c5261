import {patience} from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<HTMLElement>} Handle */

export const tag = 'spectrogram-figure';

/**
 * The second figure's page, trained two quick steps.
 * @param {ReturnType<typeof import('./browser.js').useBrowser>} pages
 * @param {import('node:test').TestContext} t
 * @param {import('./browser.js').OpenOptions} [options]
 */
export async function openTrained(pages, t, options = {}) {
  const query = '?model=spectrogram&optimizer=lms&batch=8';
  const opened = await pages.open(t, {query, ...options});
  await opened.page.$eval(tag, figure => figure.scrollIntoView());
  await opened.page.waitForFunction(name => customElements.get(name) !== undefined, {}, tag);
  await train(opened.page, 2);
  await opened.page.$eval(tag, figure => {
    figure.shadowRoot?.querySelector('[data-part=real-test]')?.scrollIntoView();
  });
  return opened;
}

/**
 * @param {Page} page
 * @param {number} steps
 */
export function train(page, steps) {
  return page.$eval(tag, (figure, n) => /** @type {any} */ (figure).step(n), steps);
}

/**
 * @param {Page} page
 * @param {string} selector in the figure
 */
export async function part(page, selector) {
  return /** @type {Handle} */ (await page.waitForSelector(`${tag} >>> ${selector}`));
}

/**
 * Text, or a picture's label, once it satisfies a pattern.
 * @param {Page} page
 * @param {string} selector in the figure
 * @param {RegExp} pattern
 * @returns {Promise<string>}
 */
export async function textOf(page, selector, pattern = /./) {
  const handle = await page.waitForFunction(
    (name, wanted, source) => {
      const element = document.querySelector(name)?.shadowRoot?.querySelector(wanted);
      const text = element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
      return new RegExp(source).test(text) && !text.endsWith('no weights yet') && {text};
    },
    {},
    tag,
    selector,
    pattern.source,
  );
  return /** @type {{text: string}} */ (await handle.jsonValue()).text;
}

/** What is said beside the buttons. @param {Page} page @param {RegExp} pattern */
export const said = (page, pattern) => textOf(page, '[data-readout=own-sound]', pattern);

/** @param {Page} page @param {RegExp} pattern */
export const waveLabel = (page, pattern = /./) => textOf(page, '[data-canvas=waveform]', pattern);

/** The readout of the SNR, with its term. @param {Page} page @param {RegExp} pattern */
export const snrText = (page, pattern) => textOf(page, '[data-part=snr]', pattern);

/** dB, of a step. @param {Page} page @param {number} step */
export async function snrAt(page, step) {
  const text = await snrText(page, new RegExp(`dB\\s+at step ${step}$`));
  return Number(/(\S+) dB/.exec(text)?.[1].replace('−', '-'));
}

/**
 * Level of the reference at 781.25 Hz, frame 16: the pixel that is chosen at first.
 * @param {Page} page
 */
export async function levelChosen(page) {
  const text = await textOf(page, '[data-readout=comparison]', /781\.3 Hz: reference .* dB/);
  return Number(/reference (\S+) dB/.exec(text)?.[1].replace('−', '-'));
}

/**
 * Waits until that level satisfies a condition: spectra come a little later than the wave.
 * @param {Page} page
 * @param {(level: number) => boolean} fits
 */
export async function untilLevel(page, fits) {
  const end = Date.now() + patience;
  while (!fits(await levelChosen(page))) {
    if (Date.now() > end) throw new Error(`the level stays at ${await levelChosen(page)} dB`);
  }
}

/**
 * @param {Page} page
 * @param {string} file
 */
export async function open(page, file) {
  const input = await part(page, '[data-part=sound-file]');
  await /** @type {any} */ (input).uploadFile(file);
}

/**
 * Keeps, in the page, what must not be left behind.
 * @param {Page} page
 */
export async function watchDevices(page) {
  await page.evaluateOnNewDocument(() => {
    const kept = {
      /** @type {MediaStreamTrack[]} */
      tracks: [],
      /** @type {AudioContext[]} */
      contexts: [],
    };
    const {mediaDevices} = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async constraints => {
      const stream = await getUserMedia(constraints);
      kept.tracks.push(...stream.getTracks());
      return stream;
    };
    window.AudioContext = class extends AudioContext {
      constructor() {
        super();
        kept.contexts.push(this);
      }
    };
    Object.assign(window, {kept});
  });
}

/** @param {Page} page @returns {Promise<{tracks: string[], contexts: string[]}>} their states */
export function devices(page) {
  return page.evaluate(() => {
    const {tracks, contexts} = /** @type {any} */ (window).kept;
    return {
      tracks: tracks.map((/** @type {MediaStreamTrack} */ each) => each.readyState),
      contexts: contexts.map((/** @type {AudioContext} */ each) => each.state),
    };
  });
}
