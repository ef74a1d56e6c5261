import {readFile} from 'node:fs/promises';
import Worker from 'web-worker';

/**
 * In Node, for tests: the same worker and the same WebAssembly as in a browser.
 * @returns {import('./studies.js').StudyHost}
 */
export function nodeStudyHost() {
  return {
    startWorker: () => new Worker(new URL('./worker.js', import.meta.url), {type: 'module'}),
    compile: compileStudy,
  };
}

export async function compileStudy() {
  const file = new URL('../../../build/wasm/study.wasm', import.meta.url);
  return WebAssembly.compile(new Uint8Array(await readFile(file)));
}
