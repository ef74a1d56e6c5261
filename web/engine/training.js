import {Pacer} from './pacer.js';
import {endingOf, stateAtEnd, stepReached} from './ending.js';
import {nextEvaluation} from './schedule.js';

/** @typedef {import('./commands.js').Commands} Commands */
/** @typedef {import('./run-state.js').RunState} RunState */
/** @typedef {import('./shards.js').Shards} Shards */

/**
 * How far to train.
 * @typedef {object} Goal
 * @property {number} step Infinity: until it ends by itself
 * @property {boolean} [replay] at full speed
 * @property {boolean} [beyond] on from where it had converged: only divergence ends it, or a
 *   learning rate of zero
 * @property {boolean} [stepping] asked for by step()
 */

/** Milliseconds between two `progress` events while training, at least. */
const progressInterval = 250;

/** Takes a run step by step to a goal. */
export class Training {
  #run;
  #commands;
  #pacer = new Pacer();
  #ended = Promise.resolve();
  #stopping = false;
  /** @type {Goal | null} */
  #unfinished = null;
  /** Of the training begun last. @type {Goal} */
  #goal = {step: Infinity};
  /** @type {number | null} */
  #stepsTo = null;
  /** @type {{act: () => Promise<void>, yields: boolean}[]} */
  #betweenSteps = [];
  #hurried = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #telling;

  /**
   * @param {RunState} run
   * @param {Commands} commands once they are dropped, a failure is no news
   */
  constructor(run, commands) {
    this.#run = run;
    this.#commands = commands;
  }

  /** Resolves when the training begun last has ended. */
  get ended() {
    return this.#ended;
  }

  /** Goal of training that was paused on its way. */
  get unfinished() {
    return this.#unfinished;
  }

  /** Step at which the training begun last ends; Infinity: when there is no more to gain. */
  get goalStep() {
    return this.#goal.step;
  }

  /** Whether it goes on from where it had converged. */
  get goesOn() {
    return this.#goal.beyond ?? false;
  }

  /** Where the step() under way ends. */
  get stepsTo() {
    return this.#run.state === 'running' ? this.#stepsTo : null;
  }

  /** @param {Goal} goal */
  begin(goal) {
    this.#stopping = false;
    this.#unfinished = null;
    this.#goal = goal;
    this.#stepsTo = goal.stepping ? goal.step : null;
    this.#run.logbook.begin();
    this.#run.set('running');
    const stillWanted = this.#commands.guard();
    this.#telling = setInterval(() => void this.#tellPosition(), progressInterval);
    const ended = this.#train(goal).finally(() => clearInterval(this.#telling));
    this.#ended = ended.catch(error => {
      if (stillWanted()) this.fail(error);
    });
  }

  /** Ends the training under way after the step at hand. */
  async stop() {
    this.#stopping = true;
    await this.#halt();
    await this.#ended;
  }

  /** Has the training under way end, without waiting for it. */
  abandon() {
    this.#stopping = true;
    this.#pacer.wake();
  }

  /** There is no goal any more. */
  forget() {
    this.#unfinished = null;
    this.#goal = {step: Infinity};
  }

  /** The speed was changed. */
  wake() {
    this.#pacer.wake();
  }

  /**
   * Does something while no shard is in the middle of a step; nothing where there are no shards.
   * @param {(shards: Shards) => Promise<void>} act
   * @param {{yields?: boolean}} [options] yields: hurry() has it done at once, even in the middle of
   *   a step
   */
  async between(act, {yields = false} = {}) {
    if (yields) this.#hurried = false;
    const done = new Promise((resolve, reject) => {
      const actOnShards = () => {
        const {shards} = this.#run;
        return (shards ? act(shards) : Promise.resolve()).then(resolve, reject);
      };
      this.#betweenSteps.push({act: actOnShards, yields});
    });
    done.catch(() => {}); // it may fail before it is listened to, below
    if (this.#run.state === 'running') await this.#halt();
    else await this.#actBetweenSteps().catch(error => this.fail(error));
    await Promise.race([done, this.#ended]);
  }

  /** A command waits for what yields to it. */
  hurry() {
    this.#hurried = true;
    void this.#run.shards?.halt().catch(() => {});
  }

  /** @param {unknown} error */
  fail(error) {
    this.#betweenSteps = [];
    this.#run.fail(error);
  }

  /** @param {Goal} goal */
  async #train(goal) {
    const run = this.#run;
    this.#pacer.start();
    /** @type {ReturnType<typeof endingOf>} */
    let ending = null;
    while (!this.#stopping && !ending && !this.#isAt(goal)) {
      const due = await this.#pacer.allowedSteps(goal.replay ? 'max' : run.settings.speed);
      await this.#actBetweenSteps();
      if (this.#stopping || due === 0) continue;
      const begin = {step: run.progress.step, time: performance.now()};
      ending = await this.#advance(due, goal);
      const seconds = (performance.now() - begin.time) / 1000;
      run.logbook.seconds += seconds;
      this.#pacer.took(run.progress.step - begin.step, seconds);
      run.publish(progressInterval);
    }
    await this.#actBetweenSteps();
    run.publish();
    const arrived = this.#isAt(goal);
    if (!arrived && !ending) this.#unfinished = goal;
    const {state, reason} = ending ??
      stateAtEnd(run) ?? {state: 'paused', reason: arrived ? stepReached(goal.step) : ''};
    run.set(state, reason);
  }

  /** Tells how far the shards are, in the middle of a step that takes long. */
  async #tellPosition() {
    const run = this.#run;
    const telling = this.#telling;
    const position = await run.shards?.position().catch(() => {}); // #train reports it
    if (position === undefined || telling !== this.#telling || run.state !== 'running') return;
    run.logbook.moveTo(position);
    run.publish(progressInterval);
  }

  /**
   * @param {number} due steps that may be done now
   * @param {Goal} goal
   */
  async #advance(due, goal) {
    const run = this.#run;
    const shards = /** @type {Shards} */ (run.shards);
    const {step} = run.progress;
    const next = this.#owesEvaluation(goal) ? step : nextEvaluation(step, run.settings);
    const target = Math.min(next, goal.step, step + due);
    const evaluate = target === next || target === goal.step;
    const outcome = await shards.advance(target, evaluate);
    run.logbook.add(outcome, run.settings);
    if (!outcome.evaluation) return null;
    const ending = endingOf(run);
    // A run of so many steps goes exactly that far; one told to go on does not stop again, but for
    // a rate of zero.
    const goesOn = goal.step < Infinity || (goal.beyond && !run.hasDecayed);
    return ending?.state !== 'diverged' && goesOn ? null : ending;
  }

  /**
   * Whether that is done; a step that was left open is not, nor one that is still to be evaluated.
   * @param {Goal} goal
   */
  #isAt(goal) {
    const {progress, shards} = this.#run;
    return progress.step >= goal.step && !shards?.isOpen && !this.#owesEvaluation(goal);
  }

  /** @param {Goal} goal */
  #owesEvaluation(goal) {
    const {logbook, progress, settings} = this.#run;
    const {step} = progress;
    const atGoal = step === goal.step && logbook.history.at(-1)?.step !== step;
    return atGoal || logbook.owesEvaluation(settings);
  }

  async #halt() {
    this.#pacer.wake();
    const {shards, state} = this.#run;
    if (state === 'running') await shards?.halt().catch(() => {}); // #train reports it
  }

  async #actBetweenSteps() {
    if (this.#betweenSteps.length === 0) return;
    const run = this.#run;
    const {step} = run.progress;
    const wholeStep = () => this.#betweenSteps.some(({yields}) => !yields || !this.#hurried);
    while (run.shards?.isOpen && wholeStep()) {
      run.logbook.add(await run.shards.advance(step, false), run.settings);
    }
    for (const {act} of this.#betweenSteps.splice(0)) await act();
  }
}
