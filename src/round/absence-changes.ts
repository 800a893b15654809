import { refKey } from '../customer/ids.ts';
import type { AbsenceChanges } from '../ledger/memory/absences.ts';
import type { Attended } from './attend-batch.ts';

/** What these outcomes change of what is remembered as not seen, or as settled for now. */
export function absenceChanges(attended: readonly Attended[]): AbsenceChanges {
  const changed = attended.filter(({ before, outcome }) => before.absent !== outcome.memory.absent);
  return {
    absent: changed.flatMap(({ before, outcome }) =>
      outcome.memory.absent
        .filter((absent) => !before.absent.includes(absent))
        .map((absent) => ({ customerId: before.customerId, absent })),
    ),
    seenAgain: changed.flatMap(({ before, outcome }) => {
      const still = new Set(outcome.memory.absent.map(({ about }) => refKey(about)));
      return before.absent.map(({ about }) => about).filter((about) => !still.has(refKey(about)));
    }),
  };
}
