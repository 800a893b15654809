import { type Instant, instantOf, MINUTE } from '../../calendar/time.ts';
import type { Settlement } from '../../ledger/letter-states/settled.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import type { AttemptOutcome } from '../server/outcome.ts';
import { nextTry } from './retry.ts';

// Long enough for a slow server to finish what it may have begun.
const UNCERTAIN_FOR = 10 * MINUTE;

/** What a letter becomes by the outcome of an attempt. `random` is 0 to 1. */
export function settlementOf(
  letter: ClaimedLetter,
  outcome: AttemptOutcome,
  now: Instant,
  random: number,
): Settlement {
  const settled = { id: letter.id, dueAt: null, attempted: true, task: null };
  switch (outcome.kind) {
    case 'submitted':
      return {
        ...settled,
        status: 'submitted',
        reason: outcome.reply || null,
        ...(outcome.captured && { captured: true }),
      };
    case 'retry':
      return {
        ...settled,
        status: 'retry',
        reason: outcome.reason,
        dueAt: nextTry(letter.attempts, now, random),
      };
    case 'refused':
      return {
        ...settled,
        status: 'refused',
        reason: outcome.reason,
        task: outcome.badRecipient && letter.audience === 'customer' ? 'address_refused' : null,
      };
    case 'uncertain':
      return {
        ...settled,
        status: 'uncertain',
        reason: outcome.reason,
        dueAt: instantOf(now + UNCERTAIN_FOR),
      };
  }
}

/** Back in the queue until its turn comes, never attempted. */
export const deferred = (letter: ClaimedLetter, until: Instant): Settlement => ({
  ...unsent(letter, 'returned', null),
  dueAt: until,
});

/** A letter that is not attempted, or not yet: withdrawn, expired, held, returned. */
export const unsent = (
  letter: ClaimedLetter,
  status: 'withdrawn' | 'expired' | 'held' | 'returned',
  reason: string | null,
): Settlement => ({ id: letter.id, status, reason, dueAt: null, attempted: false, task: null });
