// Text that the bundler puts into the scripts, and names that it tells them.
declare module '*.css' {
  const text: string;
  export default text;
}
declare module '*.html' {
  const text: string;
  export default text;
}
declare module '#core' {
  const createModule: (options: object) => Promise<import('./engine/core-types.js').Core>;
  export default createModule;
}
declare const WORKER_FILE: string;
declare const CORE_FILE: string;
