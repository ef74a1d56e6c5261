// Installed by scripts/bench alone, into build/peers: what they export is not checked.
declare module '@echogarden/pffft-wasm/simd';
declare module '@jax-js/jax';
declare module '@tensorflow/tfjs-backend-wasm';
declare module '@tensorflow/tfjs-core';
declare module '@tensorflow/tfjs-core/dist/register_all_gradients';
declare module 'fft.js';
