import type { Pool } from 'pg';
import type { Signs } from '../../alarms/conditions.ts';
import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { readMailKey } from '../../customer/task-key.ts';
import { keyInSql, partInSql } from '../letter-states/task-key-sql.ts';
import { heldByAddress } from './held-by-address.ts';

/** A refusal about us is over when none has come for so long. */
const REFUSED_WITHIN = 3 * DAY;
const MOST = 50;

/** What mails that came back show, provider by provider. */
export async function mailSigns(
  pool: Pool,
  now: Instant,
): Promise<Pick<Signs, 'refusedAboutUs' | 'closedAtOnce' | 'mailsWaiting' | 'heldByAddress'>> {
  const { rows: refusedAboutUs } = await pool.query<Signs['refusedAboutUs'][number]>(
    `select provider, count(*)::int as mails from inbox_mails
     where reason = 'us' and provider is not null and proof in ('tag', 'old') and read_at > $1
     group by provider order by mails desc, provider limit ${MOST}`,
    [isoInstant(instantOf(now - REFUSED_WITHIN))],
  );
  const { rows: closedAtOnce } = await pool.query<Signs['closedAtOnce'][number]>(
    `select split_part(address, '@', 2) as provider, count(distinct address)::int as addresses from suppressions
     where lifted_at is null and why = 'bounced' and since > $1
     group by provider order by addresses desc, provider limit ${MOST}`,
    [isoInstant(instantOf(now - DAY))],
  );
  const { rows } = await pool.query<{ mails: number }>(
    // Those that an older worker took have no task: they are as old as it.
    `select count(*)::int as mails from inbox_mails m left join tasks t on t.key = ${keyInSql(readMailKey(partInSql('m.id')))}
     where folder = 'unknown' and seen_at is null
       and coalesce(t.due_on < $1::timestamptz::date, m.read_at < $1::timestamptz - interval '2 days')`,
    [isoInstant(now)],
  );
  return {
    refusedAboutUs,
    closedAtOnce,
    mailsWaiting: rows[0]?.mails ?? 0,
    heldByAddress: await heldByAddress(pool, now),
  };
}
