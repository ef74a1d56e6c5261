import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {after, before} from 'node:test';
import {serveHost} from '../e2e/host-page.js';
import {serveDist} from '../e2e/server.js';

/**
 * A browser under automation.
 * @typedef {object} Engine
 * @property {(size: {width: number, height: number}) => Promise<Tab>} openTab with storage of its own
 * @property {() => Promise<void>} close
 */

/** @typedef {'Tab' | 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | ' ' | 'r'} Key */

/**
 * What all of them can do.
 * @typedef {object} Tab
 * @property {(url: string) => Promise<void>} goto
 * @property {(script: (...args: any[]) => any, ...args: any[]) => Promise<any>} evaluate in the page
 * @property {(script: (...args: any[]) => any, args: any[], patience: number) => Promise<any>} waitFor
 *   what the script gives in the page, once that is true; nothing true after so many milliseconds
 * @property {(x: number, y: number) => Promise<void>} clickAt CSS pixels of the viewport
 * @property {(key: Key, times?: number) => Promise<void>} press
 * @property {(find: () => Element, file: string) => Promise<void>} setFile of a file input
 * @property {() => Promise<Buffer>} picture PNG, of the viewport
 * @property {() => Promise<void>} close
 */

/** Nothing is expected to take this long: it only ends a test that hangs. */
const patience = 20_000;

const axe = 'axe-core/axe.min.js';

/** A page of somebody else. @typedef {{html: string, headers?: Record<string, string>}} Host */

/**
 * An engine for the tests of a file. Each page has a tab and a server of its own, which go with its
 * test.
 * @param {() => Promise<Engine>} launch
 */
export function useEngine(launch) {
  /** @type {Engine} */
  let engine;
  before(async () => {
    engine = await launch();
  });
  after(() => engine?.close());

  /**
   * @param {import('node:test').TestContext} t
   * @param {{query?: string, width?: number, height?: number, take?: () => void, inWorkers?: () => void,
   *   withAxe?: boolean, without?: (file: string) => boolean, host?: (demo: string) => Promise<Host>}}
   *   [options] take: runs first in the page, to take from the browser what it is to lack; inWorkers:
   *   runs first in those that train; without: whether the host lacks a file; host: instead of the
   *   demo, a page of another origin, given the demo's address
   */
  return async function open(t, options = {}) {
    const {query = '', width = 1280, height = 900, withAxe = false} = options;
    const {take, inWorkers, without, host} = options;
    const scripts = [noteProblems, take].map(each => (each ? `(${each})();` : ''));
    if (withAxe) scripts.push(await readFile(new URL(import.meta.resolve(axe)), 'utf8'));
    const first = `<head><script>${scripts.join('')}</script>`; // before the page's policy begins
    const edit = (/** @type {string} */ name, /** @type {string} */ text) => {
      if (name === 'index.html') return text.replace('<head>', () => first);
      return inWorkers && /^assets\/worker-\w+\.js$/.test(name) ? `(${inWorkers})();${text}` : text;
    };
    const server = await serveDist({edit, without});
    t.after(() => server.close());
    const tab = await engine.openTab({width, height});
    t.after(() => tab.close());
    const page = host ? await host(server.address) : null;
    const address = page ? await serveHost(t, page.html, page.headers) : server.address + query;
    const reload = () => tab.goto(address);
    await reload();
    return {...tab, ...helpersOf(tab), reload, disconnect: () => server.close()};
  };
}

/** Keeps, in the page, what goes wrong on it. */
function noteProblems() {
  /** @type {string[]} */
  const problems = [];
  Object.assign(window, {problems});
  addEventListener(
    'error',
    ({message, target}) => {
      const {src, href} = /** @type {any} */ (target);
      problems.push(message ?? `not loaded: ${src ?? href}`);
    },
    true,
  );
  addEventListener('unhandledrejection', ({reason}) => problems.push(String(reason)));
  addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
    problems.push(`policy violation: ${violatedDirective} ${blockedURI}`),
  );
  for (const level of /** @type {const} */ (['error', 'warn'])) {
    const write = console[level];
    console[level] = (...args) => {
      problems.push(args.join(' '));
      write.apply(console, args);
    };
  }
}

/** @param {Tab} tab */
function helpersOf(tab) {
  /**
   * Waits until the script gives something true, frame after frame, and gives that.
   * @param {(...args: any[]) => any} script
   * @param {...any} args
   */
  async function until(script, ...args) {
    const value = await tab.waitFor(script, args, patience);
    if (value) return value;
    throw new Error(`never true, of ${args.join(', ')}: ${script}`);
  }

  return {
    until,

    /**
     * Scrolls to a figure and waits until its code is there.
     * @param {string} figure its tag
     */
    async come(figure) {
      await until(tag => {
        document.querySelector(tag).scrollIntoView();
        return customElements.get(tag) !== undefined;
      }, figure);
    },

    /**
     * Clicks an element of a figure, as soon as it is shown and stays where it is: the page moves
     * while its figures come. A click that missed it all the same is done again.
     * @param {string} figure its tag
     * @param {string} selector
     */
    async click(figure, selector) {
      for (let tries = 0; tries < 5; tries++) {
        const centre = await until(placeToClick, figure, selector);
        await tab.clickAt(centre.x, centre.y);
        if (await tab.evaluate(() => /** @type {any} */ (window).clicked)) return;
      }
      throw new Error(`5 clicks missed ${selector} of ${figure}`);
    },

    /**
     * Text of a shown part of a figure, or the label of a picture, once it matches.
     * @param {string} figure its tag
     * @param {string} selector
     * @param {RegExp} pattern
     * @returns {Promise<string>}
     */
    async shows(figure, selector, pattern) {
      const found = await tab.waitFor(shown, [figure, selector, pattern.source], patience);
      if (found) return found.text;
      const {text} = await tab.evaluate(shown, figure, selector, '');
      throw new Error(`${selector} of ${figure} shows “${text}”, never ${pattern}`);
    },

    /**
     * @param {string} figure its tag
     * @param {...string} states one of which it comes to
     */
    inState: (figure, ...states) =>
      until((tag, wanted) => wanted.includes(document.querySelector(tag).state), figure, states),

    /**
     * Settings of a figure, as attributes.
     * @param {string} figure its tag
     * @param {Record<string, string>} settings
     */
    set: (figure, settings) =>
      tab.evaluate(
        (tag, given) => {
          const element = document.querySelector(tag);
          for (const [key, text] of Object.entries(given)) element.setAttribute(key, text);
        },
        figure,
        settings,
      ),

    /**
     * Opens every <details> of a figure, or of whatever is so called.
     * @param {string} figure its tag
     * @param {string} selector
     */
    open: (figure, selector) =>
      tab.evaluate(
        (tag, wanted) => {
          const all = document.querySelector(tag).shadowRoot?.querySelectorAll(wanted) ?? [];
          for (const each of all) each.open = true;
        },
        figure,
        selector,
      ),

    /**
     * @param {string} figure its tag
     * @param {string} selector
     */
    focus: (figure, selector) =>
      tab.evaluate(
        (tag, wanted) => document.querySelector(tag).shadowRoot.querySelector(wanted).focus(),
        figure,
        selector,
      ),

    /**
     * What a canvas shows, to tell whether it changes.
     * @param {string} figure its tag
     * @param {string} selector
     * @returns {Promise<string>}
     */
    pixels: (figure, selector) => tab.evaluate(pixelsOf, figure, selector),

    /**
     * Waits until a canvas shows something else.
     * @param {string} figure its tag
     * @param {string} selector
     * @param {string} before from `pixels`
     */
    async redrawn(figure, selector, before) {
      await until(
        (tag, wanted, pixels) =>
          document.querySelector(tag).shadowRoot.querySelector(wanted).toDataURL() !== pixels,
        figure,
        selector,
        before,
      );
    },

    /**
     * Calls a method of a figure and waits for it.
     * @param {string} figure its tag
     * @param {'step' | 'play' | 'pause' | 'getState'} method
     * @param {...any} args
     */
    call: (figure, method, ...args) =>
      tab.evaluate(
        (tag, name, given) => document.querySelector(tag)[name](...given),
        figure,
        method,
        args,
      ),

    /**
     * SHA-256 of W.npy, made on the page.
     * @param {string} figure its tag
     * @returns {Promise<string>}
     */
    weightsDigest: figure =>
      tab.evaluate(async tag => {
        const bytes = await document.querySelector(tag).exportWeights();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
      }, figure),

    /** @returns {Promise<string[]>} errors, warnings, files not loaded, policy violations */
    problems: () => tab.evaluate(() => /** @type {any} */ (window).problems),

    /**
     * Writes a picture into the folder SCREENSHOTS, if that is set.
     * @param {string} name
     */
    async keepPicture(name) {
      const folder = process.env.SCREENSHOTS;
      if (!folder) return;
      await mkdir(folder, {recursive: true});
      await writeFile(path.join(folder, `${name}.png`), await tab.picture());
    },
  };
}

// What follows runs in the page.

/**
 * Text of a shown part of a figure, or the label of a picture, where a line of it matches.
 * @param {string} tag
 * @param {string} selector
 * @param {string} pattern
 */
function shown(tag, selector, pattern) {
  /** @type {HTMLElement | null | undefined} */
  const element = document.querySelector(tag)?.shadowRoot?.querySelector(selector);
  const isPicture = element?.getAttribute('role') === 'img';
  const words = isPicture ? element.getAttribute('aria-label') : element?.innerText;
  const text = (element?.checkVisibility() && words) || '';
  return new RegExp(pattern, 'm').test(text) && {text};
}

/**
 * The middle of an element of a figure, once it is shown and stays where it is for two frames; the
 * window's `clicked` then tells whether it is clicked.
 * @param {string} tag
 * @param {string} selector
 */
async function placeToClick(tag, selector) {
  /** @type {HTMLElement | null | undefined} */
  const element = document.querySelector(tag)?.shadowRoot?.querySelector(selector);
  if (!element?.checkVisibility()) return null;
  element.scrollIntoView({block: 'center'});
  const {x, y, width, height} = element.getBoundingClientRect();
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const later = element.getBoundingClientRect();
  if (later.x !== x || later.y !== y) return null;
  const clicked = new Promise(resolve => {
    element.addEventListener('click', () => resolve(true), {once: true});
    setTimeout(() => resolve(false), 2000);
  });
  Object.assign(window, {clicked});
  return {x: x + width / 2, y: y + height / 2};
}

/**
 * Once its frames have been drawn.
 * @param {string} tag
 * @param {string} selector
 */
async function pixelsOf(tag, selector) {
  for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
  const canvas = document.querySelector(tag)?.shadowRoot?.querySelector(selector);
  return /** @type {HTMLCanvasElement} */ (canvas).toDataURL();
}
