import {readTheme} from '../kit/theme.ts';
import controlsStyle from './figure-controls.css';
import frameStyle from './figure-frame.css';
import type {Theme} from '../kit/theme.ts';

/** How a figure is made. */
export interface FigureMake<Parts> {
  /** of its own */
  style: string;
  markup: () => Node;
  /** what makes it work, in the theme that there is now; it ends with the signal */
  create: (figure: HTMLElement, root: ShadowRoot, signal: AbortSignal, theme: Theme) => Parts;
}

/**
 * A figure of the article: its parts are there while it is in a document, wherever it is moved
 * there. What stands inside it is shown where scripts do not run.
 */
export abstract class FigureElement<Parts> extends HTMLElement {
  #make;
  #root = this.attachShadow({mode: 'open'});
  #connection: {parts: Parts; ended: AbortController} | null = null;

  constructor(make: FigureMake<Parts>) {
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

  /** All of it anew, where it is. */
  protected restart() {
    if (!this.#connection) return;
    this.#end();
    this.connectedCallback();
  }

  #end() {
    this.#connection?.ended.abort();
    this.#connection = null;
  }

  /** @returns null outside a document */
  protected get parts(): Parts | null {
    return this.isConnected ? this.keptParts : null;
  }

  /** @returns while it is moved, too */
  protected get keptParts(): Parts | null {
    return this.#connection?.parts ?? null;
  }
}

/** @param markup of our own */
export function fragment(markup: string) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content;
}
