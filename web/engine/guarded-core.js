/**
 * The core has failed in the middle of a call: its memory may be half written, so it is not called
 * again. The message is for readers.
 */
export class CoreFailure extends Error {
  name = 'CoreFailure';
}

/**
 * A core whose calls fail in words, and at once from the first failure on. It throws nothing by
 * itself: its refusals are values, so whatever a call throws is a failure.
 * @template {object} Core
 * @param {Core} core
 * @param {() => boolean} hasAborted whether it has given up by itself, which it does without memory
 * @param {string} [what] it is, in its message
 * @returns {Core}
 */
export function guarded(core, hasAborted, what = 'training code') {
  /** @type {CoreFailure | null} */
  let failure = null;

  /** @param {() => any} call */
  function attempt(call) {
    if (failure) throw failure;
    try {
      return call();
    } catch (cause) {
      const message = hasAborted()
        ? 'There was not enough memory for this: the work could not be finished.'
        : `The ${what} failed in the middle of its work.`;
      failure = new CoreFailure(message, {cause});
      throw failure;
    }
  }

  /** @type {ProxyHandler<any>} */
  const ofObject = {
    get(target, key) {
      const value = target[key];
      return typeof value === 'function' ? new Proxy(value, ofFunction(target)) : value;
    },
  };

  /** @param {object} owner @returns {ProxyHandler<any>} */
  const ofFunction = owner => ({
    apply: (call, _, values) => attempt(() => call.apply(owner, values)),
    construct: (Class, values) =>
      new Proxy(
        attempt(() => new Class(...values)),
        ofObject,
      ),
  });

  return new Proxy(core, ofObject);
}
