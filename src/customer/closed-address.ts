import type { Instant } from '../calendar/time.ts';
import type { CustomerMemory } from './customer.ts';
import type { LetterStatus } from './letter-status.ts';

/** Why letters to an address are no use. */
export type ClosedBecause = 'address_refused' | 'address_bounced' | 'complained';

/**
 * Why no letter may go to this address, or null. It is suppressed (a letter came back, or its reader complained) until
 * a person lifts that; or the last letter to it, about whatever, was refused: another would be too, until a person
 * releases or corrects it.
 */
export function whyClosed(address: string, { cases, dunning, inbox }: CustomerMemory): ClosedBecause | null {
  const suppressed = inbox.suppressed.get(address.toLowerCase());
  if (suppressed !== undefined) return suppressed === 'bounced' ? 'address_bounced' : 'complained';
  let last: LetterStatus | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  const consider = (letter: { address: string; status: LetterStatus; decidedAt: Instant }) => {
    if (letter.decidedAt < lastAt || letter.address.toLowerCase() !== address.toLowerCase()) return;
    last = letter.status;
    lastAt = letter.decidedAt;
  };
  for (const { letters } of cases) letters.forEach(consider);
  dunning.reminders.forEach(consider);
  return last === 'refused' ? 'address_refused' : null;
}
