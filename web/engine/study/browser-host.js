import {fetchBytes, workerOf} from '../browser-host.js';
import {compiled, once, requireSimd} from '../compile-parts.js';
import {studyCode} from './study-code.js';

/**
 * In a browser: a module worker beside this script, the module fetched and compiled once.
 * @returns {import('./studies.js').StudyHost}
 */
export function studyHost() {
  return {
    startWorker: () => workerOf(STUDY_FILE),
    compile: once(async () => {
      await requireSimd();
      return compiled(await fetchBytes(STUDY_MODULE_FILE), studyCode);
    }),
  };
}
