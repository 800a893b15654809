import type { Pool } from 'pg';
import { type Instant, instantOf } from '../../calendar/time.ts';
import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
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
  const { rows } = await pool.query<{ id: string; to_name: string; decided_at: Date }>(
    `select id, to_name, decided_at
     from (select id, kind, language, to_name, decided_at, emptied_at from letters order by decided_at desc limit ${AMONG}) newest
     where kind = $1 and language = $2 and emptied_at is null
     order by decided_at desc, id limit ${MOST}`,
    [kind, language],
  );
  return rows.map(({ id, to_name, decided_at }) => ({
    id,
    toName: to_name,
    decidedAt: instantOf(decided_at.getTime()),
  }));
}

/** The facts of one letter of this kind; null when there is none, its words are removed, or it is of an older make. */
export async function factsOfLetter(
  pool: Pool,
  id: string,
  kind: AnyLetterKind,
): Promise<LetterFacts | null> {
  const { rows } = await pool.query<{ facts: unknown }>(
    'select facts from letters where id = $1 and kind = $2 and emptied_at is null',
    [id, kind],
  );
  const read = letterFactsSchema.safeParse(rows[0]?.facts);
  return read.success ? read.data : null;
}
