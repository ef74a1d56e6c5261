import {getThreadsCount, setThreadsCount, setWasmPaths} from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {glorot} from './tasks.ts';
import type {Batch} from './tasks.ts';
import type {Trainer} from './training-page.ts';

/**
 * Adam (TensorFlow.js has no AMSGrad) on its WebAssembly backend.
 * @param settings byHand: the gradient as a
 * product with a transposed copy; its autodiff multiplies by a transposed view, which is slow here
 */
export async function tfjsTrainer(
  {inputs, outputs, batch, X: x, Y: y}: Batch,
  settings: {rate: number; threads?: number; byHand?: boolean},
): Promise<Trainer> {
  const {rate, threads = 1, byHand = false} = settings;
  // It takes half of the processors that it is told of as threads, whatever setThreadsCount says.
  Object.defineProperty(navigator, 'hardwareConcurrency', {value: 2 * threads});
  setWasmPaths('/tfjs/');
  setThreadsCount(threads);
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs has no wasm backend here');
  await tf.ready();
  const X = tf.tensor2d(x, [batch, inputs]);
  const Y = tf.tensor2d(y, [batch, outputs]);
  const W = tf.variable(tf.tensor2d(glorot(inputs, outputs), [inputs, outputs]));
  const adam = tf.train.adam(rate);
  const mse = () => tf.losses.meanSquaredError(Y, tf.matMul(X, W));
  const manual = () =>
    tf.tidy(() => {
      const residual = tf.sub(tf.matMul(X, W), Y);
      const gradient = tf.matMul(tf.transpose(X), residual);
      adam.applyGradients({[W.name]: tf.mul(gradient, 2 / (batch * outputs))});
    });
  return {
    info: `tfjs ${tf.version_core} wasm, ${getThreadsCount()} threads, Adam`,
    async step() {
      if (byHand) manual();
      else adam.minimize(mse, false, [W]);
    },
    async settle() {
      const corner = tf.slice(W, [0, 0], [1, 1]);
      await corner.data();
      corner.dispose();
    },
    async loss() {
      const loss = tf.tidy(mse);
      const [value] = await loss.data();
      loss.dispose();
      return value;
    },
  };
}
