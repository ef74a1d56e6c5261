/**
 * An instance of a module that Emscripten made.
 * @template Api
 * @param {(options: object) => Promise<Api>} createModule Emscripten's
 * @param {WebAssembly.Module} module compiled
 */
export async function instantiate(createModule, module) {
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  let aborted = false;
  /** @type {Api} */
  const api = await new Promise((resolve, reject) => {
    createModule({
      /** @type {(imports: WebAssembly.Imports, done: (i: WebAssembly.Instance) => void) => object} */
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports)
          .then(instance => {
            memory = Object.values(instance.exports).find(isMemory);
            done(instance);
          })
          .catch(reject);
        return {};
      },
      onAbort: () => (aborted = true),
      printErr() {}, // it prints only that it aborts: the call that did it fails in words
    }).then(resolve, reject);
  });
  return {api, memory, hasAborted: () => aborted};
}

/**
 * @param {WebAssembly.ExportValue} value
 * @returns {value is WebAssembly.Memory}
 */
function isMemory(value) {
  return value instanceof WebAssembly.Memory;
}
