/** What the module is called before the reader. */
export const studyCode = 'code that works out eigenvalues';
