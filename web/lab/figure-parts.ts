import {stepsPerEpoch} from '../engine/schedule.ts';
import {checkShown, parseSetting} from '../settings/check.ts';
import {cellOf, changesToWindow} from '../settings/cell.ts';
import {changesTo, changesToModel, fitted} from '../settings/fitted.ts';
import {formatRateChanges, parseRateChanges} from '../settings/rate-changes.ts';
import {settingNamed} from '../settings/table.ts';
import {addControls} from './controls.ts';
import {addPlaying} from './add-playing.ts';
import {find} from '../kit/find.ts';
import {readTheme} from '../kit/theme.ts';
import {addLearningRate} from './learning-rate.ts';
import {addReadouts} from './readouts.ts';
import {loadTakeAway} from '../take-away/load.ts';
import {take} from '../take-away/take.ts';
import {isPresentation, takeRun} from '../runs/shared-run.ts';
import type {FigureKind} from './panels.ts';
import type {Value} from '../settings/setting.ts';
import type {Settings} from '../settings/table.ts';
import type {Theme} from '../kit/theme.ts';
import type {ReadyEvent} from '../engine/ready-event.ts';
import type {Subject} from '../take-away/link.ts';

/**
 * What a connected figure is made of: a run, its controls and its pictures. Ends with its signal.
 */
export class FigureParts {
  /** with others, where it has a name */
  shared;
  run;

  #figure;
  #root;
  #kind;
  #readouts;
  #controls;
  #learningRate;
  #panels;
  #signal;
  #shown: Pick<Settings, 'signal' | 'view' | 'controls' | 'theme' | 'autoplay'>;

  /**
   * @param root with the figure's markup
   * @param theme as it is now
   */
  constructor(
    figure: HTMLElement,
    root: ParentNode,
    kind: FigureKind,
    theme: Theme,
    signal: AbortSignal,
  ) {
    this.#figure = figure;
    this.#root = root;
    this.#kind = kind;
    this.#signal = signal;
    const {shared, settings, problems, hasOthers} = takeRun(figure, kind);
    this.shared = shared;
    this.run = shared.work;
    this.#shown = settings;
    this.#readouts = addReadouts(root);
    this.#panels = kind.createPanels({
      figure,
      root,
      theme,
      shared,
      readouts: this.#readouts,
      signal,
    });
    this.#controls = addControls(root, {
      models: kind.models,
      signal,
      onChange: (key, value) => this.#choose(key, value),
      onProblem: message => this.#readouts.showMessage(message),
    });
    this.#learningRate = addLearningRate({
      field: this.#element("[data-setting='lr']"),
      slider: this.#element("[data-part='lr-slider']"),
      note: this.#readouts.named('lr-note'),
      signal,
    });
    this.#listen(theme);
    this.#show();
    this.#showWhetherLoaded();
    if (problems.length > 0) this.#refuse(problems.join(' '));
    if (hasOthers) void this.#tellOfKeys(problems);
  }

  /** @param text null: back to its default */
  applyAttribute(key: string, text: string | null) {
    try {
      const {settings} = this.run;
      this.#change(
        key,
        text === null ? this.#defaultOf(key) : parseSetting(key, text, settings.model),
      );
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#refuse(error.message);
    }
  }

  /** @returns what this figure has where nothing is said */
  #defaultOf(key: string): Value {
    const {models} = this.#kind;
    return key === 'model' ? models[0] : fitted(settingNamed(key), this.run.settings).default;
  }

  #listen(theme: Theme) {
    const {run} = this;
    const signal = this.#signal;
    this.#root.addEventListener('click', event => this.#onClick(event), {signal});
    addPlaying(this.shared, {
      figure: this.#figure,
      root: this.#root,
      theme,
      signal,
      keys: {
        playOrPause: () => this.#playOrPause(),
        step: () => void this.#start(() => run.step()),
        reset: () => void run.reset(),
      },
      onVisible: isVisible => this.#panels.setVisible(isVisible),
      onTheme: now => this.#panels.setTheme(now),
    });
    const file: HTMLInputElement = this.#element("[data-part='open-run']");
    file.addEventListener('change', () => void this.#openFile(file), {signal});
    run.addEventListener('statechange', () => this.#onStateChange(), {signal});
    run.addEventListener('progress', event => this.#onProgress((event as CustomEvent).detail), {
      signal,
    });
    run.addEventListener('ready', event => void this.#onReady(event as ReadyEvent), {signal});
  }

  #onClick(event: Event) {
    const {run} = this;
    const actions: Record<string, () => unknown> = {
      play: () => this.#playOrPause(),
      step: () => this.#start(() => run.step()),
      reset: () => run.reset(),
      'new-seed': () => run.newSeed(),
      retry: () => this.#halveAndRetry(),
      'one-more-epoch': () => run.step(stepsPerEpoch(run.settings)),
      ...this.#panels.actions,
    };
    const button = (event.target as Element).closest('button');
    const {action = '', take = ''} = button?.dataset ?? {};
    if (take) void this.#takeAway(take);
    else void this.#carryOut(actions[action]?.());
  }

  async #openFile(input: HTMLInputElement) {
    const [file] = input.files ?? [];
    input.value = ''; // the same file can be chosen again
    if (file) await this.#tellBeside(() => this.#openRun(file));
  }

  async #openRun(file: File) {
    const {openRun} = await loadTakeAway();
    await openRun(this.run, file, this.#kind.models);
  }

  #takeAway(what: string) {
    return this.#tellBeside(() => take(what, () => this.#subject()));
  }

  /** @param act what it is refused for is told beside its button */
  async #tellBeside(act: () => Promise<void>) {
    this.#readouts.showTaken(''); // first: it may have an answer at once
    await act().catch(error => this.#readouts.showTaken(error.message));
    this.#show();
  }

  #subject(): Subject {
    const {signal, view, controls, theme} = this.#shown;
    return {
      run: this.run,
      settings: {...this.run.replaySettings, signal, view, controls, theme},
      figure: this.#figure,
      root: this.#root,
      copies: pixelRatio => this.#panels.copies(pixelRatio),
      tell: (message, kind) => this.#readouts.showTaken(message, kind),
      signal: this.#signal,
    };
  }

  #playOrPause() {
    if (this.run.state === 'running') void this.run.pause();
    else void this.#start(() => this.run.play());
  }

  /** Unless there is a reason to ask the reader first. */
  async #start(command: () => Promise<void>) {
    this.#readouts.showTaken('');
    if (this.#controls.hasRefused) this.#readouts.showMessage(''); // it has been read
    if ((await this.#panels.mayStart?.()) ?? true) await command();
  }

  /** A setting was changed by a control. */
  #choose(key: string, value: Value) {
    if (key === 'nperseg') void this.#carryOut(this.#chooseWindow(Number(value)));
    else this.#change(key, value);
  }

  async #chooseWindow(nperseg: number) {
    const {hop} = this.run.settings;
    const changes = changesToWindow(this.run.settings, nperseg);
    this.#readouts.showMessage('');
    await this.run.configure(changes);
    if (!('hop' in changes)) return;
    const now = cellOf(this.run.settings).hop;
    const message = `A hop of ${hop} does not fit a window of ${nperseg}: it is ${now} now.`;
    this.#readouts.showMessage(message, 'plain');
  }

  /**
   * A setting was changed by a control or an attribute.
   * @throws RangeError for a model that is not shown here
   */
  #change(key: string, value: Value) {
    const {run} = this;
    this.#readouts.showMessage('');
    if (key === 'model') checkShown(value, this.#kind);
    if (isPresentation(settingNamed(key))) {
      this.#shown = {...this.#shown, [key]: value};
      this.#show();
    } else if (key === 'speed') {
      run.setSpeed(value as Settings['speed']);
    } else if (key === 'lr' && value !== null) {
      void this.#carryOut(run.setLearningRate(Number(value)));
    } else if (key === 'model') {
      void this.#carryOut(this.#chooseModel(String(value)));
    } else if (key === 'optimizer') {
      void this.#carryOut(run.configure(changesTo(run.settings, String(value))));
    } else {
      void this.#carryOut(run.configure({[key]: value}), key);
    }
  }

  async #chooseModel(model: string) {
    const own = this.#panels.settingsOf?.(model);
    await this.run.configure({...changesToModel(this.run.settings, model), ...own});
  }

  /**
   * @param command perhaps a promise; what it is refused for is shown
   * @param key the setting that it changes
   */
  async #carryOut(command: unknown, key = '') {
    try {
      await command;
      this.#show();
    } catch (error) {
      this.#readouts.showMessage(error instanceof Error ? error.message : String(error));
      this.#show();
      this.#controls.refuse(key);
    }
  }

  /** Settings as they are now. */
  #show() {
    const {run} = this;
    const {signal, view, theme} = this.#shown;
    this.#controls.show({...run.settings, signal, lr: undefined}); // that is shown below
    this.#learningRate.show(run);
    this.#readouts.write('weights-count', this.#panels.describeWeights());
    for (const panel of this.#root.querySelectorAll('[data-view]')) {
      const views = (panel as HTMLElement).dataset.view?.split(' ') ?? [];
      panel.toggleAttribute('hidden', view !== 'all' && !views.includes(view));
    }
    this.#panels.setSignal(signal);
    this.#showTheme(theme);
  }

  /** A large model is there only once someone has asked for it. */
  #showWhetherLoaded() {
    const unloaded = !this.#kind.loadsAtOnce && this.run.floor === null;
    this.#element('.figure').classList.toggle('unloaded', unloaded && this.run.state !== 'error');
  }

  #showTheme(theme: string) {
    const {dataset} = this.#figure;
    if ((dataset.theme ?? 'auto') === theme) return;
    if (theme === 'auto') delete dataset.theme;
    else dataset.theme = theme;
    this.#panels.setTheme(readTheme(this.#figure));
  }

  #onStateChange() {
    const {state, reason} = this.run;
    this.#showWhetherLoaded();
    this.#readouts.showState(this.run);
    this.#readouts.showProgress(this.run);
    this.#panels.onStateChange();
    this.#emit('statechange', {state, reason});
  }

  #onProgress(told: object) {
    this.#readouts.showProgress(this.run);
    this.#panels.onProgress();
    this.#emit('progress', told);
  }

  async #onReady(event: ReadyEvent) {
    this.#show();
    const shown = this.#panels.onReady();
    // What is loaded when someone presses Play is seen before it trains: the first pictures take
    // longest, and its workers leave little of the processor.
    if (!this.#kind.loadsAtOnce) event.waitUntil(shown.then(() => this.#panels.drawn()));
    await shown;
    this.#emit('ready');
    if (!this.#shown.autoplay || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#shown = {...this.#shown, autoplay: false}; // once
    await this.run.play();
  }

  /**
   * Halves the learning rate, until it is below the stable bound where that is known. Scheduled
   * changes that were in force are dropped, and later ones that would be no less.
   */
  async #halveAndRetry() {
    const {run} = this;
    const diverged = run.learningRate;
    if (diverged === null) return;
    let rate = diverged / 2;
    while (rate > run.stableBound) rate /= 2;
    const changes = parseRateChanges(run.settings['lr-changes'] ?? '') ?? [];
    const later = changes.filter(([step, each]) => step > run.progress.step && each < diverged);
    await run.configure({lr: rate, 'lr-changes': formatRateChanges(later)});
    await run.play();
  }

  /**
   * Of attributes that are nearly settings.
   * @param problems that have been told
   */
  async #tellOfKeys(problems: string[]) {
    const {attributesOf, keyProblems} = await import('../settings/keys.ts');
    const more = keyProblems(attributesOf(this.#figure));
    if (more.length > 0 && !this.#signal.aborted) this.#refuse([...more, ...problems].join(' '));
  }

  /** @param message about a setting that was not taken over */
  #refuse(message: string) {
    this.#readouts.showMessage(message);
    this.#emit('statechange', {state: 'error', reason: message});
  }

  #emit(type: string, detail?: object) {
    this.#figure.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}));
  }

  #element<Kind extends Element>(selector: string): Kind {
    return find(this.#root, selector);
  }
}
