import {frameBytes} from '../built.ts';
import {models} from '../models.ts';
import {settingsTable} from '../settings/table.ts';
import tokens from '../styles/tokens.css';
import {addDemoFrame} from './demo-frame.ts';
import facadeStyle from './facade.css';
import {makeParts} from './facade-parts.ts';
import {halfVisible, mayMove} from './half-visible.ts';
import {drawPoster} from './poster.ts';
import {readAttributes} from './read-attributes.ts';
import type {State} from '../engine/protocol.ts';
import type {SavedState} from '../engine/saved-state.ts';
import type {FrameLink, Told} from './frame-link.ts';
import type {Method} from './messages.ts';

/** CSS pixels that the frame may be high, whatever it says. */
const heights = {min: 120, max: 4000};

/** What pressing Play takes. */
const loadingNote =
  `It trains here, in your browser: about ${10 * Math.round(frameBytes / 10_000)} kB are loaded ` +
  'when you press Play, and nothing is sent anywhere.';
const sizeNote = 'Its 17 million weights take 300 MB of memory and more, and every core.';

const darkness = '(prefers-color-scheme: dark)';

/**
 * <fourier-net model="dft" n="128">: a figure of the demo in a page of another origin. It shows a
 * picture and a button; the demo itself comes in a frame once it is asked for. Attributes, methods,
 * states and events are the figure's own.
 */
export class Facade extends HTMLElement {
  static observedAttributes = settingsTable.map(({key}) => key);

  #address;
  #parts = makeParts();
  #state: State = 'idle';
  #inDocument = new AbortController();
  #active: {link: FrameLink; frame: HTMLIFrameElement; ended: AbortController} | null = null;

  /** The frame goes with it. */
  connectedMoveCallback() {}

  /** @param address of the frame's page */
  constructor(address: URL) {
    super();
    this.#address = address;
    const root = this.attachShadow({mode: 'open', delegatesFocus: true});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokens + facadeStyle);
    root.adoptedStyleSheets = [sheet];
    root.append(...this.#parts.all);
    const {button} = this.#parts;
    button.addEventListener('click', () => {
      if (button.hasAttribute('aria-disabled')) return;
      this.#deactivate(); // what did not answer
      this.#start();
    });
  }

  connectedCallback() {
    this.#inDocument = new AbortController();
    const {signal} = this.#inDocument;
    this.#showSettings();
    matchMedia(darkness).addEventListener('change', () => this.#showSettings(), {signal});
    document.addEventListener('statechange', event => this.#onStateOf(event), {signal});
    if (readAttributes(this).values.autoplay !== true || !mayMove()) return;
    void halfVisible(this.#parts.place, signal).then(() => {
      if (!this.#active) this.#start();
    });
  }

  /** Its workers and its memory go with the frame. */
  disconnectedCallback() {
    this.#inDocument.abort();
    this.#deactivate();
  }

  attributeChangedCallback(key: string, before: string | null, after: string | null) {
    if (before === after || !this.isConnected) return;
    if (key === 'model' && this.#active) {
      this.#deactivate(); // another model is another figure
      this.#activate();
    } else {
      this.#active?.link.setAttribute(key, after);
    }
    this.#showSettings();
  }

  get state(): State {
    return this.#state;
  }

  /** Trains until told otherwise; resolves once training has begun. */
  async play() {
    await this.#call('play');
  }

  /** Stops after the step at hand. */
  async pause() {
    if (this.#active) await this.#call('pause');
  }

  /** Trains `count` steps, then pauses; resolves when that is done. */
  async step(count = 1) {
    await this.#call('step', count);
  }

  /** Back to the start: the same seed, so the same run again. */
  async reset() {
    if (this.#active) await this.#call('reset');
  }

  /** Back to the start with another seed. */
  async newSeed() {
    await this.#call('newSeed');
  }

  /** Settings, learning-rate schedule and step: setState() replays them. */
  async getState(): Promise<SavedState> {
    return (await this.#call('getState')) as SavedState;
  }

  /** @param state resolves when the run is at its step again */
  async setState(state: SavedState) {
    await this.#call('setState', state);
  }

  /** Resolves to the bytes of W.npy: float32 (inputs, outputs), so y = x @ W. */
  async exportWeights(): Promise<Uint8Array> {
    return (await this.#call('exportWeights')) as Uint8Array;
  }

  async #call(method: Method, ...args: unknown[]) {
    if (!this.isConnected) throw new Error('This figure is not in a document.');
    const {link} = this.#active ?? this.#activate();
    return link.call(method, args);
  }

  /** As its reader, or `autoplay`, wants it. */
  #start() {
    const takesFocus = this.shadowRoot?.activeElement === this.#parts.button;
    this.#activate().link.start(takesFocus);
  }

  /** Brings the frame. */
  #activate() {
    const {place, button, card, title} = this.#parts;
    const ended = new AbortController();
    const {frame, link} = addDemoFrame(this, place, this.#address, {
      title: title.textContent,
      onHello: () => {
        place.classList.add('answered');
        if (this.shadowRoot?.activeElement === button) frame.focus();
        card.hidden = true;
      },
      onTold: told => this.#onTold(told),
      onForbidden: problem => {
        this.#say(problem);
        this.#enter('error', problem);
        this.#deactivate();
      },
      onSilence: problem => {
        this.#say(problem);
        button.textContent = 'Try again';
        button.removeAttribute('aria-disabled');
      },
      signal: ended.signal,
    });
    this.#active = {link, frame, ended};
    button.textContent = 'Loading…';
    button.setAttribute('aria-disabled', 'true'); // it keeps the focus until the figure takes it
    this.#parts.problem.hidden = true;
    this.#enter('loading', '');
    return this.#active;
  }

  #deactivate() {
    const {place, card, button} = this.#parts;
    this.#active?.ended.abort();
    this.#active = null;
    card.hidden = false;
    place.classList.remove('answered');
    button.textContent = 'Play';
    button.removeAttribute('aria-disabled');
    place.style.removeProperty('--height');
    if (this.#state !== 'error') this.#state = 'idle';
  }

  #onTold(told: Told) {
    switch (told.type) {
      case 'height': {
        const height = Math.min(heights.max, Math.max(heights.min, told.height));
        this.#parts.place.style.setProperty('--height', `${height}px`);
        return;
      }
      case 'statechange':
        if (told.state === 'loading' && this.#state === 'loading') return; // as it has said itself
        this.#state = told.current;
        return this.#emit('statechange', {state: told.state, reason: told.reason});
      case 'progress':
        return this.#emit('progress', told.progress);
      case 'ready':
        return this.#emit('ready');
    }
  }

  /** One at work at a time: a reader looks at one, and each wants the whole machine. */
  #onStateOf({target}: Event) {
    const isOther = target instanceof Facade && target !== this;
    if (isOther && target.state === 'running' && this.#state === 'running') void this.pause();
  }

  #enter(state: State, reason: string) {
    this.#state = state;
    this.#emit('statechange', {state, reason});
  }

  /** The picture, and what is wrong with an attribute, until the frame says so itself. */
  #showSettings() {
    const {canvas, title, note, place} = this.#parts;
    const {values, model, problems} = readAttributes(this);
    const {theme = 'auto'} = values;
    const isDark = theme === 'dark' || (theme !== 'light' && matchMedia(darkness).matches);
    place.dataset.theme = isDark ? 'dark' : 'light';
    title.textContent = models[model].label;
    note.textContent = model === 'spectrogram' ? `${loadingNote} ${sizeNote}` : loadingNote;
    if (this.#active) return;
    drawPoster(canvas, model, isDark);
    if (this.#state !== 'error') this.#say(problems.join(' '));
  }

  /** @param text to the reader; empty: none */
  #say(text: string) {
    const {problem} = this.#parts;
    problem.textContent = text;
    problem.hidden = text === '';
  }

  #emit(type: string, detail?: object) {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}));
  }
}
