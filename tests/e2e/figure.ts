import {createHash} from 'node:crypto';
import {clickOnceStill, placeToClick} from './click.ts';
import type {Page, ElementHandle} from 'puppeteer-core';
import type {DftFigure} from '../../web/figures/dft/dft-figure.ts';
import type {Answer, Callable, Called, Given} from './in-page.ts';

export type Handle = ElementHandle<HTMLElement>;

type Role = 'button' | 'combobox' | 'textbox' | 'slider' | 'image' | 'group' | 'status';

/** An element as a user of assistive technology finds it. Waits until it is there. */
export async function find(page: Page, role: Role, name: string): Promise<Handle> {
  const selector = `::-p-aria([name="${name}"][role="${role}"])`;
  return (await page.waitForSelector(selector)) as Handle;
}

/** Whether the first figure has it. */
export async function isThere(page: Page, role: Role, name: string) {
  const figure = await page.$('dft-figure');
  return (await figure?.$(`::-p-aria([name="${name}"][role="${role}"])`)) !== null;
}

/** @param name of the button */
export async function press(page: Page, name: string) {
  const button = await find(page, 'button', name);
  const place = async () => (await page.waitForFunction(placeToClick, {}, button)).jsonValue();
  const clicking = {
    place: place as () => Promise<{x: number; y: number}>,
    clickAt: (x: number, y: number) => page.mouse.click(x, y),
    evaluate: (script: () => Promise<boolean>) => page.evaluate(script),
  };
  await clickOnceStill(clicking, name);
}

/** @param name of the select */
export async function choose(page: Page, name: string, value: string) {
  await (await find(page, 'combobox', name)).select(value);
}

/** Replaces a text field's text and leaves the field. */
export async function fill(page: Page, name: string, text: string) {
  const field = await find(page, 'textbox', name);
  await field.click({count: 3});
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

export async function valueOf(page: Page, role: Role, name: string): Promise<string> {
  const element = await find(page, role, name);
  return element.evaluate(control => (control as HTMLInputElement).value);
}

/**
 * A canvas (role img) by the beginning of its label, which goes on with what it shows at present.
 * @param within what must be in the label too
 */
export async function picture(
  page: Page,
  start: 'Weight matrix' | 'Weights of output bin' | 'Input signal' | 'Magnitude' | 'Loss',
  within: string = '',
): Promise<Handle> {
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
  return handle as unknown as Handle;
}

/** The slider of the bin that spiral and rows show. */
export async function binSlider(page: Page) {
  const slider = await page.waitForSelector('dft-figure >>> [data-view~=spiral] input[type=range]');
  return slider as Handle;
}

export async function selectedBin(page: Page) {
  return (await binSlider(page)).evaluate(slider => (slider as HTMLInputElement).value);
}

export const spiral = (page: Page) => picture(page, 'Weights of output bin', 'as a curve in space');

/** The figure's text as it is shown, hidden parts left out. */
export function visibleText(page: Page): Promise<string> {
  return page.$eval('dft-figure', figure => {
    const group = figure.shadowRoot?.querySelector('[role=group]');
    return (group as HTMLElement).innerText;
  });
}

/** Waits until the figure shows a text. */
export async function shows(page: Page, pattern: RegExp) {
  await page.waitForFunction(
    source => {
      const group = document.querySelector('dft-figure')?.shadowRoot?.querySelector('[role=group]');
      return new RegExp(source, 'm').test((group as HTMLElement | null)?.innerText ?? '');
    },
    {},
    pattern.source,
  );
}

/** A readout by the term that it stands under. */
export function readout(page: Page, term: string): Promise<string> {
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

/** Waits until a readout satisfies a pattern; its text. */
export async function readoutMatching(page: Page, term: string, pattern: RegExp) {
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

/** @param text such as 2.1 × 10⁻¹¹ or 0.012 or 12 345 */
export function numberOf(text: string) {
  const plain = text
    .replace(/\s/g, '')
    .replace('−', '-')
    .replace(/×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, power) => {
      const digits = [...power].map(digit => (digit === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
      return `e${digits.join('')}`;
    });
  return plain === '' ? NaN : Number(plain);
}

/** Waits until the figure is in one of the states and has said so to screen readers. */
export async function inState(page: Page, ...states: string[]) {
  await page.waitForFunction(
    wanted => {
      const figure = document.querySelector('dft-figure') as DftFigure | null;
      return figure !== null && wanted.includes(figure.state);
    },
    {},
    states,
  );
}

/**
 * Waits until the canvas shows something else.
 * @param before from `pixelsOf`
 */
export async function redrawn(canvas: Handle, before: string) {
  await canvas.frame.waitForFunction(
    (element, pixels) => (element as HTMLCanvasElement).toDataURL() !== pixels,
    {},
    canvas,
    before,
  );
}

/** Waits until the figure has its weights and spectra. */
export async function ready(page: Page) {
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await inState(page, 'idle');
  await readoutMatching(page, 'Best that float32 allows', /\d/);
  await picture(page, 'Weight matrix');
}

/** What the live region says. */
export async function announcement(page: Page) {
  const status = await page.waitForSelector('dft-figure >>> [role=status]');
  return (await status?.evaluate(element => element.textContent)) ?? '';
}

/** Calls a method of the figure and waits for it. */
export function call<Name extends Called>(
  page: Page,
  method: Name,
  ...args: Given<Name>
): Promise<Answer<Name>> {
  return page.$eval(
    'dft-figure',
    (figure, called, given) => (figure as Callable)[called](...(given as unknown[])),
    method,
    args,
  ) as Promise<Answer<Name>>;
}

/** SHA-256 of what exportWeights() gives. */
export async function weightsDigest(page: Page): Promise<string> {
  return createHash('sha256')
    .update(await weightsOf(page))
    .digest('hex');
}

export async function weightsOf(page: Page): Promise<Buffer> {
  const text = await page.$eval('dft-figure', async figure => {
    const bytes = await (figure as DftFigure).exportWeights();
    let binary = '';
    for (let i = 0; i < bytes.length; i += 32768) {
      binary += String.fromCharCode(...bytes.subarray(i, i + 32768));
    }
    return btoa(binary);
  });
  return Buffer.from(text, 'base64');
}

/** Sums up what a canvas shows, to tell whether it has changed. */
export async function pixelsOf(canvas: Handle): Promise<string> {
  await allDrawn(canvas);
  return canvas.evaluate(element => (element as HTMLCanvasElement).toDataURL());
}

/** Resolves when whatever was out of date has been drawn: a canvas a frame, at least. */
export async function allDrawn(canvas: Handle) {
  await canvas.evaluate(async () => {
    for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
  });
}
