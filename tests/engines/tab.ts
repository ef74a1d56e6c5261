import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {after, before} from 'node:test';
import {clickOnceStill, placeToClick} from '../e2e/click.ts';
import {serveHost} from '../e2e/host-page.ts';
import {serveDist} from '../e2e/server.ts';
import type {TestContext} from 'node:test';
import type {Account} from '../../web/lab/run-element.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

/** A figure that trains, once its markup and its run are there. */
export type FigureInPage = RunFigure & {shadowRoot: ShadowRoot; account: Account};

/** What scripts of this file leave in the page. */
type Noted = typeof window & {problems: string[]};

/** The methods that tests call. */
type Method = 'step' | 'play' | 'pause' | 'getState';

/** A figure as far as it has that method. */
type Callable<Name extends Method> = Element &
  Record<Name, (...args: Parameters<RunFigure[Name]>) => ReturnType<RunFigure[Name]>>;

/** A browser under automation. */
export interface Engine {
  /** with storage of its own */
  openTab: (size: {width: number; height: number}) => Promise<Tab>;
  close: () => Promise<void>;
}

type Key = 'Tab' | 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | ' ' | 'r';

/** Runs in the page, given and giving what JSON can hold. */
export type Script<Args extends unknown[], Result> = (...args: Args) => Result;

/** What all of them can do. */
export interface Tab {
  goto: (url: string) => Promise<void>;
  /** in the page */
  evaluate: <Args extends unknown[], Result>(
    script: Script<Args, Result>,
    ...args: Args
  ) => Promise<Awaited<Result>>;
  /**
   * what the script gives in the page, once that is true; nothing true after so many milliseconds
   */
  waitFor: <Args extends unknown[], Result>(
    script: Script<Args, Result>,
    args: Args,
    patience: number,
  ) => Promise<Awaited<Result> | undefined>;
  /** CSS pixels of the viewport */
  clickAt: (x: number, y: number) => Promise<void>;
  press: (key: Key, times?: number) => Promise<void>;
  /** of a file input */
  setFile: (find: () => Element, file: string) => Promise<void>;
  /** PNG, of the viewport */
  picture: () => Promise<Buffer>;
  close: () => Promise<void>;
}

/** Nothing is expected to take this long: it only ends a test that hangs. */
const patience = 20_000;

const axe = 'axe-core/axe.min.js';

/** A page of somebody else. */
type Host = {html: string; headers?: Record<string, string>};

/**
 * An engine for the tests of a file. Each page has a tab and a server of its own, which go with its
 * test.
 */
export function useEngine(launch: () => Promise<Engine>) {
  let engine: Engine;
  before(async () => {
    engine = await launch();
  });
  after(() => engine?.close());

  /**
   * @param options take: runs first in the page, to take from the browser what it is to lack; inWorkers:
   * runs first in those that train; without: whether the host lacks a file; host: instead of the
   * demo, a page of another origin, given the demo's address
   */
  return async function open(
    t: TestContext,
    options: {
      query?: string;
      width?: number;
      height?: number;
      take?: () => void;
      inWorkers?: () => void;
      withAxe?: boolean;
      without?: (file: string) => boolean;
      host?: (demo: string) => Promise<Host>;
    } = {},
  ) {
    const {query = '', width = 1280, height = 900, withAxe = false} = options;
    const {take, inWorkers, without, host} = options;
    const scripts = [noteProblems, take].map(each => (each ? `(${each})();` : ''));
    if (withAxe) scripts.push(await readFile(new URL(import.meta.resolve(axe)), 'utf8'));
    const first = `<head><script>${scripts.join('')}</script>`; // before the page's policy begins
    const edit = (name: string, text: string) => {
      if (/^(lab\/)?index\.html$/.test(name)) return text.replace('<head>', () => first);
      return inWorkers && /^assets\/worker-\w+\.js$/.test(name) ? `(${inWorkers})();${text}` : text;
    };
    const server = await serveDist({edit, without});
    t.after(() => server.close());
    const tab = await engine.openTab({width, height});
    t.after(() => tab.close());
    const page = host ? await host(server.address) : null;
    const usual = query.startsWith('?') ? `${server.address}lab/` : server.address;
    const address = page ? await serveHost(t, page.html, page.headers) : usual + query;
    const reload = () => tab.goto(address);
    await reload();
    return {...tab, ...helpersOf(tab), reload, disconnect: () => server.close()};
  };
}

/** Keeps, in the page, what goes wrong on it. */
function noteProblems() {
  const problems: string[] = [];
  Object.assign(window, {problems});
  addEventListener(
    'error',
    ({message, target}) => {
      const {src, href} = target as EventTarget & {src?: string; href?: string};
      problems.push(message ?? `not loaded: ${src ?? href}`);
    },
    true,
  );
  addEventListener('unhandledrejection', ({reason}) => problems.push(String(reason)));
  addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
    problems.push(`policy violation: ${violatedDirective} ${blockedURI}`),
  );
  for (const level of ['error', 'warn'] as const) {
    const write = console[level];
    console[level] = (...args) => {
      problems.push(args.join(' '));
      write.apply(console, args);
    };
  }
}

/** In the page: all texts of a figure. */
function allTold(tag: string) {
  return document.querySelector(tag)?.shadowRoot?.textContent ?? '';
}

function helpersOf(tab: Tab) {
  /** Waits until the script gives something true, frame after frame, and gives that. */
  async function until<Args extends unknown[], Result>(
    script: Script<Args, Result>,
    ...args: Args
  ) {
    const value = await tab.waitFor(script, args, patience);
    if (value) return value;
    throw new Error(`never true, of ${args.join(', ')}: ${script}`);
  }

  return {
    until,

    /**
     * Scrolls to a figure and waits until its code is there.
     * @param figure its tag
     */
    async come(figure: string) {
      await until(tag => {
        const element = document.querySelector(tag); // the lab puts it there
        element?.scrollIntoView();
        return element !== null && customElements.get(tag) !== undefined;
      }, figure);
    },

    /**
     * Clicks an element of a figure, as soon as it is shown and stays where it is.
     * @param figure its tag
     */
    async click(figure: string, selector: string) {
      const place = () => until(placeToClick, figure, selector);
      await clickOnceStill({...tab, place}, `${selector} of ${figure}`);
    },

    /**
     * Text of a shown part of a figure, or the label of a picture, once it matches. What takes long is
     * waited for as long as the figure tells something new.
     * @param figure its tag
     */
    async shows(figure: string, selector: string, pattern: RegExp): Promise<string> {
      for (let told = await tab.evaluate(allTold, figure); ;) {
        const found = await tab.waitFor(shown, [figure, selector, pattern.source], patience);
        if (found) return found.text;
        const before = told;
        told = await tab.evaluate(allTold, figure);
        if (told === before) break;
      }
      const {text} = (await tab.evaluate(shown, figure, selector, '')) as {text: string};
      throw new Error(`${selector} of ${figure} shows “${text}”, never ${pattern}`);
    },

    /**
     * @param figure its tag
     * @param states one of which it comes to
     */
    inState: (figure: string, ...states: string[]) =>
      until(
        (tag, wanted) => wanted.includes((document.querySelector(tag) as FigureInPage).state),
        figure,
        states,
      ),

    /**
     * Settings of a figure, as attributes.
     * @param figure its tag
     */
    set: (figure: string, settings: Record<string, string>) =>
      tab.evaluate(
        (tag, given) => {
          const element = document.querySelector(tag) as Element;
          for (const [key, text] of Object.entries(given)) element.setAttribute(key, text);
        },
        figure,
        settings,
      ),

    /**
     * Opens every <details> of a figure, or of whatever is so called.
     * @param figure its tag
     */
    open: (figure: string, selector: string) =>
      tab.evaluate(
        (tag, wanted) => {
          const {shadowRoot} = document.querySelector(tag) as Element;
          const all = shadowRoot?.querySelectorAll<HTMLDetailsElement>(wanted) ?? [];
          for (const each of all) each.open = true;
        },
        figure,
        selector,
      ),

    /** @param figure its tag */
    focus: (figure: string, selector: string) =>
      tab.evaluate(
        (tag, wanted) => {
          const {shadowRoot} = document.querySelector(tag) as FigureInPage;
          (shadowRoot.querySelector(wanted) as HTMLElement).focus();
        },
        figure,
        selector,
      ),

    /**
     * What a canvas shows, to tell whether it changes.
     * @param figure its tag
     */
    pixels: (figure: string, selector: string): Promise<string> =>
      tab.evaluate(pixelsOf, figure, selector),

    /**
     * Waits until a canvas shows something else.
     * @param figure its tag
     * @param before from `pixels`
     */
    async redrawn(figure: string, selector: string, before: string) {
      await until(
        (tag, wanted, pixels) => {
          const {shadowRoot} = document.querySelector(tag) as FigureInPage;
          return (shadowRoot.querySelector(wanted) as HTMLCanvasElement).toDataURL() !== pixels;
        },
        figure,
        selector,
        before,
      );
    },

    /**
     * Calls a method of a figure and waits for it.
     * @param figure its tag
     */
    call: <Name extends Method>(
      figure: string,
      method: Name,
      ...args: Parameters<RunFigure[Name]>
    ): Promise<Awaited<ReturnType<RunFigure[Name]>>> =>
      tab.evaluate(
        (tag, name, given) => (document.querySelector(tag) as Callable<Name>)[name](...given),
        figure,
        method,
        args,
      ),

    /**
     * SHA-256 of W.npy, made on the page.
     * @param figure its tag
     */
    weightsDigest: (figure: string): Promise<string> =>
      tab.evaluate(async tag => {
        const bytes = await (document.querySelector(tag) as FigureInPage).exportWeights();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
        return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
      }, figure),

    /** @returns errors, warnings, files not loaded, policy violations */
    problems: (): Promise<string[]> => tab.evaluate(() => (window as Noted).problems),

    /** Writes a picture into the folder SCREENSHOTS, if that is set. */
    async keepPicture(name: string) {
      const folder = process.env.SCREENSHOTS;
      if (!folder) return;
      await mkdir(folder, {recursive: true});
      await writeFile(path.join(folder, `${name}.png`), await tab.picture());
    },
  };
}

// What follows runs in the page.

/** Text of a shown part of a figure, or the label of a picture, where a line of it matches. */
function shown(tag: string, selector: string, pattern: string) {
  const element = document.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(selector);
  const isPicture = element?.getAttribute('role') === 'img';
  const words = isPicture ? element.getAttribute('aria-label') : element?.innerText;
  const text = (element?.checkVisibility() && words) || '';
  return new RegExp(pattern, 'm').test(text) && {text};
}

/** Once its frames have been drawn. */
async function pixelsOf(tag: string, selector: string) {
  for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
  const canvas = document.querySelector(tag)?.shadowRoot?.querySelector(selector);
  return (canvas as HTMLCanvasElement).toDataURL();
}
