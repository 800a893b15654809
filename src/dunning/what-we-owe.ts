import type { Day } from '../calendar/time.ts';
import type { Case, WaitingItem } from '../customer/customer.ts';
import { type ItemRef, sameItem } from '../customer/ids.ts';
import { feedFault } from '../policy/feed.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import { isWaitOver } from '../waiting/ending.ts';
import { isAbandoned } from '../waiting/hold.ts';
import { situationOf } from '../waiting/situation.ts';
import type { DunningSituation } from './situation.ts';

/** Something that the customer waits for, and that is our move. */
export interface OwedItem {
  readonly item: ItemRef;
  readonly number: string | null;
  readonly why: 'case' | 'promise';
  /** Since when: the day the case was opened, or the promised day that passed. */
  readonly day: Day;
}

/** What the company itself owes this customer late: what they were not told yet, open cases, then items past their promise. */
export function whatWeOwe(situation: DunningSituation): readonly OwedItem[] {
  const { facts, memory, today, zone } = situation;
  const owed: OwedItem[] = [];
  const numberOf = (item: ItemRef) => facts.items.find((one) => sameItem(one, item))?.number ?? null;
  for (const { item, letters } of memory.cases) {
    // It is ready, say, and the letter that says so waits for a person: they hear of that before they hear of money.
    const held = letters.find(({ status }) => status === 'held');
    if (held) owed.push({ item, number: numberOf(item), why: 'case', day: zone.dayAt(held.decidedAt) });
  }
  for (const theCase of memory.cases) {
    if (theCase.closedAt !== null || theCase.itemEnded || !isOurMove(theCase, situation)) continue;
    const { item, openedAt } = theCase;
    owed.push({ item, number: numberOf(item), why: 'case', day: zone.dayAt(openedAt) });
  }
  for (const item of facts.items) {
    if (item.promisedFor === null || item.promisedFor >= today || !waitsForUs(item, situation)) continue;
    owed.push({ item, number: item.number, why: 'promise', day: item.promisedFor });
  }
  return owed;
}

/** One that is not among the open items is done, unless its row or its feed cannot tell. */
function isOurMove({ item }: Case, situation: DunningSituation): boolean {
  const { facts, rules, now } = situation;
  const open = facts.items.find((one) => sameItem(one, item));
  if (open) return waitsForUs(open, situation);
  if (facts.quarantined.some((one) => sameItem(one, item))) return true;
  return feedFault(item.kind, facts.feeds, rules, now) !== null;
}

/** Neither finished nor the customer's move, nor a row that nobody ever closed: that would hold reminders for good. */
function waitsForUs(
  item: WaitingItem,
  { facts, memory, now, today, zone, rules }: DunningSituation,
): boolean {
  const situation = situationOf(item, facts, memory, { now, today, zone, rules });
  const { kind } = situation.stage;
  if (isFinished(kind) || kind === 'awaiting_customer' || isWaitOver(situation)) return false;
  return !isAbandoned(situation);
}
