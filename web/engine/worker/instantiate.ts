/**
 * An instance of a module that Emscripten made.
 * @param createModule Emscripten's
 * @param module compiled
 */
export async function instantiate<Api>(
  createModule: (options: object) => Promise<Api>,
  module: WebAssembly.Module,
) {
  let memory: WebAssembly.Memory | undefined;
  let aborted = false;
  const api: Api = await new Promise((resolve, reject) => {
    createModule({
      instantiateWasm(
        imports: WebAssembly.Imports,
        done: (instance: WebAssembly.Instance) => void,
      ) {
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

function isMemory(value: WebAssembly.ExportValue): value is WebAssembly.Memory {
  return value instanceof WebAssembly.Memory;
}
