/**
 * What is built before the scripts, and named in them: in a bundle, its values stand in the place of
 * these, see scripts/built.ts.
 */

/** Files beside the script. */
export const workerFile: string = '';
export const studyFile: string = '';
export const studyModuleFile: string = '';
export const coreFile: string = '';
/** null where the build has none */
export const relaxedFile: string | null = null;
/** of the microphone; null where nothing may be loaded */
export const workletFile: string | null = null;

/** The same as texts, of the page that holds all in one: scripts, and base64. */
export const workerText: string = '';
export const studyText: string = '';
export const studyModuleText: string = '';
export const coreText: string = '';
export const relaxedText: string | null = null;

/** The script of the frame, relative to its page; what a figure takes there to begin, gzipped. */
export const frameFile: string = '';
export const frameBytes: number = 0;

/** What the service worker keeps, relative to the page, and the version of it. */
export const keptFiles: string[] = [];
export const version: string = '';
