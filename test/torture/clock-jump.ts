import { DAY, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { systemClock } from '../../src/clock.ts';
import { LEASE } from '../../src/ledger/letter-states/sending.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { lastLookWith } from '../../src/post/queue/last-look.ts';
import { recipientsWith } from '../../src/post/queue/recipients.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import { claimWaiting } from '../support/claiming.ts';
import { quiet } from '../support/delivery.ts';
import { putLetters } from '../support/outbox.ts';
import { warsaw } from '../support/when.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { mailRecord } from './mail-record.ts';
import { type Figure, report, type Setting, zero } from './ordeal.ts';
import { play, write } from './play.ts';
import { addOwing, addWaiting, emptyCompany, freshFeeds, tortureRules } from './waiting-company.ts';

const TUESDAY = warsaw('2026-11-24 09:00');
/** Three days ahead: the clock of the worker shows Friday, and it is Tuesday. */
const AHEAD = warsaw('2026-11-27 09:10');
const DAYS_AFTER = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'];
const CUSTOMERS = 30;
const CLAIMED_BY_THE_DEAD = 10;

/** The clock stands three days ahead for a while, then right again; the week after shows who was forgotten. */
export async function clockJump({ say, progress }: Setting): Promise<readonly Figure[]> {
  const { databases, pool } = await emptyCompany();
  const record = await mailRecord();
  const { ledgerPool } = databases;
  const at = async (now: Instant, feeds: Instant | null = now): Promise<number> => {
    if (feeds !== null) await freshFeeds(pool, feeds);
    const before = record.received.length;
    await play(databases, tortureRules, record.url, now);
    // Of customers alone: to people a list of their day goes.
    return record.received.slice(before).filter(({ to }) => to.endsWith('@kunde.example')).length;
  };
  try {
    await addWaiting(pool, 'A', CUSTOMERS);
    await addOwing(pool, 'M', CUSTOMERS);
    const first = await at(TUESDAY);
    // The export runs on another machine, whose clock is right: by the worker's clock its data is three days old.
    const byItself = await at(AHEAD, null);
    // Now the clock of the export stands ahead too.
    const caused = await at(AHEAD, AHEAD);
    // A worker dies with letters in its hands while its clock stands ahead.
    await addWaiting(pool, 'L', CLAIMED_BY_THE_DEAD);
    await leaveClaimed(databases, pool);
    // Right again.
    const back = await at(instantOf(TUESDAY + 30 * MINUTE));
    await addWaiting(pool, 'B', CUSTOMERS);
    const newcomers = await at(instantOf(TUESDAY + 45 * MINUTE));
    const twiceADay: string[] = [];
    for (const [nth, date] of DAYS_AFTER.entries()) {
      progress(nth + 1, DAYS_AFTER.length);
      const from = record.received.length;
      for (const time of ['09:00', '12:00', '12:30', '15:00']) await at(warsaw(`${date} ${time}`));
      const today = record.received
        .slice(from)
        .map(({ to }) => to)
        .filter((to) => to.endsWith('@kunde.example'));
      twiceADay.push(...today.filter((to, index) => today.indexOf(to) !== index));
    }
    const lettersTo = (to: string) =>
      new Set(record.received.filter((mail) => mail.to === to).map(({ letter }) => letter)).size;
    const address = (prefix: string, n: number) => `${prefix.toLowerCase()}${n + 1}@kunde.example`;
    const fewer = (prefix: string, count: number, least: number) =>
      Array.from({ length: count }, (_, n) => address(prefix, n)).filter((to) => lettersTo(to) < least)
        .length;
    const touched = await deliverAhead(record.url);
    return [
      report('letters before the clock jumped', first),
      zero('letters that a worker wrote whose own clock alone stood ahead', byItself),
      zero('letters that expired or went while a clock stood five days ahead of the database’s', touched),
      report('letters that went because every clock stood ahead', caused),
      zero('letters to the same customers once the clock stood right again', back),
      zero('customers who came then and got nothing', CUSTOMERS - newcomers),
      zero('customers written to twice on one day of the week after', twiceADay.length),
      zero(
        'customers who waited through that week and were forgotten',
        fewer('A', CUSTOMERS, 2) + fewer('B', CUSTOMERS, 2),
      ),
      zero(
        'customers whose letter died with the worker and who never got one',
        fewer('L', CLAIMED_BY_THE_DEAD, 1),
      ),
      ...(await judgePost(ledgerPool, record, 0)).filter(({ must }) => must === 'zero'),
      await invariants(ledgerPool, say),
    ];
  } finally {
    await pool.end();
    await record.close();
    await databases.close();
  }
}

/** A round of the wrong clock, whose letters are claimed by a worker that is never heard of again. */
async function leaveClaimed(
  databases: Awaited<ReturnType<typeof emptyCompany>>['databases'],
  pool: Awaited<ReturnType<typeof emptyCompany>>['pool'],
): Promise<void> {
  const now = instantOf(AHEAD + 15 * MINUTE);
  await freshFeeds(pool, now);
  await write(databases, tortureRules, now);
  const lease = { holder: 'gone:1:0', until: instantOf(now + LEASE) };
  await claimWaiting(databases.ledgerPool, lease, now, CLAIMED_BY_THE_DEAD);
}

/** A queue that is due, and a worker whose own clock is compared and stands five days ahead: how many letters it touched. */
async function deliverAhead(smtpUrl: string): Promise<number> {
  const { databases, pool } = await emptyCompany();
  const transport = smtpTransport(smtpUrl, { connections: 2 });
  try {
    const letters = Array.from({ length: CUSTOMERS }, (_, n) => ({
      id: `q${n}`,
      decidedAt: systemClock.now(),
    }));
    await putLetters(databases.ledgerPool, letters);
    await deliver({
      databases,
      rules: tortureRules,
      clock: { now: () => instantOf(systemClock.now() + 5 * DAY) },
      ownClock: true,
      transport,
      recipients: recipientsWith(databases, tortureRules),
      lastLook: lastLookWith(databases, tortureRules),
      once: true,
      signal: new AbortController().signal,
      log: quiet,
    });
    const { rows } = await databases.ledgerPool.query<{ n: number }>(
      `select count(*)::int as n from letters where status <> 'queued' or attempts > 0`,
    );
    return rows[0]?.n ?? 0;
  } finally {
    transport.close();
    await pool.end();
    await databases.close();
  }
}
