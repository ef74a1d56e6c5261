/** What ends a command with one line on stderr and an exit status. */
export class CommandError extends Error {
  status;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Bad usage or input: exit status 2. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, 2);
  }
}

/** A run that failed: exit status 1. */
export class RunError extends CommandError {
  constructor(message: string) {
    super(message, 1);
  }
}
