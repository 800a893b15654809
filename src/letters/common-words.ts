import { cleanOr, LENGTHS } from './clean.ts';
import type { CommonFacts } from './letter.ts';
import { type PersonWords, personWords } from './person-words.ts';
import type { Sentences } from './sentences.ts';

/** What a template of every letter may say besides its own words; null where something does not apply. */
export interface CommonWords {
  readonly letter: string;
  readonly company: string;
  readonly today: string;
  readonly subject: string;
  readonly greeting: string;
  readonly person: PersonWords;
  /** Names of what is beyond that told in full, and how many more still. */
  readonly others: readonly string[];
  readonly uncounted: number | null;
  /** Closing sentences of the layout. */
  readonly replies: string;
  readonly if_we_fail: string | null;
  readonly signed: boolean;
}

/** For which company, on what day and by whom a letter is written. */
export function senderWords(
  { today, company: name, person }: CommonFacts,
  say: Sentences,
): Pick<CommonWords, 'today' | 'company' | 'person'> {
  const company = cleanOr(name, LENGTHS.name, '…');
  return { today, company, person: personWords(person, company, say) };
}
