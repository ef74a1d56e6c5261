import {PoolEnded} from './pool.ts';

/** What a run answers; undefined where it ends, or begins anew, before: it says so itself. */
export async function unlessEnded<Answer>(
  answer: Promise<Answer> | undefined,
): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof PoolEnded)) throw error;
    return undefined;
  }
}
