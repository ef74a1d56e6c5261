/** Milliseconds between two grants of steps, at least: about a frame. */
const tick = 16;

/** Milliseconds of training that are granted at a time, about, where it goes as fast as it can. */
const grant = 250;

/** Spreads steps over time: so many a second, or as fast as they go. */
export class Pacer {
  #begin = 0;
  #granted = 0;
  #speed: number | 'max' = 'max';
  #wake: () => void = () => {};
  #atATime = 1;

  /** Forgets the past: the first step is due at once. */
  start() {
    this.#begin = performance.now();
    this.#granted = 0;
  }

  /** Ends the wait under way, if there is one. */
  wake() {
    this.#wake();
  }

  /**
   * Waits until steps are due; resolves to their number. After wake() it may be 0.
   * @param speed steps a second
   */
  async allowedSteps(speed: number | 'max'): Promise<number> {
    if (speed !== this.#speed) {
      this.#speed = speed;
      this.start();
    }
    if (speed === 'max') return this.#atATime;
    const due = this.#begin + (1000 * this.#granted) / speed;
    const wait = due - performance.now();
    if (wait > 0) await this.#sleep(Math.max(wait, tick));
    const late = performance.now() - due;
    if (late < 0) return 0;
    // Steps that could not be done in time are not caught up with.
    if (late > 1000) this.start();
    const steps = 1 + Math.min(Math.floor((late * speed) / 1000), Math.ceil((tick * speed) / 1000));
    this.#granted += steps;
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
