/** A peer that is not on this machine: its row says so, and the benchmark goes on. */
export class NotInstalled extends Error {
  constructor(what: string) {
    super(`not installed: ${what}`);
  }
}
