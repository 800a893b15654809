import type { PersonWords } from './person-words.ts';

/** What a template of every letter may say besides its own words; null where something does not apply. */
export interface LetterWords {
  readonly letter: string;
  readonly company: string;
  readonly today: string;
  readonly subject: string;
  readonly greeting: string;
  readonly person: PersonWords;
  /** Closing sentences of the layout. */
  readonly replies: string;
  readonly if_we_fail: string | null;
  readonly signed: boolean;
}
