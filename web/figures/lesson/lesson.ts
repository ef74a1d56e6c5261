import {find} from '../../kit/find.ts';
import {PictureLoop} from '../../runs/picture-loop.ts';
import {stateNames} from '../../lab/readouts.ts';
import {addPlaying} from '../../lab/add-playing.ts';
import {Stages} from '../../kit/stages.ts';
import {addTable} from '../../kit/tables.ts';
import {Watched} from '../../runs/playable.ts';
import {addCurves} from './curves.ts';
import type {Playable} from '../../runs/playable.ts';
import type {PlotContent} from './curves.ts';
import type {Theme} from '../../kit/theme.ts';

/**
 * What a lesson does while it plays. Events: `statechange`, and `progress` when there is something
 * new to show though the state is the same.
 */
type Work = Playable & {
  readonly reason: string;
  /** whether it has come to its end, so that play() begins again */
  readonly isDone: boolean;
  play: () => Promise<void>;
  reset: () => Promise<void>;
  newSeed: () => Promise<void>;
  /** done as soon as it is seen */
  comeNear?: () => Promise<void>;
};

/** Work with its controls and pictures. */
export abstract class Lesson {
  work;
  protected signal;
  protected theme;
  protected stages;

  #figure;
  #root;
  #loop;
  #plots: {describe: () => void}[] = [];
  #tables: {update: () => void}[] = [];

  /**
   * @param root with its markup
   * @param theme as it is now
   */
  constructor(
    figure: HTMLElement,
    root: ParentNode,
    signal: AbortSignal,
    theme: Theme,
    work: Work,
  ) {
    this.#figure = figure;
    this.#root = root;
    this.work = work;
    this.signal = signal;
    this.theme = theme;
    this.stages = new Stages();
    this.#loop = new PictureLoop(work, () => this.#takePicture(), signal);
    const playOrPause = () =>
      void this.carryOut(work.state === 'running' ? work.pause() : work.play());
    const actions: Record<string, () => unknown> = {
      play: playOrPause,
      reset: () => this.carryOut(work.reset()),
      'new-seed': () => this.carryOut(work.newSeed()),
    };
    root.addEventListener(
      'click',
      ({target}) => {
        const button = (target as HTMLElement).closest('button');
        const action = button?.dataset.action ?? '';
        (actions[action] ?? this.actions[action])?.();
      },
      {signal},
    );
    addPlaying(new Watched(work, () => work.comeNear?.() ?? Promise.resolve()), {
      figure,
      root,
      theme,
      signal,
      keys: {playOrPause, reset: () => void this.carryOut(work.reset())},
      onVisible: isVisible => this.#loop.setVisible(isVisible),
      onTheme: now => {
        this.theme = now;
        this.stages.invalidate();
      },
    });
    work.addEventListener('statechange', () => this.#onStateChange(), {signal});
    work.addEventListener('progress', () => this.#onProgress(), {signal});
    signal.addEventListener('abort', () => this.stages.dispose());
  }

  /** What its own buttons do. */
  protected get actions(): Record<string, () => unknown> {
    return {};
  }

  /** Writes its readouts. */
  protected show() {}

  /** Asks for what is to be drawn. */
  protected async takePicture() {}

  /** @param command what it is refused for is shown */
  protected async carryOut(command: Promise<unknown>) {
    try {
      await command;
    } catch (error) {
      this.showMessage(error instanceof Error ? error.message : String(error));
    }
    await this.#loop.afresh();
  }

  /**
   * A plot in the panel of that name.
   * @param names of its table
   */
  protected addPlot(name: string, content: PlotContent, names: {title: string; caption: string}) {
    const within = <Kind extends Element>(part: string) =>
      this.element<Kind>(`[data-plot='${name}'] ${part}`);
    const {stages, signal} = this;
    const plot = addCurves({
      ...content,
      stages,
      signal,
      canvas: within<HTMLCanvasElement>('canvas'),
      readout: within<HTMLElement>('.readout'),
      theme: () => this.theme,
    });
    plot.describe();
    this.#plots.push(plot);
    const details = within<HTMLDetailsElement>('details');
    this.#tables.push(addTable(details, content.table, names, signal));
  }

  protected write(name: string, text: string) {
    const readout = this.element(`[data-readout='${name}']`);
    if (readout.textContent !== text) readout.textContent = text;
  }

  /** @param text empty: none */
  protected showMessage(text: string) {
    this.element("[data-part='message']").toggleAttribute('hidden', text === '');
    this.write('message', text);
  }

  /** Labels and tables; not while it plays, when nobody could follow them. */
  protected describe() {
    for (const each of this.#plots) each.describe();
    for (const table of this.#tables) table.update();
  }

  protected element<Kind extends Element>(selector: string): Kind {
    return find(this.#root, selector);
  }

  #onStateChange() {
    const {state, reason, isDone} = this.work;
    const chip: HTMLElement = this.element('[data-state]');
    const name = isDone && state !== 'running' ? 'Done' : stateNames[state];
    chip.dataset.state = state;
    this.write('state', name);
    this.write('announcement', state === 'error' ? `${name}. ${reason}` : name);
    this.showMessage(state === 'error' ? reason : '');
    this.element("[data-action='play']").textContent = state === 'running' ? 'Pause' : 'Play';
    this.#loop.onStateChange();
    this.#figure.dispatchEvent(
      new CustomEvent('statechange', {detail: {state, reason}, bubbles: true, composed: true}),
    );
  }

  #onProgress() {
    if (this.work.state !== 'running') void this.#loop.afresh();
  }

  async #takePicture() {
    await this.takePicture();
    if (this.signal.aborted) return;
    this.show();
    this.stages.invalidate();
    if (this.work.state !== 'running') this.describe();
  }
}
