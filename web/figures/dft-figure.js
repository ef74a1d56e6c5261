import uplotStyle from 'uplot/dist/uPlot.min.css';
import {browserHost} from '../engine/browser-host.js';
import {Run} from '../engine/run.js';
import {checkSetting, parseSetting} from '../settings/check.js';
import {toQuery} from '../settings/codecs.js';
import {settingsTable} from '../settings/table.js';
import {formatCount} from '../views/format.js';
import {readTheme} from '../views/theme.js';
import {addControls} from './controls.js';
import figureStyle from './dft-figure.css';
import figureMarkup from './dft-figure.html';
import {addLearningRate} from './learning-rate.js';
import {addHeatmap} from './panels/heatmap.js';
import {addHelix, helixViews} from './panels/helix.js';
import {addLoss} from './panels/loss.js';
import {addRows} from './panels/rows.js';
import {addSignal} from './panels/signal.js';
import {addSpectrum} from './panels/spectrum.js';
import {addReadouts} from './readouts.js';
import {Scene} from './scene.js';
import {Stages} from './stages.js';
import {addTable} from './tables.js';
import {watchVisibility} from './visibility.js';

/** @typedef {import('../engine/protocol.js').State} State */
/** @typedef {import('../engine/run.js').SavedState} SavedState */
/** @typedef {import('../settings/table.js').Value} Value */

/** Settings of the presentation alone; the rest belong to the run. */
const presentation = ['signal', 'view', 'controls', 'theme', 'autoplay'];

/** Milliseconds from one picture of the weights to the next while training. */
const pictureInterval = {normal: 33, reduced: 1000};

/**
 * <dft-figure n="128" seed="42">: a linear layer that learns the DFT, with its controls and pictures.
 * Attributes are the settings of settings/table.js. Events: `ready`, `statechange` {state, reason},
 * `progress` (see engine/protocol.js). What stands inside it is shown where scripts do not run.
 */
export class DftFigure extends HTMLElement {
  static observedAttributes = settingsTable.map(({key}) => key);

  #root = this.attachShadow({mode: 'open'});
  /** @type {Parts | null} while connected */
  #parts = null;

  connectedCallback() {
    this.#parts ??= new Parts(this, this.#root);
  }

  disconnectedCallback() {
    this.#parts?.dispose();
    this.#parts = null;
  }

  /**
   * @param {string} key
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(key, before, after) {
    if (before !== after) this.#parts?.applyAttribute(key, after);
  }

  /** @returns {State} */
  get state() {
    return this.#parts?.run.state ?? 'idle';
  }

  /** Trains until told otherwise. */
  play() {
    return this.#connected().run.play();
  }

  /** Stops after the step at hand. */
  pause() {
    return this.#connected().run.pause();
  }

  /**
   * Trains `count` steps, then pauses.
   * @param {number} [count]
   */
  step(count) {
    return this.#connected().run.step(count);
  }

  /** Back to the start, same seed. */
  reset() {
    return this.#connected().run.reset();
  }

  /** Back to the start with another seed. */
  newSeed() {
    return this.#connected().run.newSeed();
  }

  getState() {
    return this.#connected().run.getState();
  }

  /** @param {SavedState} state replayed up to its step */
  setState(state) {
    return this.#connected().run.setState(state);
  }

  /** The bytes of W.npy. */
  exportWeights() {
    return this.#connected().run.exportWeights();
  }

  #connected() {
    if (!this.#parts) throw new Error('<dft-figure> is not in a document.');
    return this.#parts;
  }
}

/** What a connected figure is made of; dispose() undoes all of it. */
class Parts {
  #figure;
  #root;
  #ended = new AbortController();
  #stages = new Stages();
  #scene;
  #readouts;
  #controls;
  #learningRate;
  #panels;
  #tables;
  #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

  /** @type {Record<string, Value>} */
  #shown;
  #frequency = 5.25;
  #visible = false;
  #pausedUnseen = false;
  #refreshing = false;
  #lastPicture = 0;
  #timer = 0;

  /**
   * @param {DftFigure} figure
   * @param {ShadowRoot} root
   */
  constructor(figure, root) {
    this.#figure = figure;
    this.#root = root;
    adopt(root, uplotStyle + figureStyle);
    const template = document.createElement('template');
    template.innerHTML = figureMarkup;
    root.replaceChildren(template.content);

    const {settings, problems} = readAttributes(figure);
    this.run = new Run(browserHost(), settings);
    this.#shown = {...this.run.settings};
    this.#showTheme(String(this.#shown.theme));
    this.#scene = new Scene(readTheme(figure));
    this.#scene.n = this.run.settings.n;
    this.#scene.bin = Math.min(5, this.run.settings.n - 1);

    const {signal} = this.#ended;
    this.#readouts = addReadouts(root);
    this.#controls = addControls(root, {
      signal,
      onChange: (key, value) => this.#change(key, value),
      onProblem: message => this.#readouts.showMessage(message),
    });
    this.#learningRate = addLearningRate({
      field: this.#element("[data-setting='lr']"),
      slider: this.#element("[data-part='lr-slider']"),
      note: this.#readouts.named('lr-note'),
      signal,
    });
    this.#panels = this.#addPanels(signal);
    this.#tables = [
      this.#addTable('loss', 'Loss by step', signal),
      this.#addTable('rows', 'Weights of the selected bin by sample', signal),
      this.#addTable('spectrum', 'Magnitude by bin', signal),
    ];
    this.#listen(signal);
    this.#showSettings();
    if (problems.length > 0) this.#refuse(problems.join(' '));
  }

  dispose() {
    this.#ended.abort();
    this.#stages.dispose();
    clearTimeout(this.#timer);
    void this.run.dispose();
  }

  /**
   * @param {string} key
   * @param {string | null} text null: back to its default
   */
  applyAttribute(key, text) {
    try {
      const fallback = settingsTable.find(setting => setting.key === key)?.default ?? null;
      this.#change(key, text === null ? fallback : parseSetting(key, text));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#refuse(error.message);
    }
  }

  /** @param {string} message about a setting that was not taken over */
  #refuse(message) {
    this.#readouts.showMessage(message);
    this.#emit('statechange', {state: 'error', reason: message});
  }

  /**
   * @template {Element} Kind
   * @param {string} selector
   * @returns {Kind}
   */
  #element(selector) {
    return /** @type {Kind} */ (this.#root.querySelector(selector));
  }

  /** @param {AbortSignal} signal */
  #addPanels(signal) {
    const [scene, stages] = [this.#scene, this.#stages];
    /** @param {string} name @returns {HTMLCanvasElement} */
    const canvas = name => this.#element(`[data-canvas='${name}']`);
    const {named} = this.#readouts;
    const selectBin = (/** @type {number} */ bin) => this.#selectBin(bin);
    return {
      heatmap: addHeatmap({
        scene,
        stages,
        canvas: canvas('heatmap'),
        legend: canvas('legend'),
        readout: named('heatmap'),
        signal,
        selectBin,
      }),
      helix: addHelix({scene, stages, canvas: canvas('helix'), signal}),
      rows: addRows({
        scene,
        stages,
        canvas: canvas('rows'),
        readout: named('rows-cursor'),
        signal,
      }),
      signal: addSignal({
        scene,
        stages,
        canvas: canvas('signal'),
        signal,
        drawable: () => this.#shown.signal === 'drawn',
        onDrawn: () => void this.#refresh(),
      }),
      spectrum: addSpectrum({
        scene,
        stages,
        canvas: canvas('spectrum'),
        readout: named('spectrum-cursor'),
        scale: this.#element("[data-part='scale']"),
        signal,
        selectBin,
      }),
      loss: addLoss({
        stage: this.#element("[data-canvas='loss']"),
        readout: named('loss-cursor'),
        theme: scene.theme,
        signal,
      }),
    };
  }

  /**
   * @param {'loss' | 'rows' | 'spectrum'} name
   * @param {string} caption
   * @param {AbortSignal} signal
   */
  #addTable(name, caption, signal) {
    const details = /** @type {HTMLDetailsElement} */ (this.#element(`[data-table='${name}']`));
    return addTable(details, () => this.#panels[name].table(), caption, signal);
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const {run} = this;
    /** @type {Record<string, () => unknown>} */
    const actions = {
      play: () => (run.state === 'running' ? run.pause() : run.play()),
      step: () => run.step(),
      reset: () => run.reset(),
      'new-seed': () => run.newSeed(),
      retry: () => this.#halveAndRetry(),
      'copy-link': () => this.#copyLink(),
      'save-weights': () => this.#saveWeights(),
      'view-side': () => this.#panels.helix.turnTo(helixViews.side),
      'view-end': () => this.#panels.helix.turnTo(helixViews.end),
      'view-helix': () => this.#panels.helix.turnTo(helixViews.helix),
    };
    this.#root.addEventListener(
      'click',
      event => {
        const button = /** @type {Element} */ (event.target).closest('button');
        void actions[button?.dataset.action ?? '']?.();
      },
      {signal},
    );
    this.#root.addEventListener('keydown', event => this.#onKey(/** @type {KeyboardEvent} */ (event)), {signal});

    /** @type {HTMLInputElement} */
    const binSlider = this.#element("[data-part='bin-slider']");
    binSlider.addEventListener('input', () => this.#selectBin(Number(binSlider.value)), {signal});
    /** @type {HTMLInputElement} */
    const frequency = this.#element("[data-part='frequency-slider']");
    frequency.addEventListener(
      'input',
      () => {
        this.#frequency = Number(frequency.value);
        void this.#makeSignal();
      },
      {signal},
    );

    run.addEventListener('statechange', () => this.#onStateChange(), {signal});
    run.addEventListener('progress', () => this.#onProgress(), {signal});
    run.addEventListener('ready', () => this.#onReady(), {signal});
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.#readTheme(), {signal});
    }
    watchVisibility(this.#figure, signal, visible => this.#onVisibility(visible));
  }

  /**
   * Shortcuts, where the key has no meaning of its own.
   * @param {KeyboardEvent} event
   */
  #onKey(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('button, select, input, summary') || event.ctrlKey || event.metaKey) return;
    if (event.key === ' ') void (this.run.state === 'running' ? this.run.pause() : this.run.play());
    else if (event.key === 'ArrowRight') void this.run.step();
    else if (event.key === 'r' || event.key === 'R') void this.run.reset();
    else return;
    event.preventDefault();
  }

  /**
   * A setting was changed by a control or an attribute.
   * @param {string} key
   * @param {Value} value
   */
  #change(key, value) {
    this.#readouts.showMessage('');
    if (presentation.includes(key)) {
      this.#shown = {...this.#shown, [key]: checkSetting(key, value)};
      if (key === 'theme') this.#showTheme(String(value));
      if (key === 'signal') void this.#makeSignal();
      this.#showSettings();
      return;
    }
    const {run} = this;
    if (key === 'speed') run.setSpeed(/** @type {number | 'max'} */ (value));
    else if (key === 'lr' && value !== null) void this.#try(run.setLearningRate(Number(value)));
    // What suits one optimiser does not suit another: its own default.
    else if (key === 'optimizer') void this.#try(run.configure({optimizer: value, lr: null}));
    else void this.#try(run.configure({[key]: value}));
  }

  /** @param {Promise<void>} command */
  async #try(command) {
    try {
      await command;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#readouts.showMessage(error.message);
    }
    this.#showSettings();
  }

  #showSettings() {
    const {run} = this;
    this.#controls.show({...run.settings, ...this.#shown, ...runSettings(run), lr: null});
    this.#learningRate.show(run);
    const {n} = run.settings;
    this.#readouts.write('weights-count', `${formatCount(4 * n * n)} of them, ${2 * n} × ${2 * n}`);
    this.#element("[data-part='frequency']").toggleAttribute('hidden', this.#shown.signal !== 'sine');
    for (const panel of this.#root.querySelectorAll('[data-view]')) {
      const views = /** @type {HTMLElement} */ (panel).dataset.view?.split(' ') ?? [];
      const {view} = this.#shown;
      panel.toggleAttribute('hidden', view !== 'all' && !views.includes(String(view)));
    }
  }

  /** @param {string} theme */
  #showTheme(theme) {
    if (theme === 'auto') delete this.#figure.dataset.theme;
    else this.#figure.dataset.theme = theme;
    if (this.#scene) this.#readTheme();
  }

  #readTheme() {
    this.#scene.setTheme(readTheme(this.#figure));
    this.#panels.loss.setTheme(this.#scene.theme);
    this.#stages.invalidate();
  }

  #onStateChange() {
    const {state, reason} = this.run;
    this.#readouts.showState(state, reason);
    this.#readouts.showProgress(this.run);
    const playing = state === 'running';
    const play = this.#element("[data-action='play']");
    play.textContent = playing ? 'Pause' : 'Play';
    this.#element("[data-action='step']").toggleAttribute('disabled', state === 'loading');
    if (playing) this.#schedulePicture();
    else void this.#refresh();
    this.#emit('statechange', {state, reason});
  }

  #onProgress() {
    this.#readouts.showProgress(this.run);
    this.#panels.loss.update(this.run.history, this.run.floor);
    this.#emit('progress', this.run.progress);
  }

  async #onReady() {
    const {n} = this.run.settings;
    /** @type {HTMLInputElement} */
    const binSlider = this.#element("[data-part='bin-slider']");
    binSlider.max = String(n - 1);
    /** @type {HTMLInputElement} */
    const frequency = this.#element("[data-part='frequency-slider']");
    frequency.max = String(n / 2);
    this.#frequency = Math.min(this.#frequency, n / 2);
    if (this.#scene.n !== n) this.#scene.signal = null;
    this.#scene.n = n;
    this.#selectBin(this.#scene.bin);
    this.#showSettings();
    await this.#makeSignal();
    this.#emit('ready');
    if (this.#shown.autoplay && !this.#reducedMotion.matches) {
      this.#shown = {...this.#shown, autoplay: false};
      await this.run.play();
    }
  }

  /** @param {boolean} visible */
  #onVisibility(visible) {
    this.#visible = visible;
    if (visible) {
      if (this.#pausedUnseen) void this.run.play();
      else if (this.run.state === 'idle' && this.run.floor === null) void this.run.prepare();
      this.#pausedUnseen = false;
    } else if (this.run.state === 'running') {
      this.#pausedUnseen = true;
      void this.run.pause();
    }
  }

  /** @param {number} bin */
  #selectBin(bin) {
    this.#scene.selectBin(bin);
    const text = String(this.#scene.bin);
    /** @type {HTMLInputElement} */ (this.#element("[data-part='bin-slider']")).value = text;
    for (const name of ['bin', 'bin-spiral', 'bin-rows']) this.#readouts.write(name, text);
    this.#stages.invalidate();
    this.#describe();
  }

  async #makeSignal() {
    const {n, seed} = this.run.settings;
    const name = String(this.#shown.signal);
    this.#readouts.write('frequency', `${this.#frequency} cycles`);
    /** @type {HTMLInputElement} */ (this.#element("[data-part='frequency-slider']")).value = String(
      this.#frequency,
    );
    const made =
      name === 'drawn'
        ? (this.#scene.signal?.slice() ?? new Float32Array(2 * n))
        : await this.run.signal(name, {bin: this.#frequency, phase: 0, seed});
    if (!made || made.length !== 2 * n) return;
    if (name === 'drawn') made.fill(0, n); // the pen draws a real signal
    this.#scene.signal = made;
    await this.#refresh();
  }

  /** Another picture when it is due, for as long as training goes on. */
  #schedulePicture() {
    clearTimeout(this.#timer);
    const interval = this.#reducedMotion.matches ? pictureInterval.reduced : pictureInterval.normal;
    const wait = Math.max(0, this.#lastPicture + interval - performance.now());
    this.#timer = setTimeout(async () => {
      await this.#refresh();
      if (this.run.state === 'running' && !this.#ended.signal.aborted) this.#schedulePicture();
    }, wait);
  }

  /** Brings weights and spectra up to date and has them drawn. */
  async #refresh() {
    if (this.#refreshing || !this.#visible) return;
    this.#refreshing = true;
    try {
      const {signal} = this.#scene;
      const snapshot = await this.run.snapshot(signal ?? undefined);
      const {n} = this.run.settings;
      if (!snapshot || snapshot.weights.length !== 4 * n * n || this.#ended.signal.aborted) return;
      this.#lastPicture = performance.now();
      this.#scene.setWeights(snapshot.weights);
      this.#scene.learned = snapshot.prediction;
      this.#scene.reference = snapshot.reference;
      this.#stages.invalidate();
      this.#readouts.showProgress(this.run);
      if (this.run.state !== 'running') this.#describe();
    } catch {
      // The run ended meanwhile; it says so itself.
    } finally {
      this.#refreshing = false;
    }
  }

  /** Labels and tables; not while training, when nobody could follow them. */
  #describe() {
    for (const panel of Object.values(this.#panels)) panel.describe();
    for (const table of this.#tables) table.update();
  }

  async #halveAndRetry() {
    const rate = this.run.learningRate;
    if (rate === null) return;
    await this.#try(this.run.configure({lr: rate / 2}));
    await this.run.play();
  }

  async #copyLink() {
    const url = new URL(location.href);
    url.search = toQuery({...this.run.settings, ...runSettings(this.run)}).toString();
    try {
      await navigator.clipboard.writeText(url.href);
      this.#readouts.showMessage('Link copied: it opens this run again.', 'good');
    } catch {
      this.#readouts.showMessage(`The browser did not allow copying. The link: ${url.href}`);
    }
  }

  async #saveWeights() {
    const bytes = await this.run.exportWeights();
    const {n, optimizer, seed} = this.run.settings;
    const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)]));
    const link = document.createElement('a');
    link.href = address;
    link.download = `dft-${n}-${optimizer}-seed-${seed}-step-${this.run.progress.step}.npy`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address));
  }

  /**
   * @param {string} type
   * @param {object} [detail]
   */
  #emit(type, detail) {
    this.#figure.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}));
  }
}

/** @param {Run} run */
function runSettings({settings}) {
  return settings;
}

/**
 * @param {ShadowRoot} root
 * @param {string} style
 */
function adopt(root, style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
}

/**
 * Settings from attributes; those that cannot be used are told apart, so that the rest still work.
 * @param {Element} element
 */
function readAttributes(element) {
  /** @type {Record<string, Value>} */
  const settings = {};
  /** @type {string[]} */
  const problems = [];
  for (const {key} of settingsTable) {
    const text = element.getAttribute(key);
    if (text === null) continue;
    try {
      settings[key] = parseSetting(key, text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(error.message);
    }
  }
  return {settings, problems};
}
