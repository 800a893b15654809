import type { CorrectionFacts } from '../facts/correction-facts.ts';
import { cleanOr, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type CommonWords, closingOf, greetingOf, senderWords } from './common-words.ts';

/** What a correction may say. */
export interface CorrectionWords extends CommonWords {
  /** That a letter of ours was wrong, and which. */
  readonly what: string;
  /** What was wrong, as a person wrote it. */
  readonly sentence: string;
  readonly sorry: string;
  readonly can: string;
  readonly wrote_on: string;
  readonly wrong: string;
  readonly count: number;
}

/** Whoever has more to say writes a letter of their own. In characters. */
export const LONGEST_SENTENCE = 400;

/** Puts a correction into words. Throws where the phrases are of a version that corrected nothing. */
export function correctionWords(facts: CorrectionFacts, say: Sentences): CorrectionWords {
  const { corrections } = say;
  if (!corrections) throw new Error('these phrases have no sentences about corrections');
  const sender = senderWords(facts, say);
  const context = {
    ...sender,
    wrote_on: facts.wroteOn,
    wrong: cleanOr(facts.wrong, LENGTHS.thing, '…'),
    count: facts.letters,
  };
  const { replies, because } = closingOf(sender.person, context, say);
  return {
    letter: facts.letter,
    ...context,
    subject: corrections.subject(context),
    greeting: greetingOf(facts.customer, sender.company, say),
    what: corrections[facts.letters === 1 ? 'what' : 'what_several'](context),
    sentence: cleanOr(facts.sentence, LONGEST_SENTENCE, '…'),
    sorry: corrections.sorry(context),
    can: corrections[sender.person.phone === null ? 'can' : 'can_phone'](context),
    others: [],
    uncounted: null,
    replies,
    because,
    if_we_fail: null,
    signed: true,
  };
}
