// No browser tells a page that a worker has ended. But a lock that the worker holds comes free then.
// Firefox puts no page with a lock into its back/forward cache, so when the page may be left, the lock
// is let go. Where it is not left, or come back to, the worker takes it again.

/** Milliseconds that a browser may take to give a lock that nobody else has. */
const patience = 500;

/** Milliseconds within which a page that may be left is left: none of them pass in the cache. */
const leaving = 5000;

/**
 * Holds the lock of that name for as long as this worker lives, and says so.
 * @param name empty: there are no locks
 * @returns resolves when it does, or will not
 */
export async function holdLife(name: string): Promise<void> {
  if (!name) return;
  let letGo = () => {};
  addEventListener('message', ({data}) => {
    if (data !== name) return;
    letGo();
    setTimeout(hold, leaving);
  });
  const hold = () =>
    new Promise((resolve, reject) => {
      const held = () => {
        postMessage(name);
        resolve(undefined);
        return new Promise(release => (letGo = () => release(undefined)));
      };
      navigator.locks.request(name, held).catch(unlessDenied).then(resolve, reject);
      setTimeout(resolve, patience);
    });
  await hold();
}

/**
 * Has the worker emit `close`, as it does in Node, once it has ended, by whatever means.
 * @param worker that holds its life
 * @param name of its lock
 */
export function watchLife(worker: Worker, name: string) {
  worker.addEventListener('message', ({data}) => {
    if (data !== name) return;
    const watch = new AbortController();
    const {signal} = watch;
    const leave = () => {
      watch.abort();
      worker.postMessage(name);
    };
    addEventListener('beforeunload', leave, {signal});
    const ended = () => {
      watch.abort();
      worker.dispatchEvent(new Event('close'));
    };
    navigator.locks.request(name, {signal}, ended).catch(unlessDenied);
  });
}

/** @param error a DOMException where a frame is denied all storage, or it is let go */
function unlessDenied(error: unknown) {
  if (!(error instanceof DOMException)) throw error;
}
