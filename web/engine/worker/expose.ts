import {expose} from 'comlink';

/**
 * Lets the page call a worker. A call that cannot be read, or whose answer cannot be sent, is not
 * answered: this ends the pool.
 */
export function exposeOrEnd(api: object) {
  expose(api);
  for (const type of ['messageerror', 'unhandledrejection']) {
    addEventListener(type, () => {
      throw new Error('A message to or from the worker was lost.');
    });
  }
}
