import type {Settings} from '../settings/table.ts';

/** Milliseconds between two grants of steps, at least: about a frame. */
const tick = 16;

/** Milliseconds of training that are granted at a time, about, where it goes as fast as it can. */
const grant = 250;

/** Steps a second, at most, where it is to be watched. */
const fastest = 1000;

/**
 * Steps a second where it is to be watched: a wave forms within the first tens of them, and digits
 * that nobody sees come later. After t seconds it is at step 16 (exp(t / 2) - 1).
 */
const watched = (step: number) => Math.min(8 + step / 2, fastest);

/** Spreads steps over time: so many a second, to be watched, or as fast as they go. */
export class Pacer {
  /** of the next step, as performance.now() */
  #due = 0;
  #speed: Settings['speed'] = 'max';
  #wake: () => void = () => {};
  #atATime = 1;

  /** Forgets the past: the first step is due at once. */
  start() {
    this.#due = performance.now();
  }

  /** Ends the wait under way, if there is one. */
  wake() {
    this.#wake();
  }

  /**
   * Waits until steps are due; resolves to their number. After wake() it may be 0.
   * @param step that is done
   */
  async allowedSteps(speed: Settings['speed'], step: number): Promise<number> {
    if (speed !== this.#speed) {
      this.#speed = speed;
      this.start();
    }
    if (speed === 'max') return this.#atATime;
    const wait = this.#due - performance.now();
    if (wait > 0) await this.#sleep(Math.max(wait, tick));
    const late = performance.now() - this.#due;
    if (late < 0) return 0;
    // Steps that could not be done in time are not caught up with.
    if (late > 1000) this.start();
    const rate = speed === 'watch' ? watched(step) : speed;
    const steps = 1 + Math.min(Math.floor((late * rate) / 1000), Math.ceil((tick * rate) / 1000));
    this.#due += (1000 * steps) / rate;
    return steps;
  }

  /**
   * Learns how long steps take, so that those granted next take about a quarter of a second: nobody
   * waits long for news, nor the shards for each other.
   */
  took(steps: number, seconds: number) {
    if (steps < 1) return;
    const fitting = Math.round((steps * grant) / (1000 * seconds));
    this.#atATime = Math.max(1, Math.min(fitting, 8 * this.#atATime));
  }

  /** @param duration milliseconds */
  #sleep(duration: number) {
    return new Promise(resolve => {
      const timer = setTimeout(() => resolve(undefined), duration);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }
}
