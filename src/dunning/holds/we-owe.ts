import { keptWaiting } from '../../account/due-day.ts';
import { type Day, isoDay } from '../../calendar/time.ts';
import { sameItem } from '../../customer/ids.ts';
import type { Debt } from '../debt.ts';
import type { ReminderHold } from '../verdict.ts';
import type { OwedItem } from '../what-we-owe.ts';
import { type HoldRule, hold } from './hold.ts';

/** A case of theirs is open: they wait for us, and will not be reminded of what they owe. */
export const holdOpenCase: HoldRule = (debt) => holdOwed(debt, 'case');

/** Something of theirs is past its promised day. */
export const holdMissedPromise: HoldRule = (debt) => holdOwed(debt, 'promise') ?? holdUnfinished(debt);

/** Policy says whether anything of theirs holds, or just what the invoice is for. */
function holdOwed({ invoice, weOwe, situation }: Debt, why: OwedItem['why']): ReminderHold | null {
  const any = situation.rules.dunning.holdWhenWeOwe === 'any';
  const owed = weOwe.find(
    (one) => one.why === why && (any || (invoice.item !== null && sameItem(one.item, invoice.item))),
  );
  return owed ? holdFor(why, owed.day, owed.number) : null;
}

/** What the invoice is for is known by its promise alone where it is not among the open items. */
function holdUnfinished({ invoice: { item }, situation: { facts, today } }: Debt): ReminderHold | null {
  if (item === null || item.promisedFor === null || item.doneOn !== null) return null;
  if (facts.items.some((one) => sameItem(one, item)) || !keptWaiting(item, today, today)) return null;
  return holdFor('promise', item.promisedFor, null);
}

const holdFor = (why: OwedItem['why'], day: Day, number: string | null): ReminderHold =>
  hold(why === 'case' ? 'we_owe_case' : 'we_owe_promise', null, {
    day: isoDay(day),
    number: number ?? undefined,
  });
