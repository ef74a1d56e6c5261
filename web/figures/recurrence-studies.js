import {startStudyWorker} from '#host';
import {wrap} from 'comlink';

/** @typedef {import('../recurrence/study.js').StudyApi} StudyApi */
/** @typedef {import('comlink').Remote<StudyApi>} Api */

/**
 * The worker that works out the recurrent figure's pictures, started when it is first asked. It ends
 * with the signal, and when it is busy with what nobody wants to know any more.
 * @param {AbortSignal} signal
 * @returns {{ask: <Answer>(question: (api: Api) => Promise<Answer>) => Promise<Answer | undefined>,
 *   giveUp: () => void}} an answer is undefined when it was given up; a question is rejected when the
 *   worker has died
 */
export function createStudies(signal) {
  /** @type {ReturnType<typeof start> | undefined} */
  let started;
  let open = 0;

  function start() {
    const ended = new AbortController();
    const worker = startStudyWorker();
    signal.addEventListener('abort', () => ended.abort(), {signal: ended.signal});
    ended.signal.addEventListener('abort', () => worker.terminate());
    const died = new Error('The pictures’ worker died.');
    /** @type {Promise<{reason: Error | null}>} */
    const over = new Promise(resolve => {
      ended.signal.addEventListener('abort', () => resolve({reason: null}));
      for (const type of ['error', 'messageerror']) {
        const tell = () => resolve({reason: died});
        worker.addEventListener(type, tell, {signal: ended.signal});
      }
    });
    /** @returns {Promise<undefined>} */
    const givenUp = async () => {
      const {reason} = await over;
      if (reason) throw reason;
    };
    /** @type {Api} */
    const api = wrap(worker);
    return {api, givenUp, end: () => ended.abort()};
  }

  return {
    async ask(question) {
      started ??= start();
      open++;
      try {
        return await Promise.race([question(started.api), started.givenUp()]);
      } finally {
        open--;
      }
    },
    giveUp() {
      if (open === 0) return;
      started?.end();
      started = undefined;
    },
  };
}
