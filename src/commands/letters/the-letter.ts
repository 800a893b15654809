import type pg from 'pg';
import { RunFailure } from '../../failure.ts';
import { findLetters, type StoredLetter } from '../../ledger/letters/letters.ts';

/** The one letter that a person means. @throws RunFailure when there is none, or more than one. */
export async function theLetter(pool: pg.Pool, reference: string): Promise<StoredLetter> {
  const found = await findLetters(pool, reference);
  const [letter, ...others] = found;
  if (!letter) {
    throw new RunFailure(
      `No letter is called ${JSON.stringify(reference)}. Give an id, the beginning of one, a key or a Message-ID; \`tidings letters\` lists them.`,
    );
  }
  if (others.length > 0) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new RunFailure(
      `More than one letter begins with ${JSON.stringify(reference)}: ${ids}. Give more of the id.`,
    );
  }
  return letter;
}
