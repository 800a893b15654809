import type { PoolClient } from 'pg';
import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import type { About, CustomerId, LetterId } from '../../customer/ids.ts';
import type { LetterStatus } from '../../customer/letter-status.ts';
import type { MatchedLetter } from '../../inbox/consequence.ts';
import type { LetterClues } from '../../inbox/letter-clues.ts';

/** The letter that a mail is about. */
export interface FoundLetter extends MatchedLetter {
  readonly id: LetterId;
  readonly customer_id: CustomerId;
  readonly kind: string;
  readonly status: LetterStatus;
  readonly to_address: string;
  readonly for_person: string | null;
  readonly about: readonly About[];
  readonly by: 'envelope' | 'message id' | 'recipient';
}

/**
 * The address alone is weak evidence: anybody can write that somebody's address is no good. Servers give up after some
 * days (RFC 5321 4.5.4.1: four to five), and people answer within weeks.
 */
const BY_ADDRESS_WITHIN = 30 * DAY;
/** For so long people answer letters of an earlier build, whose ids had no tag. */
const OLD_WITHIN = 180 * DAY;

/** SQL: as `spelledOut` does, with `-` within a word and `|` around each. */
const SPELLED = (text: string): string => {
  const words = `regexp_replace(regexp_replace(lower(${text}), '[^[:alnum:][:space:]]+', '-', 'g'), '-?[[:space:]]+-?', '|', 'g')`;
  return `'|' || btrim(regexp_replace(regexp_replace(${words}, '([[:alpha:]])([0-9])', '\\1-\\2', 'g'), '([0-9])([[:alpha:]])', '\\1-\\2', 'g'), '-') || '|'`;
};
/**
 * SQL: whether a letter names one of these numbers, in its subject or by what it is about: all of it, and not a part of another one, as
 * 2026 is of 2026/117. Of several parts the letters before them may be missing: people write FV 2026/117 for FV-2026/117.
 */
const SPEAKS_OF = (numbers: string): string =>
  `exists (select from unnest(${numbers}::text[]) as n (number), lateral (
             select '\\|' || case when position(' ' in n.number) > 0 then '([[:alpha:]]+-)?' else '' end || replace(n.number, ' ', '[-|]+') || '\\|') as w (whole)
           where ${SPELLED('subject')} ~ w.whole
              or exists (select from jsonb_array_elements(about) a where ${SPELLED("a ->> 'id'")} ~ ('^' || w.whole || '$')))`;

const FOUND = 'id, customer_id, audience, kind, status, to_address, for_person, about';
// A letter that was never tried cannot have come back, and nobody can answer it.
const TRIED = 'attempts > 0';
// Letters had no tag before the ledger had a key.
const OLD = `first_attempt_at < (select min(tagged_since) from mail_keys) and first_attempt_at > $2`;

/**
 * Finds the letter, the surest clue first: what carries its tag, then what names a letter of an earlier build, and then the
 * letter to the address that speaks of what the subject names, or the latest one. Locks its row until the transaction ends. Null when there is none.
 */
export async function matchLetter(
  client: PoolClient,
  { proven, named, address, numbers }: LetterClues,
  now: Instant,
): Promise<FoundLetter | null> {
  const find = async (
    by: FoundLetter['by'],
    proof: FoundLetter['proof'],
    where: string,
    ...values: unknown[]
  ): Promise<FoundLetter | null> => {
    const { rows } = await client.query<Omit<FoundLetter, 'by' | 'proof'>>(
      `select ${FOUND} from letters where ${TRIED} and ${where} limit 1 for update`,
      values,
    );
    return rows[0] ? { ...rows[0], by, proof } : null;
  };
  const byId = async ({ letterIds, messageIds }: LetterClues['named'], proof: 'tag' | 'old') => {
    const old = proof === 'old' ? `and ${OLD}` : '';
    const since = proof === 'old' ? [isoInstant(instantOf(now - OLD_WITHIN))] : [];
    const first =
      letterIds.length > 0 ? await find('envelope', proof, `id = any($1) ${old}`, letterIds, ...since) : null;
    if (first !== null || messageIds.length === 0) return first;
    const nearest = `message_id = any($1) ${old} order by array_position($1, message_id)`;
    return find('message id', proof, nearest, messageIds, ...since);
  };
  const sure = (await byId(proven, 'tag')) ?? (await byId(named, 'old'));
  if (sure !== null || address === null) return sure;
  return find(
    'recipient',
    'none',
    `lower(to_address) = $1 and audience = 'customer' and first_attempt_at > $2
     order by ${SPEAKS_OF('$3')} desc, decided_at desc`,
    address,
    isoInstant(instantOf(now - BY_ADDRESS_WITHIN)),
    numbers,
  );
}

/** A number so short stands in any subject, and so does a year. */
const SHORTEST = 3;
const YEAR = /^(?:19|20)\d\d$/;
/** Of a company with many letters a day the last ones: nobody answers what is older without its number being looked up. */
const LAST = 5_000;

/** Whose letter a stranger's mail names: who answers for it can tell what the stranger means. Proves nothing. Null: it names none. */
export async function letterNamed(
  client: PoolClient,
  numbers: readonly string[],
): Promise<Pick<FoundLetter, 'customer_id' | 'for_person'> | null> {
  const telling = numbers.filter(
    (number) => number.replaceAll(' ', '').length >= SHORTEST && !YEAR.test(number),
  );
  if (telling.length === 0) return null;
  const { rows } = await client.query<Pick<FoundLetter, 'customer_id' | 'for_person'>>(
    `select customer_id, for_person
     from (select * from letters where audience = 'customer' and ${TRIED} order by decided_at desc limit ${LAST}) last
     where ${SPEAKS_OF('$1')} order by decided_at desc limit 1`,
    [telling],
  );
  return rows[0] ?? null;
}
