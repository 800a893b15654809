import type { Pool, PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { About, CustomerId, LetterId } from '../../customer/ids.ts';
import { CORRECTION_KIND } from '../../customer/letter-kinds.ts';
import { LETTER_TRANSITIONS, type LetterStatus, WITHDRAWABLE } from '../../customer/letter-status.ts';
import { listed } from '../letter-states/listed.ts';

/** Letters to customers that said something wrong: all of a round, or of a kind since a moment. */
export type WrongBatch = { readonly roundId: string } | { readonly kind: string; readonly since: Instant };

/** One of them, as far as its correction needs it. */
export interface WrongLetter {
  readonly id: LetterId;
  readonly customer_id: CustomerId;
  readonly status: LetterStatus;
  readonly language: string;
  readonly to_name: string;
  readonly to_address: string;
  readonly reply_to_name: string | null;
  readonly reply_to_address: string | null;
  readonly for_person: string | null;
  readonly subject: string;
  readonly about: readonly About[];
  readonly message_id: string;
  readonly decided_at: Date;
  readonly submitted_at: Date | null;
  /** Whom it greets and who signs it; null where what it said was removed. */
  readonly customer: unknown;
  readonly person: unknown;
}

/** More are for the backup, and not for a letter to each: whoever meant so many names them round by round. */
export const MOST_WRONG = 20_000;

const STATES: readonly LetterStatus[] = [...WITHDRAWABLE, 'sending', ...LETTER_TRANSITIONS.corrected.from];

/**
 * The letters of a batch that are out, on their way or yet to go, the oldest first; a correction is none of them.
 * @param lock nothing becomes of them until the transaction ends
 */
export async function readWrongLetters(
  client: Pool | PoolClient,
  batch: WrongBatch,
  lock: '' | 'for update' = '',
): Promise<readonly WrongLetter[]> {
  const [where, values] =
    'roundId' in batch
      ? ['round_id = $1', [batch.roundId]]
      : ['kind = $1 and decided_at >= $2', [batch.kind, isoInstant(batch.since)]];
  const { rows } = await client.query<WrongLetter>(
    `select id, customer_id, status, language, to_name, to_address, reply_to_name, reply_to_address, for_person, subject, about,
            message_id, decided_at, submitted_at, facts -> 'customer' as customer, facts -> 'person' as person
     from letters where ${where} and audience = 'customer' and kind <> '${CORRECTION_KIND}' and emptied_at is null
       and status in (${listed(STATES)})
     order by decided_at, id limit ${MOST_WRONG} ${lock}`,
    values,
  );
  return rows;
}
