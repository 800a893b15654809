import { zoneOf } from '../calendar/zone.ts';
import { databaseFault } from '../database/database-fault.ts';
import { rulesInForce } from '../ledger/documents/published-policy.ts';
import { keepUsual, takeLearning } from '../ledger/memory/usual-times.ts';
import { pausedByFile } from '../ledger/rounds/pause-file.ts';
import { learnUsual } from '../replay/learning.ts';
import type { WorkerOptions } from './worker-options.ts';

/**
 * Once a day, before the day's first round, one worker learns usual times anew from the company's past. A fault stops no
 * round and is only logged: yesterday's times serve on, and tomorrow it is tried again. Without a history of stages there is
 * nothing to say.
 */
export async function learnOncePerDay({
  databases,
  rules,
  clock,
  log,
  pulse,
  config,
}: WorkerOptions): Promise<void> {
  const now = clock.now();
  const today = zoneOf(rules.company.timeZone).dayAt(now);
  const beat = () => pulse.beat('rounds', performance.now());
  try {
    if ((await pausedByFile(config.home)) !== null) return;
    if (!(await takeLearning(databases.ledgerPool, today))) return;
    const inForce = await rulesInForce(databases.ledgerPool, rules);
    const learned = await learnUsual(databases.sourcePool, inForce, now, { progress: beat, morning: beat });
    if (learned.nothing !== null || !learned.hasStageEvents) return;
    await keepUsual(databases.ledgerPool, { usual: learned.usual, learnedAt: now }, today);
    log.info({ items: learned.learned, of: learned.items }, 'usual times were learned');
  } catch (error) {
    log.error(
      { err: error },
      `usual times could not be learned; those of the day before serve on. ${databaseFault(error) ?? ''}`,
    );
  }
}
