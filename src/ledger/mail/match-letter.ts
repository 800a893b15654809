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

const FOUND = 'id, customer_id, audience, kind, status, to_address, for_person, about';
// A letter that was never tried cannot have come back, and nobody can answer it.
const TRIED = 'attempts > 0';

/**
 * Finds the letter, the surest clue first: the envelope address that it came back to, the Message-ID, and then the
 * latest letter to the address. Locks its row until the transaction ends. Null when there is none.
 */
export async function matchLetter(
  client: PoolClient,
  { letterIds, messageIds, address }: LetterClues,
  now: Instant,
): Promise<FoundLetter | null> {
  const find = async (by: FoundLetter['by'], where: string, ...values: unknown[]) => {
    const { rows } = await client.query<Omit<FoundLetter, 'by'>>(
      `select ${FOUND} from letters where ${TRIED} and ${where} limit 1 for update`,
      values,
    );
    return rows[0] ? { ...rows[0], by } : null;
  };
  const byEnvelope = letterIds.length > 0 ? await find('envelope', 'id = any($1)', letterIds) : null;
  if (byEnvelope) return byEnvelope;
  const byId =
    messageIds.length > 0
      ? await find('message id', 'message_id = any($1) order by array_position($1, message_id)', messageIds)
      : null;
  if (byId || address === null) return byId;
  return find(
    'recipient',
    `lower(to_address) = $1 and audience = 'customer' and first_attempt_at > $2 order by decided_at desc`,
    address,
    isoInstant(instantOf(now - BY_ADDRESS_WITHIN)),
  );
}
