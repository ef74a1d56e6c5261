/** One fixed batch of a network's examples: X (batch, inputs), Y (batch, outputs), row-major. */
export interface Batch {
  inputs: number;
  outputs: number;
  batch: number;
  X: Float32Array;
  Y: Float32Array;
}

/** @returns uniform in (0, 1) */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' quick generator
    return (state + 0.5) / 2 ** 32;
  };
}

/** @param seed N(0, 1) by Box and Muller */
function normals(count: number, seed: number) {
  const next = uniform(seed);
  return Float32Array.from(
    {length: count},
    () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()),
  );
}

/** X_k = sum_m x_m exp(-2 pi i k m / 128), inputs and outputs as [re | im]. */
function dft(batch: number): Batch {
  const n = 128;
  const X = normals(batch * 2 * n, 1);
  const Y = new Float32Array(batch * 2 * n);
  for (let b = 0; b < batch; b++) {
    const [re, im] = [2 * n * b, 2 * n * b + n];
    for (let k = 0; k < n; k++) {
      for (let m = 0; m < n; m++) {
        const angle = (-2 * Math.PI * ((k * m) % n)) / n;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        Y[re + k] += X[re + m] * c - X[im + m] * s;
        Y[im + k] += X[re + m] * s + X[im + m] * c;
      }
    }
  }
  return {inputs: 2 * n, outputs: 2 * n, batch, X, Y};
}

/** @param n the periodic Hann window */
export function hann(n: number) {
  return Float64Array.from({length: n}, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n));
}

/**
 * 2048 samples to [re | im] of 129 bins x 33 frames (Hann 256, hop 56, density at fs 256). The mean
 * stays in: that changes the targets, not the work.
 */
function spectrogram(batch: number): Batch {
  const [inputs, n, hop, frames, bins] = [2048, 256, 56, 33, 129];
  const outputs = 2 * bins * frames;
  const X = normals(batch * inputs, 1);
  const Y = new Float32Array(batch * outputs);
  const window = hann(n);
  const scale = 1 / Math.sqrt(256 * window.reduce((sum, w) => sum + w * w, 0));
  const cosines = window.map((_, i) => Math.cos((2 * Math.PI * i) / n) * scale);
  const sines = window.map((_, i) => -Math.sin((2 * Math.PI * i) / n) * scale);
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < frames; t++) {
      const frame = window.map((w, i) => w * X[b * inputs + t * hop + i]);
      for (let k = 0; k < bins; k++) {
        let [re, im] = [0, 0];
        for (let i = 0, j = 0; i < n; i++, j = (j + k) % n) {
          re += frame[i] * cosines[j];
          im += frame[i] * sines[j];
        }
        Y[b * outputs + k * frames + t] = re;
        Y[b * outputs + (bins + k) * frames + t] = im;
      }
    }
  }
  return {inputs, outputs, batch, X, Y};
}

export const tasks = {dft, spectrogram};

/** @param outputs Keras' initial weights */
export function glorot(inputs: number, outputs: number) {
  const next = uniform(7);
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({length: inputs * outputs}, () => (2 * next() - 1) * limit);
}

/** Of Keras' AMSGrad. */
export const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];
