import { sql } from 'kysely';
import { DAY, dateOf, type Instant, instantOf } from '../../calendar/time.ts';
import { type Connection, changedBy, ledger, rowOf } from '../../database/query.ts';

/** Whether a mail to ourselves through a tag ever came back: then addresses with a tag work here. */
export const hasProbeComeBack = async (connection: Connection): Promise<boolean> =>
  (await rowOf(
    connection,
    ledger.selectFrom('mail_probes').select('id').where('back_at', 'is not', null).limit(1),
  )) !== null;

/** One that never came is tried again after a day: whoever keeps the mail server may have mended it. */
const AGAIN_AFTER = DAY;

/** Notes that a probe goes out, unless one came back already, or went within the day. @returns its id; null: none is to go */
export async function beginProbe(connection: Connection, id: string, now: Instant): Promise<string | null> {
  const after = dateOf(instantOf(now - AGAIN_AFTER));
  const enough = ledger
    .selectFrom('mail_probes')
    .select('id')
    .where(({ eb, or }) => or([eb('back_at', 'is not', null), eb('sent_at', '>', after)]));
  const probe = ledger
    .insertInto('mail_probes')
    .columns(['id', 'sent_at'])
    .expression(
      ledger
        .selectNoFrom([
          sql<string>`${id}::text`.as('id'),
          sql<Date>`${dateOf(now)}::timestamptz`.as('sent_at'),
        ])
        .where(({ exists, not }) => not(exists(enough))),
    );
  return (await changedBy(connection, probe)) === 0 ? null : id;
}

/** A probe came back through its tag. */
export const probeCameBack = (connection: Connection, id: string, now: Instant): Promise<unknown> =>
  changedBy(
    connection,
    ledger
      .updateTable('mail_probes')
      .set({ back_at: dateOf(now) })
      .where('id', '=', id)
      .where('back_at', 'is', null),
  );
