import type { Pool } from 'pg';
import { type Instant, instantFrom } from '../../calendar/time.ts';
import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import { ledger, rowOf, rowsOf } from '../../database/query.ts';
import { letterFactsSchema } from '../../letters/facts/facts-schema.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';

/** A letter that went to somebody, by whose facts a template can be tried. */
export interface RecentLetter {
  readonly id: string;
  readonly toName: string;
  readonly decidedAt: Instant;
}

const MOST = 20;
/** Looked through in the order of the index on `decided_at`: a kind that is rarer than this has no recent letter. */
const AMONG = 2_000;

/** The newest letters of a kind in a language, at most twenty. */
export async function recentLetters(
  pool: Pool,
  kind: AnyLetterKind,
  language: string,
): Promise<readonly RecentLetter[]> {
  const newest = ledger
    .selectFrom('letters')
    .select(['id', 'kind', 'language', 'to_name', 'decided_at', 'emptied_at'])
    .orderBy('decided_at', 'desc')
    .limit(AMONG)
    .as('newest');
  const recent = ledger
    .selectFrom(newest)
    .select(['id', 'to_name', 'decided_at'])
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('emptied_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .orderBy('id')
    .limit(MOST);
  return (await rowsOf(pool, recent)).map(({ id, to_name, decided_at }) => ({
    id,
    toName: to_name,
    decidedAt: instantFrom(decided_at),
  }));
}

/** The facts of one letter of this kind; null when there is none, its words are removed, or it is of an older make. */
export async function factsOfLetter(
  pool: Pool,
  id: string,
  kind: AnyLetterKind,
): Promise<LetterFacts | null> {
  const letter = ledger
    .selectFrom('letters')
    .select('facts')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('emptied_at', 'is', null);
  const read = letterFactsSchema.safeParse((await rowOf(pool, letter))?.facts);
  return read.success ? read.data : null;
}
