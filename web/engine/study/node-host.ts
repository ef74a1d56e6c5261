import {readFile} from 'node:fs/promises';
import Worker from 'web-worker';
import type {StudyHost} from './studies.ts';

/** In Node, for tests: the same worker and the same WebAssembly as in a browser. */
export function nodeStudyHost(): StudyHost {
  return {
    startWorker: () => new Worker(new URL('./worker.ts', import.meta.url), {type: 'module'}),
    compile: compileStudy,
  };
}

export async function compileStudy() {
  const file = new URL('../../../build/wasm/study.wasm', import.meta.url);
  return WebAssembly.compile(new Uint8Array(await readFile(file)));
}
