// Text that the bundler puts into the scripts, and names that it tells them.
declare module '*.css' {
  const text: string;
  export default text;
}
declare module '*.html' {
  const text: string;
  export default text;
}
declare const WORKER_FILE: string;
declare const STUDY_FILE: string;
declare const STUDY_MODULE_FILE: string;
declare const CORE_FILE: string;
/** Null where the build has none. */
declare const RELAXED_FILE: string | null;
/** Of the microphone; null where nothing may be loaded. */
declare const WORKLET_FILE: string | null;
/** The same as texts, of the page that holds all in one: a script, and base64. */
declare const WORKER_TEXT: string;
declare const STUDY_TEXT: string;
declare const STUDY_MODULE_TEXT: string;
declare const CORE_TEXT: string;
declare const RELAXED_TEXT: string | null;
/** The script of the frame, relative to its page. */
declare const FRAME_FILE: string;
/** Of the service worker: what it keeps, relative to the page. */
declare const FILES: string[];
declare const VERSION: string;
