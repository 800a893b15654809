import type { Instant } from '../calendar/time.ts';
import type { CustomerMemory } from '../customer.ts';
import type { LetterStatus } from '../letter-status.ts';

/**
 * The last letter to this address, about whatever, was refused or came back: another would too, until a person releases
 * or corrects it.
 */
export function isRefused(address: string, { cases, dunning }: CustomerMemory): boolean {
  let last: LetterStatus | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  const consider = (letter: { address: string; status: LetterStatus; decidedAt: Instant }) => {
    if (letter.decidedAt < lastAt || letter.address.toLowerCase() !== address.toLowerCase()) return;
    last = letter.status;
    lastAt = letter.decidedAt;
  };
  for (const { letters } of cases) letters.forEach(consider);
  dunning.reminders.forEach(consider);
  return last === 'refused' || last === 'bounced';
}
