/**
 * The core has failed in the middle of a call: its memory may be half written, so it is not called
 * again. The message is for readers.
 */
export class CoreFailure extends Error {
  name = 'CoreFailure';
}

/** What is called, or made with `new`. */
type Callable = {(...values: unknown[]): unknown; new (...values: unknown[]): object};

/**
 * A core whose calls fail in words, and at once from the first failure on. It throws nothing by
 * itself: its refusals are values, so whatever a call throws is a failure.
 * @param hasAborted whether it has given up by itself, which it does without memory
 * @param what it is, in its message
 */
export function guarded<Core extends object>(
  core: Core,
  hasAborted: () => boolean,
  what = 'training code',
): Core {
  let failure: CoreFailure | null = null;

  function attempt<Result>(call: () => Result): Result {
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

  const ofObject: ProxyHandler<object> = {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? new Proxy(value as Callable, ofFunction(target)) : value;
    },
  };

  const ofFunction = (owner: object): ProxyHandler<Callable> => ({
    apply: (call, _, values) => attempt(() => Reflect.apply(call, owner, values)),
    construct: (Class, values) =>
      new Proxy(
        attempt(() => Reflect.construct(Class, values) as object),
        ofObject,
      ),
  });

  return new Proxy<Core>(core, ofObject);
}
