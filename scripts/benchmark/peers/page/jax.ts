import * as jax from '@jax-js/jax';
import {beta1, beta2, epsilon, glorot} from './tasks.ts';
import type {Batch} from './tasks.ts';
import type {Trainer} from './training-page.ts';

/** What is used of a jax-js array. What takes it uses it up, unless it is given `ref`. */
interface Tensor {
  ref: Tensor;
  add: (other: Tensor | number) => Tensor;
  sub: (other: Tensor | number) => Tensor;
  mul: (other: Tensor | number) => Tensor;
  div: (other: Tensor | number) => Tensor;
}

/** weights, moments and the largest second moment so far */
type State = Record<'W' | 'm' | 'v' | 'h', Tensor>;

/** AMSGrad in jax-js, compiled by its jit for WebAssembly. */
export async function jaxTrainer(given: Batch, {rate}: {rate: number}): Promise<Trainer> {
  const {numpy: np, jit, grad} = jax;
  const devices = await jax.init('wasm');
  if (!devices.includes('wasm')) throw new Error(`jax-js has no wasm, only ${devices}`);
  jax.defaultDevice('wasm');
  const {inputs, outputs, batch, X: x, Y: y} = padded(given);
  const X = np.array(x).reshape([batch, inputs]);
  const Y = np.array(y).reshape([batch, outputs]);
  const mse = (W: Tensor, X: Tensor, Y: Tensor) => np.mean(np.square(np.matmul(X, W).sub(Y)));
  const update = jit(
    ({W, m, v, h}: State, stepSize: Tensor, correction: Tensor, X: Tensor, Y: Tensor) => {
      const g = grad(mse)(W.ref, X, Y);
      const m1 = m.mul(beta1).add(g.ref.mul(1 - beta1));
      const v1 = v.mul(beta2).add(np.square(g).mul(1 - beta2));
      const h1 = np.maximum(h, v1.ref);
      const divisor = np.sqrt(h1.ref).mul(correction).add(epsilon);
      return {W: W.sub(m1.ref.mul(stepSize).div(divisor)), m: m1, v: v1, h: h1};
    },
  );
  const zeros = () => np.zeros([inputs, outputs]);
  let steps = 0;
  let state: State = {
    W: np.array(glorot(inputs, outputs)).reshape([inputs, outputs]),
    m: zeros(),
    v: zeros(),
    h: zeros(),
  };
  const workers = crossOriginIsolated ? navigator.hardwareConcurrency : 0;
  return {
    info: `wasm, ${workers ? `${workers} workers` : '1 thread'}, ${outputs} outputs`,
    async step() {
      steps++;
      const stepSize = np.array(rate / (1 - beta1 ** steps));
      const correction = np.array(1 / Math.sqrt(1 - beta2 ** steps));
      state = update(state, stepSize, correction, X.ref, Y.ref);
      await jax.blockUntilReady(state); // without it the work and its buffers pile up
    },
    settle: async () => void (await jax.blockUntilReady(state)),
    loss: async () => (await mse(state.W.ref, X.ref, Y.ref).data())[0] * (outputs / given.outputs),
  };
}

/**
 * More outputs, all zero, up to a multiple of 64: where a row is no multiple of 4, jax-js leaves its
 * SIMD path.
 */
function padded(given: Batch): Batch {
  const {outputs, batch, Y} = given;
  const wide = Math.ceil(outputs / 64) * 64;
  const targets = new Float32Array(batch * wide);
  for (let b = 0; b < batch; b++) {
    targets.set(Y.subarray(b * outputs, (b + 1) * outputs), b * wide);
  }
  return {...given, outputs: wide, Y: targets};
}
