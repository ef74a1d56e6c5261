/** Zero crossings of the filter on each side of its middle: how steep it is. */
const crossings = 16;

/** Of half the lower rate, what is let through whole; the rest is the filter's slope. */
const passed = 0.9;

/**
 * Another number of samples a second, as a sound comes in: each is a sum of those around it,
 *   y[m] = sum over k of x[k] h(m r - k),  r = from / to,
 *   h(t) = f sinc(f t) cos^2(pi t / 2 R) for |t| < R = crossings / f,  f = passed min(1, to / from),
 * so that frequencies above half the lower rate do not fold back. The filter looks R samples ahead:
 * that much later its answer comes.
 */
export class Resampler {
  #from;
  #to;
  #cutoff;
  #reach;
  /** @type {Map<number, Float32Array>} by the place between two samples, in units of 1 / to */
  #filters = new Map();
  /** The latest samples; those before are not needed any more. */
  #samples = new Float32Array(0);
  /** Number of the first of them. */
  #first = 0;
  /** Of the next sample to come, its number and its place, m r = #whole + #part / to. */
  #whole = 0;
  #part = 0;

  /**
   * @param {number} from samples a second, a whole number
   * @param {number} to likewise
   */
  constructor(from, to) {
    const divisor = greatestDivisor(from, to);
    this.#from = from / divisor;
    this.#to = to / divisor;
    this.#cutoff = passed * Math.min(1, to / from);
    this.#reach = Math.ceil(crossings / this.#cutoff);
    // Before the first sample there was silence.
    this.#samples = new Float32Array(this.#reach);
    this.#first = -this.#reach;
  }

  /**
   * @param {Float32Array} samples the next ones
   * @returns {Float32Array} what can be told by now
   */
  push(samples) {
    this.#append(samples);
    const end = this.#first + this.#samples.length;
    /** @type {number[]} */
    const told = [];
    while (this.#whole + this.#reach < end) {
      told.push(this.#sampleHere());
      this.#part += this.#from;
      this.#whole += Math.floor(this.#part / this.#to);
      this.#part %= this.#to;
    }
    return Float32Array.from(told);
  }

  /** @param {Float32Array} samples */
  #append(samples) {
    const needed = Math.min(this.#samples.length, this.#whole - this.#reach - this.#first);
    const kept = this.#samples.subarray(Math.max(0, needed));
    const joined = new Float32Array(kept.length + samples.length);
    joined.set(kept);
    joined.set(samples, kept.length);
    this.#first += this.#samples.length - kept.length;
    this.#samples = joined;
  }

  #sampleHere() {
    const filter = this.#filterFor(this.#part);
    const begin = this.#whole - this.#reach - this.#first;
    let sum = 0;
    for (let i = 0; i < filter.length; i++) sum += filter[i] * (this.#samples[begin + i] ?? 0);
    return sum;
  }

  /** h for the samples whole - reach ... whole + reach. @param {number} part */
  #filterFor(part) {
    let filter = this.#filters.get(part);
    if (!filter) {
      filter = Float32Array.from({length: 2 * this.#reach + 1}, (_, i) =>
        this.#h(part / this.#to + this.#reach - i),
      );
      this.#filters.set(part, filter);
    }
    return filter;
  }

  /** @param {number} t in samples */
  #h(t) {
    const reach = crossings / this.#cutoff;
    if (Math.abs(t) >= reach) return 0;
    return this.#cutoff * sinc(this.#cutoff * t) * Math.cos((Math.PI * t) / (2 * reach)) ** 2;
  }
}

/** sin(pi x) / (pi x). @param {number} x */
function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
function greatestDivisor(a, b) {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
