import type { Instant } from '../calendar/time.ts';
import type { LetterStatus } from '../letter-status.ts';
import { type Address, isUsableAddress } from '../waiting/address.ts';
import type { DunningSituation } from './situation.ts';
import type { VerdictReason } from './verdict.ts';

/** No letter can go: a person calls. */
interface Unreachable {
  readonly why: Extract<VerdictReason, 'no_address' | 'email_not_wanted' | 'address_refused'>;
}

/** Where letters about invoices go: the billing address, else the customer's own; or why nowhere. */
export function billingAddress(situation: DunningSituation): Address | Unreachable {
  const { name, billingEmail, email, emailAllowed } = situation.facts.customer;
  if (!emailAllowed) return { why: 'email_not_wanted' };
  const address = [billingEmail, email].map((one) => one?.trim()).find((one) => one && isUsableAddress(one));
  if (!address) return { why: 'no_address' };
  return isRefused(address, situation) ? { why: 'address_refused' } : { name, address };
}

/** The last letter to it, about whatever, was refused or came back: another would too. */
function isRefused(address: string, { memory }: DunningSituation): boolean {
  let last: LetterStatus | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  const consider = (letter: { address: string; status: LetterStatus; decidedAt: Instant }) => {
    if (letter.decidedAt < lastAt || letter.address.toLowerCase() !== address.toLowerCase()) return;
    last = letter.status;
    lastAt = letter.decidedAt;
  };
  for (const { letters } of memory.cases) letters.forEach(consider);
  memory.dunning.reminders.forEach(consider);
  return last === 'refused' || last === 'bounced';
}
