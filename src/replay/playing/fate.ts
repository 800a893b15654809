import { type Day, dayOf, type Instant } from '../../calendar/time.ts';
import { type Zone, zoneOf } from '../../calendar/zone.ts';
import type { CustomerId } from '../../customer/ids.ts';
import { promiseAt } from '../past/as-known.ts';
import { doneAt } from '../past/done-at.ts';
import type { CompanyHistory, ItemHistory } from '../past/history.ts';
import type { Played } from './played.ts';

/**
 * What became of an item within the days that were played. `late`: its promised day ended in them, and it was not done;
 * `on_time`: it was done in them, by its promised day; `unpromised`: nothing was promised; `elsewhere`: it was decided before or
 * after these days.
 */
export type FateOutcome = 'late' | 'on_time' | 'unpromised' | 'elsewhere';

export interface ItemFate {
  readonly history: ItemHistory;
  readonly customerId: CustomerId;
  readonly openedOn: Day;
  /** The first promise that was broken; else the last that was given. */
  readonly promisedFor: Day | null;
  readonly doneAt: Instant | null;
  /** In the company's zone; null: not to the end of the days played. */
  readonly doneOn: Day | null;
  readonly outcome: FateOutcome;
  /** Working days past the promise, to its end or to the end of the days played; 0 unless late. */
  readonly lateBy: number;
}

/** What became of every item that was open on any of the days played. */
export function fatesOf(history: CompanyHistory, played: Played): readonly ItemFate[] {
  const { rules, from, to } = played;
  const zone = zoneOf(rules.company.timeZone);
  return history.customers.flatMap(({ customer, items }) =>
    items.flatMap((item) => {
      const openedOn = zone.dayAt(item.row.openedAt);
      const done = doneAt(item, rules);
      const doneOn = done === null || zone.dayAt(done) > to ? null : zone.dayAt(done);
      if (openedOn > to || (doneOn !== null && doneOn < from)) return [];
      const promisedFor = judgedPromise(item, done, zone, to);
      const outcome = outcomeOf(promisedFor, doneOn, from, to);
      const late = outcome === 'late' && promisedFor !== null;
      const lateBy = late ? rules.calendar.workingDaysBetween(promisedFor, doneOn ?? to) : 0;
      const customerId = customer.id;
      return [{ history: item, customerId, openedOn, promisedFor, doneAt: done, doneOn, outcome, lateBy }];
    }),
  );
}

function outcomeOf(promisedFor: Day | null, doneOn: Day | null, from: Day, to: Day): FateOutcome {
  if (promisedFor === null) return 'unpromised';
  if (doneOn !== null && doneOn <= promisedFor) return 'on_time';
  return promisedFor >= from && promisedFor < to ? 'late' : 'elsewhere';
}

/** A promise counts as broken when it stood at the end of its day and the item was open. */
function judgedPromise(item: ItemHistory, done: Instant | null, zone: Zone, to: Day): Day | null {
  const end = zone.instantOf(dayOf(to + 1), 0);
  const last = promiseAt(item, done !== null && done < end ? done : end);
  if (item.promiseFrom === 'row') return last;
  for (const { promisedFor } of item.events) {
    if (promisedFor === null) continue;
    const dayEnds = zone.instantOf(dayOf(promisedFor + 1), 0);
    const open = done === null || done >= dayEnds;
    if (dayEnds <= end && open && promiseAt(item, dayEnds) === promisedFor) return promisedFor;
  }
  return last;
}
