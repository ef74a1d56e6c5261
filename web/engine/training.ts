import {Pacer} from './pacer.ts';
import {endingOf, stateAtEnd, stepReached} from './ending.ts';
import {PoolEnded} from './pool.ts';
import {nextEvaluation} from './schedule.ts';
import {unlessEnded} from './unless-ended.ts';
import type {Commands} from './commands.ts';
import type {RunState} from './run-state.ts';
import type {Shards} from './shards.ts';

/** How far to train. */
export interface Goal {
  /** Infinity: until it ends by itself */
  step: number;
  /** at full speed */
  replay?: boolean;
  /** on from where it had converged: only divergence ends it, or a learning rate of zero */
  beyond?: boolean;
  /** asked for by step() */
  stepping?: boolean;
}

/** Milliseconds between two `progress` events while training, at least. */
const progressInterval = 250;

/** Milliseconds that workers have to come to a stop before they are ended, where nobody needs them. */
const longestEnd = 1000;

/** Takes a run step by step to a goal. */
export class Training {
  #run;
  #commands;
  #pacer = new Pacer();
  #ended = Promise.resolve();
  #stopping = false;
  #failed = false;
  /** Resolves when stop() is called; and the function that does so. */
  #stopped = Promise.resolve();
  #tellStopped = () => {};
  #unfinished: Goal | null = null;
  /** Of the training begun last. */
  #goal: Goal = {step: Infinity};
  #betweenSteps: {
    act: () => Promise<void>;
    refuse: (reason: unknown) => void;
    isWanted: () => boolean;
  }[] = [];
  /** what is done between steps, now */
  #acting: Promise<void> | null = null;
  #telling: ReturnType<typeof setInterval> | undefined;

  /** @param commands once they are dropped, a failure is no news */
  constructor(run: RunState, commands: Commands) {
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

  /** Whether someone waits for the end of it. */
  get isAwaited() {
    return this.#goal.stepping ?? this.#goal.replay ?? false;
  }

  begin(goal: Goal) {
    this.#stopping = false;
    this.#failed = false;
    this.#stopped = new Promise(resolve => (this.#tellStopped = resolve));
    this.#unfinished = null;
    this.#goal = goal;
    this.#run.logbook.begin();
    this.#run.set('running');
    const stillWanted = this.#commands.guard();
    this.#telling = setInterval(() => void this.#tellPosition(), progressInterval);
    const ended = this.#train(goal).finally(() => clearInterval(this.#telling));
    this.#ended = ended.catch(error => {
      if (stillWanted.atAll() && !this.#failed) this.fail(error);
    });
  }

  /** A goal for later: as if it had been paused on its way. */
  postpone(goal: Goal) {
    this.#unfinished = goal;
    this.#goal = goal;
    if (this.#run.state === 'idle') this.#run.set('paused');
  }

  /** More steps than it was told to do, where it is at them; false where it is not. */
  extend(count: number) {
    if (this.#run.state !== 'running' || this.#stopping || !this.#goal.stepping) return false;
    this.#goal.step += count;
    return true;
  }

  /** Ends the training under way after the step at hand, which may be left open. */
  async stop() {
    this.#stopping = true;
    this.#tellStopped();
    await this.#halt();
    await this.#ended;
  }

  /** The same where its weights are of no use any more: workers that do not answer are ended. */
  async end() {
    const timer = setTimeout(() => {
      this.#failed = true;
      this.#run.drop();
    }, longestEnd);
    await this.stop();
    clearTimeout(timer);
  }

  /** Has the training under way end, without waiting for it. */
  abandon() {
    this.#stopping = true;
    this.#tellStopped();
    this.#pacer.wake();
    this.#refuseActs(new PoolEnded('The run was disposed of.'));
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
   * @param isWanted whether it is to be done at all
   */
  async between(act: (shards: Shards) => Promise<void>, isWanted: () => boolean = () => true) {
    let isDone = false;
    /** null: it went well */
    const done = new Promise<{error: unknown} | null>(resolve => {
      const refuse = (error: unknown) => resolve({error});
      const actOnShards = async () => {
        const {shards} = this.#run;
        if (shards && isWanted()) await act(shards).then(() => resolve(null), refuse);
        else resolve(null);
        isDone = true;
      };
      this.#betweenSteps.push({act: actOnShards, refuse, isWanted});
    });
    if (this.#run.state === 'running') {
      await this.#halt();
      await Promise.race([done, this.#ended]);
    }
    // Where it was paused meanwhile: that waits for nothing.
    if (!isDone) await this.#act();
    const failure = await done;
    if (failure) throw failure.error;
  }

  /** What is done between steps may not be wanted any more. */
  hurry() {
    void unlessEnded(this.#run.shards?.halt());
  }

  fail(error: unknown) {
    this.#failed = true;
    this.#stopping = true;
    this.#tellStopped();
    this.#pacer.wake();
    this.#run.fail(error);
    this.#refuseActs(new PoolEnded(this.#run.reason));
  }

  async #train(goal: Goal) {
    const run = this.#run;
    this.#pacer.start();
    let ending: ReturnType<typeof endingOf> = null;
    while (!this.#stopping && !ending && !this.#isAt(goal)) {
      const speed = goal.replay ? 'max' : run.settings.speed;
      const due = await this.#pacer.allowedSteps(speed, run.progress.step);
      if (this.#stopping) continue;
      if (this.#hasActs) await Promise.race([this.#act(), this.#stopped]);
      if (this.#stopping || due === 0) continue;
      const begin = {step: run.progress.step, time: performance.now()};
      ending = await this.#advance(due, goal);
      const seconds = (performance.now() - begin.time) / 1000;
      run.logbook.seconds += seconds;
      this.#pacer.took(run.progress.step - begin.step, seconds);
      run.publish(progressInterval);
    }
    if (this.#failed) return;
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
    const position = await unlessEnded(run.shards?.position()); // #train reports it
    if (position === undefined || telling !== this.#telling || run.state !== 'running') return;
    run.logbook.moveTo(position);
    run.publish(progressInterval);
  }

  /** @param due steps that may be done now */
  async #advance(due: number, goal: Goal) {
    const run = this.#run;
    const shards = run.shards as Shards;
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
   */
  #isAt(goal: Goal) {
    const {progress, shards} = this.#run;
    return progress.step >= goal.step && !shards?.isOpen && !this.#owesEvaluation(goal);
  }

  #owesEvaluation(goal: Goal) {
    const {logbook, progress, settings} = this.#run;
    const {step} = progress;
    const atGoal = step === goal.step && logbook.history.at(-1)?.step !== step;
    return atGoal || logbook.owesEvaluation(settings);
  }

  async #halt() {
    this.#pacer.wake();
    const {shards, state} = this.#run;
    if (state === 'running') await unlessEnded(shards?.halt()); // #train reports it
  }

  get #hasActs() {
    return this.#betweenSteps.length > 0 || this.#acting !== null;
  }

  /** Does what is to be done between steps; fails the run where the shards fail at it. */
  #act() {
    this.#acting ??= this.#actBetweenSteps()
      .catch(error => this.fail(error))
      .finally(() => (this.#acting = null));
    return this.#acting;
  }

  async #actBetweenSteps() {
    const run = this.#run;
    const needsWhole = () => this.#betweenSteps.some(({isWanted}) => isWanted());
    while (this.#betweenSteps.length > 0) {
      while (run.shards?.isOpen && needsWhole()) {
        run.logbook.add(await run.shards.advance(run.progress.step, false), run.settings);
        if (run.state !== 'running') run.publish();
      }
      for (const {act} of this.#betweenSteps.splice(0)) await act();
    }
  }

  #refuseActs(reason: PoolEnded) {
    for (const {refuse} of this.#betweenSteps.splice(0)) refuse(reason);
  }
}
