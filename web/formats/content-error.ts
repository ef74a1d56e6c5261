/** What is wrong with a file, to be said after its name: "is truncated". */
export class ContentError extends TypeError {}
