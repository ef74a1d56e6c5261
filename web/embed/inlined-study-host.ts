import {studyModuleText, studyText} from '../built.ts';
import {compiled, once, requireSimd} from '../engine/host/compile-parts.ts';
import {studyCode} from '../engine/study/study-code.ts';
import {bytesOf, workerOf} from './inlined-host.ts';
import type {StudyHost} from '../engine/study/studies.ts';

/** Where nothing may be fetched: worker and module stand in the script itself, as texts. */
export function studyHost(): StudyHost {
  return {
    startWorker: () => workerOf(studyText),
    compile: once(async () => {
      await requireSimd();
      return compiled(bytesOf(studyModuleText), studyCode);
    }),
  };
}
