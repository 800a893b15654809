import { statfs } from 'node:fs/promises';
import type { KeptAlarm } from '../alarms/alarm.ts';
import { conditions, type Signs } from '../alarms/conditions.ts';
import type { Signals } from '../alarms/signals.ts';
import type { Instant } from '../calendar/time.ts';
import { ALARM_KIND } from '../customer/letter-kinds.ts';
import { keepAlarms, tellAlarms, type Watched } from '../ledger/alarms/alarms.ts';
import { keepHouseLetters } from '../ledger/alarms/house-letters.ts';
import { readLedgerSigns } from '../ledger/alarms/signs.ts';
import { rulesInForce } from '../ledger/documents/published-policy.ts';
import { pausedByFile } from '../ledger/rounds/pause-file.ts';
import { composeAlarm } from '../letters/compose/compose-alarm.ts';
import type { World } from '../round/round.ts';
import { readFeedsInUse } from '../source/find/feeds-in-use.ts';
import { findLocked } from '../source/find/locked-tables.ts';

export interface WatchOptions extends World {
  /** What this process sees of itself. */
  readonly signals: Signals;
  /** Where the embedded database lies. */
  readonly home: string;
}

/** What a watch saw begin and end, and what stands. */
export interface WatchReport extends Watched {
  /** Why nobody could be told, when something was to be told. */
  readonly untold: unknown;
}

/**
 * Looks at everything that a person should know of, keeps it as alarms, and writes to whoever policy names, once when
 * one begins and once when it is over. What cannot be looked at now neither begins nor ends.
 * @throws the database's error when the ledger does not answer: then nothing is kept, and the next watch sees it
 */
export async function watch(options: WatchOptions): Promise<WatchReport> {
  const { databases, rules, clock, signals } = options;
  const now = clock.now();
  const locked = await findLocked(databases.sourcePool, rules.sourceSchema).catch(() => null);
  // Whoever asked a locked table how fresh it is would only wait.
  const readable = locked !== null && locked.length === 0;
  const ledger = await readLedgerSigns(
    databases.ledgerPool,
    now,
    rules.sources.map(({ name }) => name),
  );
  const signs: Signs = {
    ...ledger,
    paused: ledger.paused || (await pausedByFile(options.home)) !== null,
    feeds: readable ? await readFeedsInUse(databases.sourcePool, rules.sourceSchema).catch(() => null) : null,
    locked,
    disk: await diskOf(options),
  };
  const { standing, judged } = conditions(signs, rules, now);
  const signalled = signals.seen();
  const seen = { standing: [...standing, ...signalled], judged, holder: signals.holder };
  const watched = await keepAlarms(databases.ledgerPool, seen, now);
  signals.kept(signalled);
  // What is kept stays kept, though nobody can be told of it now: a template that breaks must not hide the alarm.
  const untold = await tell(options, now).catch((error: unknown) => error);
  return { ...watched, untold: untold ?? null };
}

async function diskOf({ databases, home }: WatchOptions): Promise<Signs['disk']> {
  if (!databases.embedded) return null;
  const disk = await statfs(home).catch(() => null);
  return disk && { folder: home, free: disk.bavail * disk.bsize };
}

/** Without anybody to tell it leaves all untold: whoever is named later hears of what stands then. */
async function tell(
  { databases, rules: given, templates, signals }: WatchOptions,
  now: Instant,
): Promise<void> {
  const rules = await rulesInForce(databases.ledgerPool, given);
  if (rules.alarms.to.length === 0) return;
  const needed = { kind: ALARM_KIND, language: rules.company.adminLanguage };
  await tellAlarms(databases.ledgerPool, now, async (client, tellings) => {
    await templates.prepare(databases.ledgerPool, [needed], now, (name) => signals.fellBack(name, now));
    const template = templates.of(needed);
    const letters = tellings.flatMap((telling) => composeAlarm(telling, rules, now));
    await keepHouseLetters(client, letters, template, now);
  });
}

/** For the log: what an alarm is about, without anybody's name or address. */
export const inLog = ({ code, subject }: Pick<KeptAlarm, 'code' | 'subject'>): object => ({
  alarm: code,
  about: subject,
});
