/** What ends a command with one line on stderr and an exit status. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Bad usage or input: exit status 2. */
export class UsageError extends CommandError {
  /** @param {string} message */
  constructor(message) {
    super(message, 2);
  }
}

/** A run that failed: exit status 1. */
export class RunError extends CommandError {
  /** @param {string} message */
  constructor(message) {
    super(message, 1);
  }
}
