// The microkernel of cpp/linalg/kernels/relaxed.cpp, a module beside the core. Nothing fails without
// it: `kernel=auto` is then simd128.

/** @typedef {import('./core-types.js').Core} Core */

/**
 * Compiles it where relaxed SIMD is known; null where not, or where that fails.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<WebAssembly.Module | null>}
 */
export async function compileRelaxed(bytes) {
  if (!WebAssembly.validate(bytes)) return null;
  return WebAssembly.compile(bytes).catch(goOnWithout);
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
    goOnWithout(error);
  }
}

/** @param {unknown} error whatever the engine has against it */
function goOnWithout(error) {
  console.warn('Going on without the relaxed-SIMD kernel:', String(error));
  return null;
}
