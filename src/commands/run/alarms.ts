import { Command } from 'commander';
import type { KeptAlarm } from '../../alarms/alarm.ts';
import { DAY, instantOf, isoInstant } from '../../calendar/time.ts';
import { systemClock } from '../../clock.ts';
import { recentAlarms } from '../../ledger/alarms/alarms.ts';
import { withDatabases } from '../terminal/context.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { minute } from '../terminal/world.ts';

/** Ended ones are listed for so long. */
const RECENT = 7 * DAY;
/** What flaps for a week is told by its last ones. */
const MOST = 500;

/** `tidings alarms` */
export const alarmsCommand = (): Command =>
  new Command('alarms')
    .description('list what a person should know of: what stands, and what ended within a week')
    .option('--json', 'print a JSON array')
    .action(({ json }: { json?: boolean }) =>
      withDatabases({}, async ({ databases }) => {
        const since = instantOf(systemClock.now() - RECENT);
        const alarms = await recentAlarms(databases.ledgerPool, since, MOST);
        if (json) {
          const array = new JsonArray();
          for (const alarm of alarms) array.add(asJson(alarm));
          array.end();
          return;
        }
        for (const alarm of alarms) console.log(printableLine(line(alarm)));
        const open = alarms.filter(({ endedAt }) => endedAt === null).length;
        console.log(open === 0 ? 'No alarm stands.' : `Standing: ${open}.`);
      }),
    );

const iso = (at: KeptAlarm['endedAt']): string | null => (at === null ? null : isoInstant(at));

const asJson = (alarm: KeptAlarm): object => ({
  id: alarm.id,
  code: alarm.code,
  subject: alarm.subject,
  why: alarm.why,
  raised_at: isoInstant(alarm.raisedAt),
  told_at: iso(alarm.toldAt),
  ended_at: iso(alarm.endedAt),
  ended_told_at: iso(alarm.endedToldAt),
});

function line({ code, subject, why, raisedAt, toldAt, endedAt }: KeptAlarm): string {
  const span = endedAt === null ? 'stands' : `ended ${minute(isoInstant(endedAt))}`;
  const told = toldAt === null ? '' : ', told by letter';
  return `${minute(isoInstant(raisedAt))}  ${code}${subject === '' ? '' : ` ${subject}`}  ${span}${told}: ${why}`;
}
