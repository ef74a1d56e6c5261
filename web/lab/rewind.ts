import {Film, lossesOf} from '../runs/film.ts';
import {addTimeLine} from '../panels/time-line/panel.ts';
import type {Run} from '../engine/run.ts';

type TimeLineParts = Omit<Parameters<typeof addTimeLine>[0], 'goTo'>;

/** What is shown of a run: the newest of its weights, or those that a reader has gone back to. */
export class Rewind {
  #film = new Film();
  /** the step that is gone back to; null: the newest is shown */
  #past: number | null = null;
  #run;
  #timeLine;

  /**
   * @param options onMoved: the reader has gone to these weights
   */
  constructor({
    run,
    onMoved,
    ...parts
  }: TimeLineParts & {run: Pick<Run, 'history'>; onMoved: (weights: Float32Array) => void}) {
    this.#run = run;
    const goTo = (index: number) => {
      const {frames} = this.#film;
      const frame = frames[index];
      if (!frame) return;
      this.#past = frame === frames.at(-1) ? null : frame.step;
      onMoved(frame.weights);
      this.show();
    };
    this.#timeLine = addTimeLine({...parts, goTo});
  }

  get isPast() {
    return this.#past !== null;
  }

  /** of the weights that are shown */
  get step() {
    return this.#past ?? this.newest;
  }

  /** the newest step */
  get newest() {
    return this.#film.frames.at(-1)?.step ?? 0;
  }

  /**
   * @param step that is done; null: not known
   * @param weights after it
   */
  add(step: number | null, weights: Float32Array) {
    if (step !== null) this.#film.add(step, weights);
  }

  toNewest() {
    this.#past = null;
  }

  clear() {
    this.#film.clear();
    this.toNewest();
  }

  /** Brings the time line up to date. */
  show() {
    const frames = lossesOf(this.#film.frames, this.#run.history);
    const after = frames.findIndex(({step}) => step >= (this.#past ?? Infinity)); // it may not be kept any more
    this.#timeLine.show({frames, at: after < 0 ? frames.length - 1 : after});
  }
}
