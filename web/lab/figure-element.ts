import {readTheme} from '../kit/theme.ts';
import type {Theme} from '../kit/theme.ts';

/** How a figure is made. */
export interface FigureMake<Parts> {
  /** all of it */
  style: string;
  markup: () => Node;
  /** what makes it work, in the theme that there is now; it ends with the signal */
  create: (figure: HTMLElement, root: ShadowRoot, signal: AbortSignal, theme: Theme) => Parts;
}

/**
 * A figure: its parts are there while it is in a document, wherever it is moved there. What stands
 * inside it is shown where scripts do not run. Its markup and style may stand in the page already, as
 * a declarative shadow root: then they are seen before there are scripts.
 */
export abstract class FigureElement<Parts> extends HTMLElement {
  #make;
  #isDeclared = this.shadowRoot !== null;
  #root = this.shadowRoot ?? this.attachShadow({mode: 'open'});
  #connection: {parts: Parts; ended: AbortController} | null = null;

  constructor(make: FigureMake<Parts>) {
    super();
    this.#make = make;
  }

  connectedCallback() {
    if (this.#connection) return; // it was moved
    const theme = this.#show();
    const ended = new AbortController();
    const {create} = this.#make;
    this.#connection = {parts: create(this, this.#root, ended.signal, theme), ended};
  }

  /** Style and markup; what stands there already stays, the first time. */
  #show() {
    if (this.#isDeclared) {
      this.#isDeclared = false;
      return readTheme(this);
    }
    const {style, markup} = this.#make;
    const {defaultView} = this.ownerDocument; // a sheet belongs to one document
    const sheet = new (defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(style);
    this.#root.adoptedStyleSheets = [sheet];
    const theme = readTheme(this); // before there is markup, which a browser would lay out for it
    this.#root.replaceChildren(markup());
    return theme;
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
