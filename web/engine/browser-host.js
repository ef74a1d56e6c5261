import {compileParts, once} from './compile-parts.js';
import {watchLife} from './life.js';

/**
 * Runs in a browser: module workers beside this script, the core fetched and compiled once.
 * @returns {import('./pool.js').Host}
 */
export function browserHost() {
  return {
    cores: navigator.hardwareConcurrency || 1,
    startWorker() {
      const name = navigator.locks ? crypto.randomUUID() : ''; // neither is there without HTTPS
      const worker = new Worker(new URL(WORKER_FILE, import.meta.url), {type: 'module', name});
      watchLife(worker, name);
      return worker;
    },
    compileCore: once(() =>
      compileParts(() =>
        Promise.all([
          fetchBytes(CORE_FILE),
          RELAXED_FILE === null ? null : fetchBytes(RELAXED_FILE),
        ]),
      ),
    ),
  };
}

/** The worker of web/recurrence. */
export function startStudyWorker() {
  return new Worker(new URL(STUDY_FILE, import.meta.url), {type: 'module'});
}

/**
 * A file beside this script; null where it cannot be had, or only a part of it.
 * @param {string} name
 */
async function fetchBytes(name) {
  try {
    const response = await fetch(new URL(name, import.meta.url));
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null; // no connection, or one that broke off: fetch tells no more
  }
}
