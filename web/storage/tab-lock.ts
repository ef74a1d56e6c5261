/**
 * Takes a lock among all tabs of this origin, until the signal.
 * @returns false when another tab has it; true where there are no locks
 */
export async function holdLock(name: string, signal: AbortSignal): Promise<boolean> {
  if (!navigator.locks) return true;
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null);
      return lock && new Promise(release => signal.addEventListener('abort', release));
    };
    // A frame that is sandboxed, or taken away, has no locks: that is a DOMException.
    const refused = (error: unknown) =>
      error instanceof DOMException ? resolve(true) : reject(error);
    navigator.locks.request(name, {ifAvailable: true}, hold).catch(refused);
  });
}
