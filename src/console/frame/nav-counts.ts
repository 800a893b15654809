import { isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { countUnsettled } from '../../ledger/letters/unsettled.ts';
import { countOpenTasks } from '../../ledger/lists/tasks.ts';
import { countWaiting } from '../../ledger/lists/waiting-list.ts';
import type { ConsoleWorld } from './routes.ts';

/** Counted no further on every page. */
const MOST = 99;

/** What waits for somebody, beside the sections where it is. Null: nothing does. */
export interface NavCounts {
  /** Open cases in which our word is broken. */
  readonly waiting: string | null;
  /** Letters that wait for a person. */
  readonly letters: string | null;
  readonly tasks: string | null;
}

/** Counts what waits. Null where the ledger does not answer: the page itself says so. */
export async function navCounts({ databases, rules, clock }: ConsoleWorld): Promise<NavCounts | null> {
  const pool = databases.ledgerPool;
  const today = isoDay(zoneOf(rules.company.timeZone).dayAt(clock.now()));
  try {
    const [waiting, unsettled, tasks] = await Promise.all([
      countWaiting(pool, today, MOST + 1, ['broken']),
      countUnsettled(pool, MOST + 1),
      countOpenTasks(pool, MOST + 1),
    ]);
    return {
      waiting: written(waiting.broken),
      letters: written(unsettled.held + unsettled.uncertain),
      tasks: written(tasks),
    };
  } catch {
    return null;
  }
}

const written = (count: number): string | null =>
  count === 0 ? null : count > MOST ? `${MOST}+` : String(count);
