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
declare const CORE_FILE: string;
/** Null where the build has none. */
declare const RELAXED_FILE: string | null;
/** Of the service worker: what it keeps, relative to the page. */
declare const FILES: string[];
declare const VERSION: string;
