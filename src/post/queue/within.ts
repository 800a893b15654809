import { MINUTE } from '../../calendar/time.ts';
import type { AdmitOptions } from './admit.ts';
import { tablesFor } from './recipient.ts';

// Tables that answer are asked in milliseconds. What waits for those that do not goes back into the queue.
const WITHIN = MINUTE / 2;
/** Milliseconds for which tables that did not answer are asked nothing more. */
export const UNANSWERED_FOR = MINUTE / 2;

/**
 * The same questions to the company's tables, which wait no longer than for a while: whatever locks or silences them, nothing
 * waits for ever. Tables that did not answer are left alone for a while, so that letters about others go on.
 */
export function askedWithin({
  recipients,
  lastLook,
}: Pick<AdmitOptions, 'recipients' | 'lastLook'>): Pick<AdmitOptions, 'recipients' | 'lastLook'> {
  const unanswered = new Map<string, number>();
  const ask = async <Answer>(tables: string, question: () => Promise<Answer>): Promise<Answer> => {
    const since = unanswered.get(tables);
    if (since !== undefined && performance.now() - since < UNANSWERED_FOR)
      throw new Error('the tables of the company did not answer a moment ago');
    try {
      const answer = await within(WITHIN, 'the tables of the company', question());
      unanswered.delete(tables);
      return answer;
    } catch (error) {
      unanswered.set(tables, performance.now());
      throw error;
    }
  };
  return {
    recipients: (letters) => ask([...new Set(letters.map(tablesFor))].join(), () => recipients(letters)),
    lastLook: (letters, now) => ask('all', () => lastLook(letters, now)),
  };
}

/**
 * What `work` comes to, or a fault when it takes longer: whoever waits for an answer that may never come would wait for ever.
 * What comes later is not heeded.
 * @throws what `work` throws; an error that names `whose` answer it is after `ms` milliseconds
 */
async function within<Result>(ms: number, whose: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${whose} did not answer within ${ms / 1_000} s`)), ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
