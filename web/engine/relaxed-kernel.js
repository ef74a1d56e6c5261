// The microkernel of cpp/linalg/kernels/relaxed.cpp, a module beside the core. Nothing fails without
// it: `kernel=auto` is then simd128.

/** @typedef {import('./core-types.js').Core} Core */

/**
 * Compiles it where relaxed SIMD is known; null where not.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export async function compileRelaxed(bytes) {
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : null;
}

/**
 * Has `kernel=auto` be this kernel.
 * @param {Core} core
 * @param {WebAssembly.Module} module
 * @param {WebAssembly.Memory} memory the core's
 */
export async function addRelaxedKernel(core, module, memory) {
  try {
    const {exports} = await WebAssembly.instantiate(module, {env: {memory}});
    core.useRelaxedKernel(core.addFunction(exports.kernel, 'viiiii'));
  } catch (error) {
    console.warn('Going on without the relaxed-SIMD kernel:', error);
  }
}
