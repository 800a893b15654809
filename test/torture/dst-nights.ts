import { DAY, HOUR, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { mailRecord } from './mail-record.ts';
import { type Figure, report, type Setting, zero } from './ordeal.ts';
import { play } from './play.ts';
import { addOwing, addWaiting, emptyCompany, freshFeeds, momentOf } from './waiting-company.ts';

/** The nights of Europe/Warsaw in which an hour comes twice, and in which one never comes. */
const NIGHTS = [
  { sunday: '2026-10-25', friday: '2026-10-23' },
  { sunday: '2027-03-28', friday: '2027-03-26' },
];

/** A round every quarter of an hour through both nights, with words of ours that fall due in them. */
export async function dstNights({ short, say, progress }: Setting): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const customers = short ? 10 : 40;
  // From evening to noon; shortly from one hour before the change to one hour after the hours of sending.
  const [evening, noon] = short ? ['01:00', '06:00'] : ['00:00', '12:00'];
  for (const [nth, { sunday, friday }] of NIGHTS.entries()) {
    const { databases, pool } = await emptyCompany();
    const record = await mailRecord();
    // That Sunday is a working day, and letters leave from a time on that the clocks show twice, or not at all.
    const theRules = rules({
      company: { working_days: [sunday] },
      hours: { from: '02:30', to: '05:00', on: 'working days' },
      waiting: { next_word_within: '1 working days' },
      guards: { letters_floor: 1_000, newly_stalled_floor: 1_000 },
    });
    const at = async (now: Instant) => {
      await freshFeeds(pool, now);
      return play(databases, theRules, record.url, now);
    };
    try {
      await addWaiting(pool, 'N', customers);
      await addOwing(pool, 'M', customers / 2);
      const begin = warsaw(`${friday} 03:00`);
      await pool.query('update source.orders set placed_at = $1, stage_since = $1', [
        momentOf(instantOf(begin - 9 * DAY)),
      ]);
      await pool.query(`update source.invoices set issued_on = $1::date - 40, due_on = $1::date - 8`, [
        friday,
      ]);
      const first = await at(begin);
      const night = { from: warsaw(`${sunday} ${evening}`), to: warsaw(`${sunday} ${noon}`) };
      let rounds = 0;
      for (
        let now = instantOf(night.from - (short ? 0 : 6 * HOUR));
        now < night.to;
        now = instantOf(now + 15 * MINUTE)
      ) {
        await at(now);
        progress(nth * 72 + ++rounds, NIGHTS.length * 72);
      }
      const kept = await wordsOf(databases.ledgerPool, sunday);
      figures.push(
        report(`${sunday}: letters of Friday, rounds of the night`, `${first}, ${rounds}`),
        zero(`${sunday}: words due that day that were not kept on it`, customers - kept.once - kept.more),
        zero(`${sunday}: customers written to twice that day`, kept.more),
        zero(`${sunday}: letters that left outside of the hours`, kept.outside),
        ...(await judgePost(databases.ledgerPool, record, 0))
          .filter(({ must }) => must === 'zero')
          .map((figure) => ({ ...figure, what: `${sunday}: ${figure.what}` })),
        await invariants(databases.ledgerPool, say),
      );
    } finally {
      await pool.end();
      await record.close();
      await databases.close();
    }
  }
  return figures;
}

interface Words {
  readonly once: number;
  readonly more: number;
  readonly outside: number;
}

async function wordsOf(
  ledgerPool: Awaited<ReturnType<typeof emptyCompany>>['databases']['ledgerPool'],
  sunday: string,
): Promise<Words> {
  const { rows } = await ledgerPool.query<{ customer_id: string; submitted_at: Date }>(
    `select customer_id, submitted_at from letters
     where customer_id like 'N%' and (submitted_at at time zone 'Europe/Warsaw')::date = $1::date`,
    [sunday],
  );
  const zone = zoneOf('Europe/Warsaw');
  const times = new Map<string, number>();
  for (const { customer_id } of rows) times.set(customer_id, (times.get(customer_id) ?? 0) + 1);
  const minutes = rows.map(({ submitted_at }) => zone.minuteOfDay(instantOf(submitted_at.getTime())));
  if (rows.length === 0) return { once: 0, more: 0, outside: 0 };
  return {
    once: [...times.values()].filter((n) => n === 1).length,
    more: [...times.values()].filter((n) => n > 1).length,
    outside: minutes.filter((minute) => minute < 150 || minute > 300).length,
  };
}
