import {examplesSeen, isScheduled} from './schedule.ts';
import type {Past} from './saved-state.ts';
import type {Progress} from './protocol.ts';
import type {Outcome} from './shards.ts';
import type {Settings} from '../settings/table.ts';

/** A point of the history: an evaluation. */
export interface Point {
  step: number;
  loss: number;
  heldOutLoss: number;
  weightError: number;
}

/** Shortest stretch of time, in seconds, over which steps a second are counted. */
const shortestStretch = 0.1;

/** What is known of a run from its start to now. */
export class Logbook {
  progress: Progress = {
    step: 0,
    position: 0,
    examples: 0,
    loss: NaN,
    heldOutLoss: NaN,
    weightError: NaN,
    stepsPerSecond: 0,
  };
  history: Point[] = [];
  /** Seconds spent training. */
  seconds = 0;
  #published = -Infinity;
  /** Where and when counting the rate began. */
  #rated = {time: -Infinity, step: 0};

  /** What a saved run holds of it. JSON knows no NaN: a loss that there is not yet is null. */
  saved() {
    const {history, seconds} = this;
    return {history: history.map(point => ({...point})), seconds};
  }

  /**
   * A logbook that goes on from a saved one.
   * @param outcome of the step at which it was saved
   */
  static restored(
    {history, seconds}: Pick<Past, 'history' | 'seconds'>,
    outcome: Outcome,
    settings: Settings,
  ) {
    const logbook = new Logbook();
    logbook.history = history.map(({step, loss, heldOutLoss, weightError}) => ({
      step,
      loss: loss ?? NaN,
      heldOutLoss: heldOutLoss ?? NaN,
      weightError: weightError ?? NaN,
    }));
    logbook.seconds = seconds;
    const {heldOutLoss = NaN, weightError = NaN} = logbook.history.at(-1) ?? {};
    logbook.progress = {...logbook.progress, heldOutLoss, weightError};
    logbook.add(outcome, settings);
    return logbook;
  }

  add({step, position, loss, evaluation}: Outcome, settings: Settings) {
    const examples = examplesSeen(step, settings);
    const known = loss ?? this.progress.loss;
    this.progress = {...this.progress, step, position, examples, loss: known, ...evaluation};
    if (evaluation) this.history.push({step, loss: known, ...evaluation});
  }

  /** Steps done with the share of the one at hand, as it is heard in the middle of steps. */
  moveTo(position: number) {
    this.progress = {...this.progress, position};
  }

  /** Whether the evaluation that belongs to the present step is still to be done. */
  owesEvaluation(settings: Settings) {
    const {step} = this.progress;
    return isScheduled(step, settings) && this.history.at(-1)?.step !== step;
  }

  /** Training begins, or goes on: the time without it is nothing to the rate. */
  begin() {
    this.#rated = {time: performance.now(), step: this.progress.step};
  }

  /**
   * Whether it is time to publish again; if so, brings the rate up to date.
   * @param interval milliseconds since the last time, at least
   */
  isDue(interval: number) {
    const time = performance.now();
    const {step} = this.progress;
    if (time - this.#published < interval) return false;
    this.#published = time;
    const seconds = (time - this.#rated.time) / 1000;
    if (step > this.#rated.step && seconds > shortestStretch) {
      const stepsPerSecond = (step - this.#rated.step) / seconds;
      this.progress = {...this.progress, stepsPerSecond};
    }
    if (step !== this.#rated.step) this.#rated = {time, step};
    return true;
  }
}
