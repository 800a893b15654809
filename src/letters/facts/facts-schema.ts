import { z } from 'zod';
import { presentName } from '../../customer/letter-kinds.ts';
import { alarm } from './alarm-facts.ts';
import { correction } from './correction-facts.ts';
import { digest } from './digest-facts.ts';
import { staff, status } from './letter.ts';
import type { LetterFacts } from './letter-facts.ts';
import { callCustomer, creditReview, reminder } from './reminder-facts.ts';
import { week } from './week-facts.ts';

/** Facts of a letter as JSON or YAML holds them: read from samples and from the ledger. */
export const letterFactsSchema: z.ZodType<LetterFacts> = z.preprocess(
  withPresentName,
  z.discriminatedUnion('letter', [
    status,
    staff,
    digest,
    reminder,
    correction,
    callCustomer,
    creditReview,
    alarm,
    week,
  ]),
);

/** Letters of the first edition name their kind as it was called then. */
function withPresentName(facts: unknown): unknown {
  if (typeof facts !== 'object' || facts === null || !('letter' in facts)) return facts;
  return typeof facts.letter === 'string' ? { ...facts, letter: presentName(facts.letter) } : facts;
}
