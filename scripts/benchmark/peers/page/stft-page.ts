import {hann, uniform} from './tasks.ts';

// The STFT of a million float32 samples by a library: Hann 256, hop 56, 129 complex bins a frame stored
// as re and im in turn.

const [n, hop, bins, length] = [256, 56, 129, 1e6];
const frames = Math.floor((length - n) / hop) + 1;

interface Transform {
  info: string;
  /** relative to the sum itself in double precision */
  error: number;
  /** all frames */
  run: () => void;
}

const makers = {fftjs, pffft};

async function makeTransform(library: 'fftjs' | 'pffft'): Promise<Transform> {
  const next = uniform(1);
  const x = Float32Array.from({length}, () => 2 * next() - 1);
  const out = new Float32Array(2 * bins * frames);
  const {info, run} = await makers[library](x, Float32Array.from(hann(n)), out);
  run();
  return {info, run, error: largestError(x, out)};
}

/** fft.js with typed arrays, float64 inside. */
async function fftjs(x: Float32Array, window: Float32Array, out: Float32Array) {
  const {default: FFT} = await import('fft.js');
  const fft = new FFT(n);
  const [frame, spectrum] = [new Float64Array(n), new Float64Array(2 * n)];
  const run = () => {
    for (let t = 0; t < frames; t++) {
      for (let i = 0; i < n; i++) frame[i] = x[t * hop + i] * window[i];
      fft.realTransform(spectrum, frame);
      for (let i = 0; i < 2 * bins; i++) out[2 * bins * t + i] = spectrum[i];
    }
  };
  return {info: 'fft.js, typed arrays', run};
}

/** pffft compiled to WebAssembly SIMD, float32. */
async function pffft(x: Float32Array, window: Float32Array, out: Float32Array) {
  const {default: load} = await import('@echogarden/pffft-wasm/simd');
  const module = await load({locateFile: (name: string) => `/pffft/${name}`});
  const setup = module._pffft_new_setup(n, 0);
  const [input, output, work] = [1, 2, 3].map(() => module._pffft_aligned_malloc(4 * n));
  const frame = module.HEAPF32.subarray(input / 4, input / 4 + n);
  const spectrum = module.HEAPF32.subarray(output / 4, output / 4 + n);
  const run = () => {
    for (let t = 0; t < frames; t++) {
      const at = 2 * bins * t;
      for (let i = 0; i < n; i++) frame[i] = x[t * hop + i] * window[i];
      module._pffft_transform_ordered(setup, input, output, work, 0);
      out.set(spectrum, at); // the last bin, which is real, comes as bin 0's imaginary part
      out[at + 2 * bins - 2] = out[at + 1];
      out[at + 1] = out[at + 2 * bins - 1] = 0;
    }
  };
  return {info: `pffft-wasm, ${module._pffft_simd_size()} lanes`, run};
}

function largestError(x: Float32Array, out: Float32Array) {
  const window = hann(n);
  let [worst, largest] = [0, 0];
  for (const t of [0, 777, frames - 1]) {
    for (let k = 0; k < bins; k++) {
      let [re, im] = [0, 0];
      for (let i = 0; i < n; i++) {
        const angle = (-2 * Math.PI * ((k * i) % n)) / n;
        re += x[t * hop + i] * window[i] * Math.cos(angle);
        im += x[t * hop + i] * window[i] * Math.sin(angle);
      }
      const at = 2 * (bins * t + k);
      worst = Math.max(worst, Math.abs(out[at] - re), Math.abs(out[at + 1] - im));
      largest = Math.max(largest, Math.hypot(re, im));
    }
  }
  return worst / largest;
}

/**
 * @param seconds at least
 * @returns frames/s
 */
function framesPerSecond({run}: Transform, seconds: number): number {
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  let runs = 0;
  do {
    run();
    runs++;
  } while (elapsed() < seconds);
  return (runs * frames) / elapsed();
}

const functions = {makeTransform, framesPerSecond};

Object.assign(globalThis, functions);

/** The global object of the page. */
export type StftGlobal = typeof globalThis & typeof functions;
