/**
 * A linear recurrent cell that reads a sound one hop at a time:
 *
 * h <- h A + x B    h (hidden), its memory; x (hop), the samples that come in
 * y = h C           y (outputs), a frame of the spectrogram: real parts, then imaginary ones
 *
 * Its weights are one matrix, row by row: [[A, C], [B, 0]], (hidden + hop, hidden + outputs).
 */

/**
 * @typedef {object} Cell
 * @property {Float32Array} weights
 * @property {number} hidden
 * @property {number} hop
 * @property {number} outputs
 */

/**
 * @param {Cell} cell
 * @returns {Float64Array} A (hidden, hidden)
 */
export function transition({weights, hidden, outputs}) {
  const a = new Float64Array(hidden * hidden);
  for (let row = 0; row < hidden; row++) {
    const begin = row * (hidden + outputs);
    a.set(weights.subarray(begin, begin + hidden), row * hidden);
  }
  return a;
}

/**
 * What a single 1 in the sound is worth in the frames that follow: row `lag` is the frame that ends
 * `lag` samples after it. A sample at place j of its hop, s hops before the frame's, counts with
 * row j of B A^s C, and is s hop + hop - 1 - j samples old.
 *
 * @param {Cell} cell
 * @param {number} lags how far back, in samples
 * @returns {Float32Array} (lags, outputs)
 */
export function impulseResponse(cell, lags) {
  const {hop, hidden, outputs} = cell;
  const result = new Float32Array(lags * outputs);
  let memory = memoryOfImpulses(cell);
  for (let step = 0; step * hop < lags; step++) {
    const frames = times(cell, memory, hidden, outputs);
    for (let place = 0; place < hop; place++) {
      const lag = step * hop + hop - 1 - place;
      if (lag >= lags) continue;
      result.set(frames.subarray(place * outputs, (place + 1) * outputs), lag * outputs);
    }
    memory = times(cell, memory, 0, hidden);
  }
  return result;
}

/**
 * The frames that it draws while a sound goes by, beginning with an empty memory.
 *
 * @param {Cell} cell
 * @param {Float32Array} sound whole hops of it are read
 * @returns {Float32Array} (hops, outputs)
 */
export function stream(cell, sound) {
  return createStream(cell)(sound);
}

/**
 * The same of a sound that comes in pieces of whole hops: the memory of each is the next one's.
 *
 * @param {Cell} cell
 * @returns {(piece: Float32Array) => Float32Array}
 */
export function createStream(cell) {
  const {weights, hop, hidden, outputs} = cell;
  const columns = hidden + outputs;
  /** @type {Float64Array} */
  let memory = new Float64Array(hidden);
  return piece => {
    const hops = Math.floor(piece.length / hop);
    const result = new Float32Array(hops * outputs);
    for (let at = 0; at < hops; at++) {
      memory = times(cell, memory, 0, hidden);
      for (let place = 0; place < hop; place++) {
        const sample = piece[at * hop + place];
        const begin = (hidden + place) * columns;
        for (let unit = 0; unit < hidden; unit++) memory[unit] += sample * weights[begin + unit];
      }
      result.set(times(cell, memory, hidden, outputs), at * outputs);
    }
    return result;
  };
}

/**
 * The same frames from an impulse response: what a sum over all samples gives.
 *
 * @param {Float32Array} response (lags, outputs)
 * @param {Float32Array} sound
 * @param {{hop: number, outputs: number}} sizes
 * @returns {Float32Array} (hops, outputs)
 */
export function framesByResponse(response, sound, {hop, outputs}) {
  const lags = response.length / outputs;
  const hops = Math.floor(sound.length / hop);
  const result = new Float32Array(hops * outputs);
  for (let at = 0; at < hops; at++) {
    const last = (at + 1) * hop - 1;
    const frame = new Float64Array(outputs);
    for (let lag = 0; lag < Math.min(lags, last + 1); lag++) {
      const sample = sound[last - lag];
      const row = response.subarray(lag * outputs, (lag + 1) * outputs);
      for (let output = 0; output < outputs; output++) frame[output] += sample * row[output];
    }
    result.set(frame, at * outputs);
  }
  return result;
}

/**
 * Frames turned round: row by row of one bin over the time, as spectrograms are kept.
 *
 * @param {Float32Array} frames (count, outputs)
 * @param {number} outputs
 * @param {number} first frame that is taken
 * @returns {Float32Array} (outputs, count - first)
 */
export function spectraOf(frames, outputs, first) {
  const count = frames.length / outputs - first;
  const spectra = new Float32Array(outputs * count);
  for (let frame = 0; frame < count; frame++) {
    for (let output = 0; output < outputs; output++) {
      spectra[output * count + frame] = frames[(first + frame) * outputs + output];
    }
  }
  return spectra;
}

/**
 * B: what the memory holds right after a 1 at each place of the hop.
 *
 * @param {Cell} cell
 * @returns {Float64Array} (hop, hidden)
 */
function memoryOfImpulses({weights, hop, hidden, outputs}) {
  const result = new Float64Array(hop * hidden);
  for (let place = 0; place < hop; place++) {
    const begin = (hidden + place) * (hidden + outputs);
    result.set(weights.subarray(begin, begin + hidden), place * hidden);
  }
  return result;
}

/**
 * Rows times A (columns from 0 on) or C (from `hidden` on).
 *
 * @param {Cell} cell
 * @param {Float64Array} rows (count, hidden)
 * @param {number} first column
 * @param {number} width columns
 * @returns {Float64Array} (count, width)
 */
function times({weights, hidden, outputs}, rows, first, width) {
  const count = rows.length / hidden;
  const result = new Float64Array(count * width);
  for (let row = 0; row < count; row++) {
    for (let unit = 0; unit < hidden; unit++) {
      const value = rows[row * hidden + unit];
      if (value === 0) continue;
      const begin = unit * (hidden + outputs) + first;
      for (let column = 0; column < width; column++) {
        result[row * width + column] += value * weights[begin + column];
      }
    }
  }
  return result;
}
