import type { Instant } from '../../calendar/time.ts';
import type { LetterId } from '../../customer/ids.ts';
import { CORRECTION_KIND, REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { statusReason } from '../../customer/status-reason.ts';
import { messageOf } from '../../failure.ts';
import type { Settlement } from '../../ledger/letter-states/settled.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import { isExpired, nextTry } from './retry.ts';
import { deferred, unsent } from './settlement-of.ts';

/** `facts`: it still goes, and says what is so now: the day on which the bank was read, the day of the next step. `from`: not before. */
export type LookedAgain =
  | { readonly still: true; readonly facts?: LetterFacts }
  | { readonly still: true; readonly from: Instant }
  | { readonly still: false; readonly why: string };

/** Decides letters again: whether what they say still holds. A letter missing in the answer was not looked at. */
export type LastLook = (
  letters: readonly ClaimedLetter[],
  now: Instant,
) => Promise<ReadonlyMap<LetterId, LookedAgain>>;

export interface Triage {
  readonly toSend: readonly ClaimedLetter[];
  readonly settled: readonly Settlement[];
  /** Why the last look failed, for the log. */
  readonly fault: string | null;
}

/** Which of the claimed letters may still go: not too old, and still true where time has passed. */
export async function triage(
  letters: readonly ClaimedLetter[],
  now: Instant,
  post: Rules['post'],
  lastLook: LastLook,
): Promise<Triage> {
  const settled: Settlement[] = [];
  const fresh: ClaimedLetter[] = [];
  const old: ClaimedLetter[] = [];
  for (const letter of letters) {
    if (isExpired(letter.releasedAt ?? letter.decidedAt, now, post.expireAfter)) {
      settled.push(unsent(letter, 'expired', expiredBecause(letter)));
    } else if (mustLook(letter, now, post.lastLook)) old.push(letter);
    else fresh.push(letter);
  }
  if (old.length === 0) return { toSend: fresh, settled, fault: null };

  let looks: ReadonlyMap<LetterId, LookedAgain>;
  try {
    looks = await lastLook(old, now);
  } catch (error) {
    const fault = statusReason('look_failed', { fault: messageOf(error) });
    return { toSend: fresh, settled: [...settled, ...old.map((letter) => later(letter, fault, now))], fault };
  }
  const toSend = fresh;
  for (const letter of old) {
    const look = looks.get(letter.id);
    if (look?.still && 'from' in look) settled.push(deferred(letter, look.from));
    else if (look?.still) toSend.push(look.facts ? { ...letter, facts: look.facts } : letter);
    else if (look) settled.push(unsent(letter, 'withdrawn', look.why));
    else settled.push(later(letter, statusReason('not_looked'), now));
  }
  return { toSend, settled, fault: null };
}

/** A reminder and what a person released always, another letter to a customer when time has passed; what it corrects stays wrong. */
const mustLook = (
  { audience, kind, decidedAt, releasedAt }: ClaimedLetter,
  now: Instant,
  lastLook: number,
): boolean =>
  audience === 'customer' &&
  kind !== CORRECTION_KIND &&
  (kind.startsWith(REMINDER_KINDS) || releasedAt !== null || now - decidedAt > lastLook);

const expiredBecause = ({ statusReason: before }: ClaimedLetter): string =>
  before === null ? statusReason('too_old') : statusReason('too_old_before', { before });

/** Never sent unlooked: it waits as after a failed attempt, but the attempt is not counted. */
export const later = (letter: ClaimedLetter, reason: string, now: Instant): Settlement => ({
  ...unsent(letter, 'returned', null),
  status: 'retry',
  reason,
  dueAt: nextTry(letter.attempts, now, 1),
});
