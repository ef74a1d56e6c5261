import {startStudyWorker} from '#host';
import {wrap} from 'comlink';

/** @typedef {import('../recurrence/study.js').StudyApi} StudyApi */

/**
 * The worker that works out the recurrent figure's pictures, started when it is first asked. It ends
 * with the signal.
 * @param {AbortSignal} signal
 * @returns {{ask: <Answer>(question: (api: import('comlink').Remote<StudyApi>) => Promise<Answer>) =>
 *   Promise<Answer>}} a question is rejected when the worker has died
 */
export function createStudies(signal) {
  /** @type {ReturnType<typeof start> | undefined} */
  let started;

  function start() {
    const worker = startStudyWorker();
    signal.addEventListener('abort', () => worker.terminate());
    const died = new Promise((_, reject) => {
      for (const type of ['error', 'messageerror']) {
        worker.addEventListener(type, () => reject(new Error('The pictures’ worker died.')), {
          signal,
        });
      }
    });
    died.catch(() => {}); // whoever asks hears of it
    /** @type {import('comlink').Remote<StudyApi>} */
    const api = wrap(worker);
    return {api, died: /** @type {Promise<never>} */ (died)};
  }

  return {
    ask(question) {
      started ??= start();
      return Promise.race([question(started.api), started.died]);
    },
  };
}
