import {coreFile, relaxedFile, workerFile} from '../../built.ts';
import {compileParts, once} from './compile-parts.ts';
import {watchLife} from './life.ts';
import type {Host} from '../pool.ts';

/** Runs in a browser: module workers beside this script, the core fetched and compiled once. */
export function browserHost(): Host {
  return {
    cores: navigator.hardwareConcurrency || 1,
    startWorker: () => workerOf(workerFile),
    compileCore: once(() =>
      compileParts(() =>
        Promise.all([fetchBytes(coreFile), relaxedFile === null ? null : fetchBytes(relaxedFile)]),
      ),
    ),
  };
}

/**
 * A worker that emits `close` when it has ended, see life.ts.
 * @param name of its script, a module beside this one
 */
export function workerOf(name: string) {
  const life = navigator.locks ? crypto.randomUUID() : ''; // neither is there without HTTPS
  const worker = new Worker(new URL(name, import.meta.url), {type: 'module', name: life});
  watchLife(worker, life);
  return worker;
}

/** A file beside this script; null where it cannot be had, or only a part of it. */
export async function fetchBytes(name: string) {
  try {
    const response = await fetch(new URL(name, import.meta.url));
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null; // no connection, or one that broke off: fetch tells no more
  }
}
