import {compiled, once, requireSimd} from '../engine/compile-parts.js';
import {studyCode} from '../engine/study/study-code.js';
import {bytesOf, workerOf} from './inlined-host.js';

/**
 * Where nothing may be fetched: worker and module stand in the script itself, as texts.
 * @returns {import('../engine/study/studies.js').StudyHost}
 */
export function studyHost() {
  return {
    startWorker: () => workerOf(STUDY_TEXT),
    compile: once(async () => {
      await requireSimd();
      return compiled(bytesOf(STUDY_MODULE_TEXT), studyCode);
    }),
  };
}
