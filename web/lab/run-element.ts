import {settingsTable} from '../settings/table.ts';
import {FigureElement} from './figure-element.ts';
import type {State} from '../engine/protocol.ts';
import type {SavedState} from '../engine/saved-state.ts';
import type {SharedRun} from '../runs/shared-run.ts';
import type {Run} from '../engine/run.ts';

/** What a training run is and has come to. */
export type Account = Readonly<
  Pick<Run, 'settings' | 'progress' | 'history' | 'seconds' | 'plannedWorkers'>
>;

/** What a connected figure of a run is made of, as far as whoever uses the figure asks for it. */
export interface RunParts {
  shared: SharedRun;
  run: Run;
  /** @param text null: back to its default */
  applyAttribute: (key: string, text: string | null) => void;
}

/**
 * A figure that shows a training run. Attributes are the settings of
 * settings/table.ts, and `run`: figures that name the same one show one run, which works while any of
 * them is seen and ends with the last. Events: `ready`, `statechange` {state, reason}, `progress` (see
 * engine/protocol.ts).
 */
export abstract class RunElement<Parts extends RunParts> extends FigureElement<Parts> {
  static observedAttributes = [...settingsTable.map(({key}) => key), 'run'];

  attributeChangedCallback(key: string, before: string | null, after: string | null) {
    if (before === after) return;
    if (key === 'run') this.restart();
    else this.keptParts?.applyAttribute(key, after);
  }

  /** the run, which others of the same name show, too; null outside a document */
  get sharedRun(): SharedRun | null {
    return this.keptParts?.shared ?? null;
  }

  get state(): State {
    return this.parts?.run.state ?? 'idle';
  }

  /** @returns for others to compare with; null outside a document */
  get account(): Account | null {
    const run = this.parts?.run;
    if (!run) return null;
    const {settings, progress, history, seconds, plannedWorkers} = run;
    return {settings, progress, history, seconds, plannedWorkers};
  }

  /** Trains until told otherwise; resolves once training has begun. */
  async play() {
    await this.#run().play();
  }

  /** Stops after the step at hand. */
  async pause() {
    await this.#run().pause();
  }

  /** Trains `count` steps, then pauses; resolves when that is done. */
  async step(count?: number) {
    await this.#run().step(count);
  }

  /** Back to the start: the same seed, so the same run again. */
  async reset() {
    await this.#run().reset();
  }

  /** Back to the start with another seed. */
  async newSeed() {
    await this.#run().newSeed();
  }

  /** Settings, learning-rate schedule and step, after all that it was told: setState() replays them. */
  async getState() {
    const run = this.#run();
    await run.obeyed();
    return run.getState();
  }

  /** @param state resolves when the run is at its step again */
  async setState(state: SavedState) {
    await this.#run().setState(state);
  }

  /** Resolves to the bytes of W.npy: float32 (inputs, outputs), so y = x @ W. */
  async exportWeights() {
    return this.#run().exportWeights();
  }

  #run() {
    if (!this.parts) throw new Error('This figure is not in a document.');
    return this.parts.run;
  }
}
