import type {Core} from '../core-types.ts';

// The microkernel of cpp/linalg/kernels/relaxed.cpp, a module beside the core. Nothing fails without
// it: `kernel=auto` is then simd128.

/** Compiles it where relaxed SIMD is known; null where not, or where that fails. */
export async function compileRelaxed(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<WebAssembly.Module | null> {
  if (!WebAssembly.validate(bytes)) return null;
  return WebAssembly.compile(bytes).catch(goOnWithout);
}

/**
 * Has `kernel=auto` be this kernel.
 * @param memory the core's
 */
export async function addRelaxedKernel(
  core: Core,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
) {
  try {
    const {exports} = await WebAssembly.instantiate(module, {env: {memory}});
    core.useRelaxedKernel(core.addFunction(exports.kernel, 'viiiii'));
  } catch (error) {
    goOnWithout(error);
  }
}

/** @param error whatever the engine has against it */
function goOnWithout(error: unknown) {
  console.warn('Going on without the relaxed-SIMD kernel:', String(error));
  return null;
}
