import {readTheme} from '../views/theme.js';
import controlsStyle from './figure-controls.css';
import frameStyle from './figure-frame.css';

/** @typedef {import('../views/theme.js').Theme} Theme */

/**
 * @template Parts
 * @typedef {object} FigureMake how a figure is made
 * @property {string} style of its own
 * @property {() => Node} markup
 * @property {(figure: HTMLElement, root: ShadowRoot, signal: AbortSignal, theme: Theme) => Parts}
 *   create what makes it work, in the theme that there is now; it ends with the signal
 */

/**
 * A figure of the article: its parts are there while it is in a document, wherever it is moved there. What stands inside it is
 * shown where scripts do not run.
 * @template Parts
 * @abstract
 */
export class FigureElement extends HTMLElement {
  #make;
  #root = this.attachShadow({mode: 'open'});
  /** @type {{parts: Parts, ended: AbortController} | null} */
  #connection = null;

  /** @param {FigureMake<Parts>} make */
  constructor(make) {
    super();
    this.#make = make;
  }

  connectedCallback() {
    if (this.#connection) return; // it was moved
    const {style, markup, create} = this.#make;
    const {defaultView} = this.ownerDocument; // a sheet belongs to one document
    const sheet = new (defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(controlsStyle + frameStyle + style);
    this.#root.adoptedStyleSheets = [sheet];
    const theme = readTheme(this); // before there is markup, which a browser would lay out for it
    this.#root.replaceChildren(markup());
    const ended = new AbortController();
    this.#connection = {parts: create(this, this.#root, ended.signal, theme), ended};
  }

  /** moveBefore() takes nothing away. */
  connectedMoveCallback() {}

  /** What takes it to another place, takes it away and puts it back at once: then all of it goes on. */
  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  /** Another document: its parts watch, and listen to, the one before. */
  adoptedCallback() {
    this.#end();
  }

  #end() {
    this.#connection?.ended.abort();
    this.#connection = null;
  }

  /**
   * @protected
   * @returns {Parts | null} null outside a document
   */
  get parts() {
    return this.isConnected ? this.keptParts : null;
  }

  /**
   * @protected
   * @returns {Parts | null} while it is moved, too
   */
  get keptParts() {
    return this.#connection?.parts ?? null;
  }
}

/** @param {string} markup of our own */
export function fragment(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content;
}
