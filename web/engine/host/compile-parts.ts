import {simd} from 'wasm-feature-detect';
import {compileRelaxed} from '../worker/relaxed-kernel.ts';
import type {CompiledCore} from '../core-types.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * @param getBytes core: null where it cannot be had
 * @throws Error in words that the reader of the page understands
 */
export async function compileParts(
  getBytes: () => Promise<[core: Bytes | null, relaxed: Bytes | null]>,
): Promise<CompiledCore> {
  await requireSimd();
  const [core, relaxed] = await getBytes();
  return {core: await compiled(core), relaxed: relaxed && (await compileRelaxed(relaxed))};
}

/** @throws Error in words that the reader of the page understands */
export async function requireSimd() {
  if (typeof WebAssembly !== 'undefined' && (await simd())) return;
  throw new Error(
    'This browser has no WebAssembly SIMD, which training needs. Chrome 91, Firefox 89, ' +
      'Safari 16.4 and newer have it.',
  );
}

/**
 * Not compileStreaming: it insists on a MIME type that some static hosts do not send.
 * @param bytes null where they cannot be had
 * @param what they are, in its messages
 * @throws Error in words that the reader of the page understands
 */
export async function compiled(bytes: Bytes | null, what = 'training code') {
  if (!bytes) {
    throw new Error(`The ${what} could not be loaded. Check the connection and press Reset.`);
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    // Cut short, or the page of an error that the host sends in its place; or there is no memory.
    throw new Error(`The ${what} could not be read. Press Reset to load it again.`, {cause});
  }
}

/**
 * What may be tried again when it fails, or is waited for no longer, and is done once otherwise.
 */
export function once<Result>(
  work: () => Promise<Result>,
): (signal?: AbortSignal) => Promise<Result> {
  let result: Promise<Result> | null = null;
  let isDone = false;

  async function attempt() {
    const made = await work();
    isDone = true;
    return made;
  }

  return signal => {
    const mine = (result ??= attempt());
    const forget = () => {
      if (result === mine && !isDone) result = null; // the next attempt may go better
    };
    mine.catch(forget); // whoever waits for it hears why
    signal?.addEventListener('abort', forget);
    return mine;
  };
}
