import type { Instant } from '../../calendar/time.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import type { ItemHistory } from './history.ts';

/**
 * When the customer's wait ended for good: the item came to a finished stage that it did not leave again, or was closed.
 * Null: it waits to the end of the history.
 */
export function doneAt({ row, events, closedAt }: ItemHistory, rules: Rules): Instant | null {
  const finished = (stage: string) => isFinished(stageNamed(stage, rules).kind);
  let reached: Instant | null = null;
  for (let nth = events.length - 1; nth >= 0; nth -= 1) {
    const event = events[nth];
    if (!event || !finished(event.stage)) break;
    reached = event.at;
  }
  if (events.length === 0 && finished(row.stage)) reached = row.stageSince;
  if (reached === null || reached < row.openedAt) return closedAt;
  return closedAt === null || reached < closedAt ? reached : closedAt;
}
