import {patience} from './browser.ts';
import type {Page, ElementHandle} from 'puppeteer-core';
import type {useBrowser, OpenOptions} from './browser.ts';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';

type Handle = ElementHandle<HTMLElement>;

/** After watchDevices(). */
export type WatchedWindow = typeof window & {
  kept: {tracks: MediaStreamTrack[]; contexts: AudioContext[]};
};

export const tag = 'spectrogram-figure';

/** The second figure's page, trained two quick steps. */
export async function openTrained(
  pages: ReturnType<typeof useBrowser>,
  t: TestContext,
  options: OpenOptions = {},
) {
  const query = '?model=spectrogram&optimizer=lms&batch=8';
  const opened = await pages.open(t, {query, stores: false, ...options});
  await opened.page.$eval(tag, figure => figure.scrollIntoView());
  await opened.page.waitForFunction(name => customElements.get(name) !== undefined, {}, tag);
  await train(opened.page, 2);
  await opened.page.$eval(tag, figure => {
    figure.shadowRoot?.querySelector('[data-part=real-test]')?.scrollIntoView();
  });
  return opened;
}

export function train(page: Page, steps: number) {
  return page.$eval(tag, (figure, n) => (figure as RunFigure).step(n), steps);
}

/** @param selector in the figure */
export async function part(page: Page, selector: string) {
  return (await page.waitForSelector(`${tag} >>> ${selector}`)) as Handle;
}

/**
 * Text, or a picture's label, once it satisfies a pattern.
 * @param selector in the figure
 */
export async function textOf(page: Page, selector: string, pattern: RegExp = /./): Promise<string> {
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
  return ((await handle.jsonValue()) as {text: string}).text;
}

/** What is said beside the buttons. */
export const said = (page: Page, pattern: RegExp) =>
  textOf(page, '[data-readout=own-sound]', pattern);

export const waveLabel = (page: Page, pattern: RegExp = /./) =>
  textOf(page, '[data-canvas=waveform]', pattern);

/** The readout of the SNR, with its term. */
export const snrText = (page: Page, pattern: RegExp) => textOf(page, '[data-part=snr]', pattern);

/** dB, of a step. */
export async function snrAt(page: Page, step: number) {
  const text = await snrText(page, new RegExp(`dB\\s+at step ${step}$`));
  return Number(/(\S+) dB/.exec(text)?.[1].replace('−', '-'));
}

/** Level of the reference at 781.25 Hz, frame 16: the pixel that is chosen at first. */
export async function levelChosen(page: Page) {
  const text = await textOf(page, '[data-readout=comparison]', /781\.3 Hz: reference .* dB/);
  return Number(/reference (\S+) dB/.exec(text)?.[1].replace('−', '-'));
}

/** Waits until that level satisfies a condition: spectra come a little later than the wave. */
export async function untilLevel(page: Page, fits: (level: number) => boolean) {
  const end = Date.now() + patience;
  while (!fits(await levelChosen(page))) {
    if (Date.now() > end) throw new Error(`the level stays at ${await levelChosen(page)} dB`);
  }
}

export async function open(page: Page, file: string) {
  const input = await part(page, '[data-part=sound-file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
}

/** Keeps, in the page, what must not be left behind. */
export async function watchDevices(page: Page) {
  await page.evaluateOnNewDocument(() => {
    const kept: WatchedWindow['kept'] = {tracks: [], contexts: []};
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

/** @returns their states */
export function devices(page: Page): Promise<{tracks: string[]; contexts: string[]}> {
  return page.evaluate(() => {
    const {tracks, contexts} = (window as WatchedWindow).kept;
    return {
      tracks: tracks.map(each => each.readyState),
      contexts: contexts.map(each => each.state),
    };
  });
}
