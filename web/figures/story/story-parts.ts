import {addPlaying} from '../../lab/add-playing.ts';
import {find} from '../../kit/find.ts';
import {Stages} from '../../kit/stages.ts';
import {Rewind} from '../../lab/rewind.ts';
import {isPresentation, takeRun} from '../../runs/shared-run.ts';
import {parseSetting} from '../../settings/check.ts';
import {fitted} from '../../settings/fitted.ts';
import {settingNamed} from '../../settings/table.ts';
import {toQuery} from '../../settings/codecs.ts';
import {take} from '../../take-away/take.ts';
import type {Theme} from '../../kit/theme.ts';
import type {State} from '../../engine/protocol.ts';
import type {ReadyEvent} from '../../engine/ready-event.ts';
import type {Frame} from '../../runs/frame.ts';
import type {Subject} from '../../take-away/link.ts';
import type {Settings} from '../../settings/table.ts';
import type {RunKind} from '../../runs/shared-run.ts';

/** What a story's figure shows of its run: the weights of one step. */
export interface StoryPicture {
  show: (weights: Float32Array) => void;
  setTheme: (theme: Theme) => void;
  /** brings the labels of its canvases up to date */
  describe: () => void;
  /** what is seen, in a sentence */
  sentence: (moment: Moment) => string;
  /** what buttons of its own do, by data-action */
  actions: Record<string, () => unknown>;
}

/** What is seen of a run. */
export interface Moment {
  state: State;
  /** of the weights that are shown */
  step: number;
  /** of the newest */
  newest: number;
}

/** What tells one figure of the story from another. */
export interface StoryKind extends RunKind {
  createPicture: (parts: {
    root: ParentNode;
    stages: Stages;
    theme: Theme;
    /** ends with the figure */
    signal: AbortSignal;
  }) => StoryPicture;
}

/** A connected figure of the story: its run, its picture, its time line. Ends with its signal. */
export class StoryParts {
  readonly shared;
  readonly run;

  #figure;
  #root;
  #signal;
  #theme;
  #stages = new Stages();
  #picture;
  #loop;
  #rewind;
  #message = '';

  /** @param root with the figure's markup */
  constructor(
    figure: HTMLElement,
    root: ShadowRoot,
    kind: StoryKind,
    theme: Theme,
    signal: AbortSignal,
  ) {
    this.#figure = figure;
    this.#root = root;
    this.#signal = signal;
    this.#theme = theme;
    const {shared, problems} = takeRun(figure, kind);
    this.shared = shared;
    this.run = shared.work;
    const stages = this.#stages;
    signal.addEventListener('abort', () => stages.dispose());
    this.#picture = kind.createPicture({root, stages, theme, signal});
    this.#loop = shared.pictures.add(frame => this.#take(frame), signal);
    this.#rewind = new Rewind({
      run: this.run,
      element: find(root, "[data-part='time-line']"),
      stages,
      theme: () => this.#theme,
      signal,
      onMoved: weights => this.#moveTo(weights),
    });
    this.#listen(theme);
    if (problems.length > 0) this.#say(problems.join(' '));
    this.#onStateChange();
  }

  applyAttribute(key: string, text: string | null) {
    const {run} = this;
    const {settings} = run;
    const setting = settingNamed(key);
    this.#say('');
    try {
      const value =
        text === null ? fitted(setting, settings).default : parseSetting(key, text, settings.model);
      if (key === 'theme') this.#showTheme(String(value));
      else if (isPresentation(setting)) return;
      else if (key === 'speed') run.setSpeed(value as Settings['speed']);
      else if (key === 'lr' && value !== null) {
        void this.#carryOut(run.setLearningRate(Number(value)));
      } else void this.#carryOut(run.configure({[key]: value}));
    } catch (error) {
      this.#refuse(error);
    }
  }

  async #carryOut(command: Promise<void>) {
    await command.catch(error => this.#refuse(error));
  }

  /** @param error about a setting that was not taken over; any other is thrown on */
  #refuse(error: unknown) {
    if (!(error instanceof RangeError)) throw error;
    this.#say(error.message);
  }

  #listen(theme: Theme) {
    const {run} = this;
    const signal = this.#signal;
    const actions: Record<string, () => unknown> = {
      play: () => this.#playOrPause(),
      ...this.#picture.actions,
    };
    this.#root.addEventListener(
      'click',
      event => {
        const target = event.target as Element;
        const {action = '', take: what = ''} = target.closest('button')?.dataset ?? {};
        if (what) void this.#takeAway(what);
        else actions[action]?.();
      },
      {signal},
    );
    for (const type of ['click', 'auxclick']) {
      this.#lab.addEventListener(type, () => this.#pointToLab(), {signal});
    }
    addPlaying(this.shared, {
      figure: this.#figure,
      root: this.#root,
      theme,
      signal,
      keys: {playOrPause: () => this.#playOrPause()},
      onVisible: isVisible => this.#loop.setVisible(isVisible),
      onTheme: now => this.#setTheme(now),
    });
    run.addEventListener('statechange', () => this.#onStateChange(), {signal});
    run.addEventListener(
      'progress',
      event => {
        this.#write();
        this.#emit('progress', (event as CustomEvent).detail);
      },
      {signal},
    );
    run.addEventListener('ready', event => void this.#onReady(event as ReadyEvent), {signal});
  }

  #playOrPause() {
    const {run} = this;
    if (run.state === 'running') void run.pause();
    else if (run.state === 'converged') void this.#again();
    else void run.play();
  }

  /** The same run once more, from its start. */
  async #again() {
    await this.run.reset();
    await this.run.play();
  }

  #onStateChange() {
    const {state, reason} = this.run;
    if (state === 'running') this.#rewind.toNewest(); // it goes on from there
    if (state === 'diverged' || state === 'error') this.#say(reason);
    const play = find(this.#root, "[data-action='play']");
    play.textContent =
      state === 'running' ? 'Pause' : state === 'converged' ? 'Play again' : 'Play';
    this.#showWhetherBegun();
    this.#write();
    if (state !== 'running') this.#picture.describe();
    find(this.#root, "[data-readout='announcement']").textContent =
      state === 'idle' || state === 'loading' ? '' : this.#sentence();
    this.#emit('statechange', {state, reason});
  }

  /** A still picture stands there until there is something of this run to be seen. */
  #showWhetherBegun() {
    const {state, progress} = this.run;
    const hasBegun = state === 'running' || progress.step > 0;
    find(this.#root, '.figure').classList.toggle('begun', hasBegun);
  }

  async #onReady(event: ReadyEvent) {
    this.#rewind.clear();
    this.#message = '';
    event.waitUntil(this.#loop.afresh());
    this.#emit('ready');
  }

  async #take(frame: Frame) {
    const {step, weights} = await frame.snapshot();
    if (this.#signal.aborted) return;
    this.#rewind.add(step, weights);
    if (!this.#rewind.isPast) this.#picture.show(weights);
    this.#rewind.show();
    this.#write();
    if (this.run.state !== 'running') this.#picture.describe();
  }

  /** Shows the weights as they were, or as they are now. */
  #moveTo(weights: Float32Array) {
    this.#picture.show(weights);
    this.#write();
    if (this.run.state !== 'running') this.#picture.describe();
  }

  #write() {
    const sentence = find(this.#root, "[data-readout='sentence']");
    const text = this.#message || this.#sentence();
    if (sentence.textContent !== text) sentence.textContent = text;
  }

  #sentence() {
    const {step, newest} = this.#rewind;
    return this.#picture.sentence({state: this.run.state, step, newest});
  }

  /** @param message what went wrong, until a setting changes or the run begins anew; empty: nothing */
  #say(message: string) {
    this.#message = message;
    this.#write();
  }

  /** @param what data-take of a button */
  async #takeAway(what: string) {
    const told = find<HTMLElement>(this.#root, "[data-readout='taken']");
    const tell = (message: string) => (told.textContent = message);
    tell(''); // first: it may have an answer at once
    try {
      await take(what, () => this.#subject(tell));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      tell(error.message);
    }
  }

  #subject(tell: (message: string) => void): Subject {
    const {run} = this;
    return {
      run,
      settings: run.replaySettings,
      figure: this.#figure,
      root: this.#root,
      copies: async pixelRatio => {
        this.#stages.allWanted = true;
        await this.#loop.afresh().finally(() => (this.#stages.allWanted = false));
        return canvas => this.#stages.copyOf(canvas, pixelRatio);
      },
      tell,
      signal: this.#signal,
    };
  }

  /** The lab goes on with this very run. */
  #pointToLab() {
    const {replaySettings, progress} = this.run;
    const url = new URL(this.#lab.href);
    url.search = toQuery(replaySettings).toString();
    url.hash = progress.step > 0 ? `step=${progress.step}` : '';
    this.#lab.href = url.href;
  }

  get #lab(): HTMLAnchorElement {
    return find(this.#root, "[data-part='lab']");
  }

  #showTheme(theme: string) {
    if (theme === 'auto') delete this.#figure.dataset.theme;
    else this.#figure.dataset.theme = theme;
  }

  #setTheme(theme: Theme) {
    this.#theme = theme;
    this.#picture.setTheme(theme);
    this.#stages.invalidate();
  }

  #emit(type: string, detail?: object) {
    this.#figure.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}));
  }
}
