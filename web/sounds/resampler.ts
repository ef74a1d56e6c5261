/**
 * Another number of samples a second, band-limited: for a microphone as it comes, and for files.
 */

/**
 * What folds back, and what the filter does to the levels that it lets through: below 16 bits' steps,
 * in dB.
 */
const attenuation = 96;

/** Half the lower rate times 1 - slope and 1 + slope: up to where tones pass, from where they are gone. */
const slope = 0.1;

/**
 * Kaiser's formulas: the window's shape, and how many samples it takes for a slope of `slope` times
 * half the sample rate on either side. J. F. Kaiser, "Nonrecursive digital filter design using the
 * I0-sinh window function", 1974.
 */
const beta = 0.1102 * (attenuation - 8.7);
const halfLength = (attenuation - 7.95) / (2 * 2.285 * 2 * Math.PI * slope);

/** Of the largest amplitude: what rounding an output's place in time may change. */
const placeError = 1e-4;

/**
 * Each output is a sum of the samples around it,
 *   y[m] = sum over k of x[k] h(m r - k),  r = from / to,
 *   h(t) = f sinc(f t) I0(beta sqrt(1 - (t / R)^2)) / I0(beta)  for |t| < R,
 *   f = min(1, to / from),  R = halfLength / f,
 * the ideal low-pass at half the lower rate, under a Kaiser window. A tone below 0.9 times that
 * frequency keeps its level, one above 1.1 times is gone (both within `attenuation`). y[m] stands at
 * the time m / to: nothing is delayed, but an answer comes only when R more samples are known. Before
 * the first sample, and after the last, there is silence.
 *
 * h is tabulated for the places between two samples that occur, at most as many as keep the error of
 * rounding to the next one below placeError: that error is half a step of 1 / (places from) seconds,
 * times the steepest of slopes, pi to a second.
 */
export class Resampler {
  #from;
  #to;
  #cutoff;
  #reach;
  #places;
  /** h by place, in units of 1 / #places */
  #filters = new Map<number, Float32Array>();
  /** The samples that are still needed; the first of them has the number #first. */
  #samples;
  #first;
  #taken = 0;
  #told = 0;
  /** Place of the next output in the samples, m r = #whole + #part / #to. */
  #whole = 0;
  #part = 0;

  /**
   * @param from samples a second, a whole number
   * @param to likewise
   */
  constructor(from: number, to: number) {
    const divisor = greatestDivisor(from, to);
    this.#from = from / divisor;
    this.#to = to / divisor;
    this.#cutoff = Math.min(1, to / from);
    this.#reach = Math.ceil(halfLength / this.#cutoff);
    const enough = Math.ceil((Math.PI * this.#cutoff) / (2 * placeError));
    this.#places = Math.min(this.#to, enough);
    this.#samples = new Float32Array(this.#reach);
    this.#first = -this.#reach;
  }

  /**
   * @param samples the next ones
   * @returns what can be told by now
   */
  push(samples: Float32Array): Float32Array {
    this.#taken += samples.length;
    return this.#pass(samples, Infinity);
  }

  /**
   * Nothing comes any more.
   * @returns the rest: with what was told before, one output for each time m / to before the end of
   * the samples
   */
  end(): Float32Array {
    const all = Math.ceil((this.#taken * this.#to) / this.#from);
    return this.#pass(new Float32Array(this.#reach + 1), all - this.#told);
  }

  /** @param most outputs */
  #pass(samples: Float32Array, most: number) {
    this.#append(samples);
    const known = this.#first + this.#samples.length;
    const ahead = known - this.#reach - this.#whole; // places before the first one not known enough
    const count = Math.ceil((ahead * this.#to - this.#part) / this.#from);
    const outputs = new Float32Array(Math.max(0, Math.min(most, count)));
    for (let m = 0; m < outputs.length; m++) {
      outputs[m] = this.#outputHere();
      this.#part += this.#from;
      this.#whole += Math.floor(this.#part / this.#to);
      this.#part %= this.#to;
    }
    this.#told += outputs.length;
    return outputs;
  }

  #append(samples: Float32Array) {
    const past = Math.min(this.#samples.length, this.#whole - this.#reach - this.#first);
    const kept = this.#samples.subarray(Math.max(0, past));
    const joined = new Float32Array(kept.length + samples.length);
    joined.set(kept);
    joined.set(samples, kept.length);
    this.#first += this.#samples.length - kept.length;
    this.#samples = joined;
  }

  #outputHere() {
    const filter = this.#filterAt(Math.round((this.#part * this.#places) / this.#to));
    const samples = this.#samples;
    const begin = this.#whole - this.#reach - this.#first;
    let sum = 0;
    for (let i = 0; i < filter.length; i++) sum += filter[i] * samples[begin + i];
    return sum;
  }

  /** h for the samples #whole - #reach ... #whole + #reach. */
  #filterAt(place: number) {
    let filter = this.#filters.get(place);
    if (!filter) {
      const first = place / this.#places + this.#reach;
      filter = Float32Array.from({length: 2 * this.#reach + 1}, (_, i) => this.#h(first - i));
      this.#filters.set(place, filter);
    }
    return filter;
  }

  /** @param t in samples */
  #h(t: number) {
    const x = (t * this.#cutoff) / halfLength;
    if (Math.abs(x) >= 1) return 0;
    const window = bessel(beta * Math.sqrt(1 - x * x)) / windowMiddle;
    return this.#cutoff * sinc(this.#cutoff * t) * window;
  }
}

const windowMiddle = bessel(beta);

/** sin(pi x) / (pi x), with its zeros exact. */
function sinc(x: number) {
  if (Number.isInteger(x)) return x === 0 ? 1 : 0;
  return Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Modified Bessel function I0(x) = sum over k of ((x / 2)^k / k!)^2. */
function bessel(x: number) {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
