import {PoolEnded} from './pool.js';

/**
 * What a run answers; undefined where it ends, or begins anew, before: it says so itself.
 * @template Answer
 * @param {Promise<Answer> | undefined} answer
 * @returns {Promise<Answer | undefined>}
 */
export async function unlessEnded(answer) {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof PoolEnded)) throw error;
    return undefined;
  }
}
