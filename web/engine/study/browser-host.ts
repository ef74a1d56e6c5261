import {studyFile, studyModuleFile} from '../../built.ts';
import {fetchBytes, workerOf} from '../host/browser-host.ts';
import {compiled, once, requireSimd} from '../host/compile-parts.ts';
import {studyCode} from './study-code.ts';
import type {StudyHost} from './studies.ts';

/** In a browser: a module worker beside this script, the module fetched and compiled once. */
export function studyHost(): StudyHost {
  return {
    startWorker: () => workerOf(studyFile),
    compile: once(async () => {
      await requireSimd();
      return compiled(await fetchBytes(studyModuleFile), studyCode);
    }),
  };
}
