import {lastStep} from '../../engine/schedule.ts';
import type {State} from '../../engine/protocol.ts';
import type {Run} from '../../engine/run.ts';

/** Which state of one of them is that of all. */
const order: State[] = ['error', 'running', 'loading', 'diverged', 'paused', 'converged'];

/** Runs of so many steps that start, wait and begin again together, from one seed. */
export class RunGroup extends EventTarget {
  #runs;
  #told: State = 'idle';

  constructor(runs: Run[]) {
    super();
    this.#runs = runs;
    for (const run of runs) {
      run.addEventListener('statechange', () => this.#tell());
      run.addEventListener('progress', () => this.dispatchEvent(new Event('progress')));
    }
  }

  get state(): State {
    const states = this.#runs.map(({state}) => state);
    return order.find(state => states.includes(state)) ?? 'idle';
  }

  get reason() {
    return this.#runs.find(({state}) => state === this.state)?.reason ?? '';
  }

  get isDone() {
    return this.#runs.every(({progress, settings}) => progress.step >= lastStep(settings));
  }

  async play() {
    if (this.isDone) await this.reset();
    await this.#all(run => run.play());
  }

  resume() {
    return this.#all(run => run.resume());
  }

  pause() {
    return this.#all(run => run.pause());
  }

  reset() {
    return this.#all(run => run.reset());
  }

  newSeed() {
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    return this.#all(run => run.configure({seed}));
  }

  release() {
    return this.#all(run => run.release());
  }

  end() {
    return this.#all(run => run.end());
  }

  async #all(command: (run: Run) => Promise<void>) {
    await Promise.all(this.#runs.map(command));
  }

  #tell() {
    if (this.state === this.#told) return;
    this.#told = this.state;
    this.dispatchEvent(new Event('statechange'));
  }
}
