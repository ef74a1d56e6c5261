import {beta1, beta2, epsilon, glorot} from './tasks.ts';
import type {Batch} from './tasks.ts';
import type {Trainer} from './training-page.ts';

/** AMSGrad without any library: typed arrays, the innermost loop always contiguous. */
export async function plainTrainer(
  {inputs, outputs, batch, X, Y}: Batch,
  {rate}: {rate: number},
): Promise<Trainer> {
  const W = glorot(inputs, outputs);
  const E = new Float32Array(batch * outputs);
  const [G, M, V, H] = [1, 2, 3, 4].map(() => new Float32Array(W.length));
  let steps = 0;

  /** sum += factor * row, of `outputs` values each */
  const addRow = (
    sum: Float32Array,
    to: number,
    factor: number,
    rows: Float32Array,
    from: number,
  ) => {
    for (let j = 0; j < outputs; j++) sum[to + j] += factor * rows[from + j];
  };

  /** E = X W - Y */
  function residual() {
    for (let i = 0; i < E.length; i++) E[i] = -Y[i];
    for (let b = 0; b < batch; b++) {
      for (let k = 0; k < inputs; k++) addRow(E, b * outputs, X[b * inputs + k], W, k * outputs);
    }
  }

  /** G = 2 / (batch outputs) X^T E */
  function gradient() {
    const scale = 2 / E.length;
    G.fill(0);
    for (let k = 0; k < inputs; k++) {
      for (let b = 0; b < batch; b++) {
        addRow(G, k * outputs, X[b * inputs + k] * scale, E, b * outputs);
      }
    }
  }

  function update() {
    steps++;
    const stepSize = rate / (1 - beta1 ** steps);
    const correction = 1 / Math.sqrt(1 - beta2 ** steps);
    for (let i = 0; i < W.length; i++) {
      M[i] = beta1 * M[i] + (1 - beta1) * G[i];
      V[i] = beta2 * V[i] + (1 - beta2) * G[i] * G[i];
      H[i] = Math.max(H[i], V[i]);
      W[i] -= (stepSize * M[i]) / (Math.sqrt(H[i]) * correction + epsilon);
    }
  }

  return {
    info: 'loops over typed arrays',
    async step() {
      residual();
      gradient();
      update();
    },
    async settle() {},
    async loss() {
      residual();
      return E.reduce((sum, e) => sum + e * e, 0) / E.length;
    },
  };
}
