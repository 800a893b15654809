import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import { WEEK_KIND } from '../customer/letter-kinds.ts';
import type { Databases } from '../database/databases.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { keepHouseLetters } from '../ledger/alarms/house-letters.ts';
import type { Templates } from '../ledger/documents/templates.ts';
import { writtenAlready } from '../ledger/lists/tasks-to-tell.ts';
import { hasWeek } from '../ledger/rounds/weeks.ts';
import { composeWeek, weekKey } from '../letters/compose/compose-week.ts';
import type { Rules } from '../policy/rules.ts';
import { weekDue } from '../week/due.ts';
import { keepLastWeek, readTheWeek } from './the-week.ts';

interface TellingWorld {
  readonly databases: Databases;
  readonly rules: Rules;
  readonly templates: Templates;
}

/**
 * Tells last week to whom the policy names (`report_to`), from the first sending hour of the week's first working day on. Each letter has
 * its week and address for a key: it is written once, whoever is started anew, and one who was named later gets theirs too.
 */
export async function tellWeek(world: TellingWorld, now: Instant): Promise<void> {
  const { databases, rules, templates } = world;
  const pool = databases.ledgerPool;
  if (rules.reportTo.length === 0) return;
  const monday = weekDue(now, rules);
  if (monday === null) return;
  const keys = rules.reportTo.map(({ address }) => weekKey(monday, address));
  const written = await writtenAlready(pool, keys);
  if (keys.every((key) => written.has(key)) || !(await hasWeek(pool, monday))) return;
  await keepLastWeek(world, now);
  const told = await readTheWeek(world, monday, now);
  const letters = composeWeek(told, zoneOf(rules.company.timeZone).dayAt(now), rules).filter(
    ({ key }) => !written.has(key),
  );
  const needed = { kind: WEEK_KIND, language: rules.company.adminLanguage };
  await templates.prepare(pool, [needed], now);
  const template = templates.of(needed);
  await inTransaction(pool, (client) => keepHouseLetters(client, letters, template, now));
}
