/** One look at a run's weights. */
export interface Still {
  step: number;
  weights: Float32Array;
  /** how far the weights had come by then, from frame to frame */
  way: number;
}

/** Bytes that all frames take, at most. */
const room = 8e6;

/**
 * What the weights of a run were on its way, to go back to. Where there is no more room, the frame
 * goes that is missed least: half of what is kept lies as the steps go by, half as the weights move,
 * which is early.
 */
export class Film {
  #frames: Still[] = [];

  /** by step, ascending */
  get frames(): readonly Still[] {
    return this.#frames;
  }

  /**
   * One more frame. One of an earlier step, or of another size, begins the film anew.
   * @param step that is done
   * @param weights after it; they are kept as they are
   */
  add(step: number, weights: Float32Array) {
    const newest = this.#frames.at(-1);
    if (newest?.step === step) return;
    if (newest && (step < newest.step || weights.length !== newest.weights.length)) this.clear();
    const before = this.#frames.at(-1);
    const way = before ? before.way + distance(before.weights, weights) : 0;
    this.#frames.push({step, weights, way});
    while (this.#frames.length * weights.byteLength > room && this.#frames.length > 2) this.#thin();
  }

  clear() {
    this.#frames = [];
  }

  /** Leaves out the frame, neither first nor last, without which the largest gap is smallest. */
  #thin() {
    const frames = this.#frames;
    const {step, way} = frames[frames.length - 1];
    const gapWithout = (index: number) => {
      const [before, after] = [frames[index - 1], frames[index + 1]];
      return (after.step - before.step) / step + (after.way - before.way) / (way || 1);
    };
    let least = 1;
    for (let index = 2; index < frames.length - 1; index++) {
      if (gapWithout(index) < gapWithout(least)) least = index;
    }
    frames.splice(least, 1);
  }
}

/**
 * The frames' losses, as far as they were measured by then.
 * @param history by step, ascending
 */
export function lossesOf(
  frames: readonly Pick<Still, 'step'>[],
  history: readonly {step: number; heldOutLoss: number}[],
): {step: number; loss: number}[] {
  let measured = 0;
  return frames.map(({step}) => {
    while (measured < history.length && history[measured].step <= step) measured++;
    return {step, loss: history[measured - 1]?.heldOutLoss ?? NaN};
  });
}

function distance(from: Float32Array, to: Float32Array) {
  let sum = 0;
  for (let i = 0; i < to.length; i++) sum += (to[i] - from[i]) ** 2;
  return Math.sqrt(sum);
}
