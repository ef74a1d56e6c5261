import {browserHost} from '#host';
import {Run} from '../../engine/run.ts';
import {RunGroup} from '../lesson/run-group.ts';

/** Steps on tones, when nobody switches before, and steps on noise after them. */
const steps = {tones: 40, noise: 60};

const onTones = {data: 'tones', steps: steps.tones};

/** A run on tones that can be switched to noise. */
export class CoverageRun extends RunGroup {
  #run;
  #switchedAt = NaN;

  constructor() {
    const run = new Run(browserHost(), {
      model: 'dft',
      n: 32,
      optimizer: 'lms',
      speed: 10,
      ...onTones,
    });
    super([run]);
    this.#run = run;
  }

  get run() {
    return this.#run;
  }

  /** Step from which it trains on noise; NaN while it does not. */
  get switchedAt() {
    return this.#switchedAt;
  }

  /** Goes on from the same weights, with noise. */
  async switchToNoise() {
    if (this.#run.settings.data === 'noise') return;
    await this.#run.pause();
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    await this.#run.save(async bytes => void pieces.push(bytes.slice()));
    const {step} = this.#run.progress;
    const saved = new Blob(pieces);
    const reader = () => {
      let at = 0;
      return async (length: number) =>
        new Uint8Array(await saved.slice(at, (at += length)).arrayBuffer());
    };
    this.#switchedAt = step;
    await this.#run.open(reader, {changes: {data: 'noise', steps: step + steps.noise}});
    await this.#run.play();
  }

  override async reset() {
    await this.#startWith({});
  }

  override async newSeed() {
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    await this.#startWith({seed});
  }

  async #startWith(changes: Partial<Record<string, unknown>>) {
    this.#switchedAt = NaN;
    await this.#run.configure({...onTones, ...changes});
  }
}
