import { isCancelled } from '../customer/outcome.ts';
import { isOver, type StageKind } from '../policy/stage-kinds.ts';
import { stageOfLine, standsByItself } from './as-shipped.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** How an item that waits no more ended. */
export type Ending = 'done' | 'cancelled' | 'shipped';

/**
 * Nothing of it is left to do: its row is closed, its stage says so, or every line of it is over. Where policy's promise means
 * shipped, what is on its way has kept it.
 */
export const isWaitOver = (situation: Situation): boolean => endingOf(situation) !== null;

export function endingOf({ item, stage, rules }: Situation): Ending | null {
  if (item.closedAt !== null || isOver(stage.kind))
    return stage.kind === 'cancelled' || isCancelled(item.outcome) ? 'cancelled' : 'done';
  const kinds = lineKinds({ item, rules });
  if (kinds?.every(isOver)) return kinds.includes('done') ? 'done' : 'cancelled';
  const meansShipped = rules.waiting.promiseMeans === 'shipped' && item.kind === 'order';
  if (meansShipped && (kinds ?? [stage.kind]).every((kind) => kind === 'in_transit' || isOver(kind)))
    return 'shipped';
  return null;
}

/** The kinds of the stages of its lines; null where a line follows the order, or there are none. */
export function lineKinds({ item, rules }: Pick<Situation, 'item' | 'rules'>): readonly StageKind[] | null {
  const { lines } = item;
  if (lines.length === 0 || !lines.every((line) => standsByItself(item, line))) return null;
  return lines.map((line) => stageOfLine(item, line, rules).kind);
}

/** What ended it, with when. */
export function findEnding(situation: Situation): Finding | null {
  const kind = endingOf(situation);
  if (kind === null) return null;
  const { item, now } = situation;
  return { kind, began: item.closedAt ?? item.stageSince ?? now };
}
