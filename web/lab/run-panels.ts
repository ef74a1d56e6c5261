import {find} from '../kit/find.ts';
import {addLoss} from '../panels/loss/panel.ts';
import {Stages} from '../kit/stages.ts';
import {addTable} from '../kit/tables.ts';
import type {Frame} from '../runs/frame.ts';
import type {Theme} from '../kit/theme.ts';
import type {PanelParts} from './panels.ts';
import type {Table} from '../kit/tables.ts';

/** Milliseconds that drawn() takes at most: a figure that nobody sees draws nothing. */
const patience = 700;

/**
 * What all figures' pictures have in common: the loss, the theme, and when they are drawn.
 * @template Scene what they show
 */
export abstract class RunPanels<Scene extends {theme: Theme; setTheme: (theme: Theme) => void}> {
  protected run;
  protected readouts;
  protected signal;
  protected scene;
  protected stages;
  protected loop;

  #root;
  #loss;
  #tables: {update: () => void}[] = [];

  constructor(
    Scene: new (theme: Theme) => Scene,
    {root, theme, shared, readouts, signal}: PanelParts,
  ) {
    this.#root = root;
    const {work: run} = shared;
    this.run = run;
    this.readouts = readouts;
    this.signal = signal;
    this.scene = new Scene(theme);
    this.stages = new Stages({onNear: () => this.onNear(), onDrawn: () => this.onDrawn()});
    this.loop = shared.pictures.add(frame => this.takePicture(frame), signal);
    this.#loss = addLoss({
      stages: this.stages,
      canvas: this.canvas('loss'),
      readout: readouts.named('loss-cursor'),
      theme: () => this.scene.theme,
      signal,
    });
    run.addEventListener('ready', () => void this.#loss.load(), {signal});
    this.addTable('loss', this.#loss, {title: 'Loss as a table', caption: 'Loss by step'});
    signal.addEventListener('abort', () => this.stages.dispose());
  }

  protected get panels(): Record<string, {describe: () => void}> {
    return {};
  }

  onStateChange() {}

  /** Resolves when what is near the screen is on it. */
  drawn() {
    return Promise.race([this.#drawAll(), new Promise(resolve => setTimeout(resolve, patience))]);
  }

  onProgress() {
    this.#loss.update(this.run.history, this.run.floor);
  }

  /** @param visible nothing is drawn that nobody sees */
  setVisible(visible: boolean) {
    this.loop.setVisible(visible);
  }

  setTheme(theme: Theme) {
    this.scene.setTheme(theme);
    this.stages.invalidate();
  }

  async copies(pixelRatio: number) {
    this.stages.allWanted = true;
    await this.loop.afresh().finally(() => (this.stages.allWanted = false));
    return (canvas: HTMLCanvasElement) => this.stages.copyOf(canvas, pixelRatio);
  }

  async #drawAll() {
    // Until then nobody knows how large they are, and which are near the screen.
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    await this.loop.afresh();
    await this.#loss.load();
    await this.stages.drawn();
  }

  /** Asks for what is to be drawn. */
  protected abstract takePicture(frame: Frame): Promise<void>;

  /** A canvas has come near the screen. */
  protected onNear() {}

  /** All canvases that are near the screen are up to date. */
  protected onDrawn() {}

  /** Labels and tables; not while training, when nobody could follow them. */
  protected describe() {
    for (const panel of [...Object.values(this.panels), this.#loss]) panel.describe();
    for (const table of this.#tables) table.update();
  }

  /** Whether what these canvases show is to be known: while it trains, only of those in sight. */
  protected areNeeded(...names: string[]) {
    const {run, stages} = this;
    return run.state !== 'running' || names.some(name => stages.isWanted(this.canvas(name)));
  }

  protected addTable(
    name: string,
    panel: {table: () => Table},
    names: {title: string; caption: string},
  ) {
    const details: HTMLDetailsElement = this.element(`[data-table='${name}']`);
    this.#tables.push(addTable(details, () => panel.table(), names, this.signal));
  }

  protected canvas(name: string): HTMLCanvasElement {
    return this.element(`[data-canvas='${name}']`);
  }

  protected element<Kind extends Element>(selector: string): Kind {
    return find(this.#root, selector);
  }
}
