import { type Day, dayOf, type Instant } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import { wasHeard } from '../customer/contacts.ts';
import type { Case, CaseLetter, CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { sameItem } from '../customer/ids.ts';
import { GONE } from '../customer/letter-status.ts';
import type { Reminder } from '../customer/reminders.ts';
import { openReplies } from '../inbox/open-replies.ts';
import type { Rules } from '../policy/rules.ts';
import { reached } from './situation.ts';

/** What we did to a customer that has to be mended. */
export const MENDED_BECAUSE = [
  'complaint_settled',
  'word_was_broken',
  'reminder_was_wrong',
  'stood_for_credit',
  'letter_was_wrong',
] as const;
export type MendedBecause = (typeof MENDED_BECAUSE)[number];

/** A customer is being mended: no machine asks them for money, a manager signs, and a person watches how they are written to. */
export interface Mending {
  readonly because: MendedBecause;
  readonly since: Instant;
  /** The first day on which it may be over: the policy's span is; or, once it is and contacts are wanting, twice that. */
  readonly until: Day;
  /** Contacts that went well since, of so many that are watched. */
  readonly well: number;
  readonly wanted: number;
}

/** One customer on one moment, whichever half of the work looks at them. */
interface CustomerNow {
  readonly facts: CustomerFacts;
  readonly memory: CustomerMemory;
  readonly now: Instant;
  readonly zone: Zone;
  readonly rules: Rules;
}

/** Working days without a bad word, after which a contact went well. */
const SETTLES_IN = 2;

/**
 * Whether a customer is mended now, since the last thing that went wrong: for the policy's span, and on until so many contacts went
 * well, but never for longer than twice the span. Null: they are not.
 */
export function mendingOf(looked: CustomerNow): Mending | null {
  const { days, contacts: wanted } = looked.rules.mending;
  if (days === 0) return null;
  const { zone, now } = looked;
  let last: OurWrong | null = null;
  for (const wrong of wrongs(looked))
    if (wrong.at <= now && (last === null || wrong.at > last.at)) last = wrong;
  if (last === null) return null;
  const from = zone.dayAt(last.at);
  const today = zone.dayAt(now);
  if (today >= from + 2 * days) return null;
  const well = Math.min(wanted, contactsThatWentWell(last.at, looked));
  const isSpanOver = today >= from + days;
  if (isSpanOver && well >= wanted) return null;
  return {
    because: last.because,
    since: last.at,
    until: dayOf(from + (isSpanOver ? 2 : 1) * days),
    well,
    wanted,
  };
}

interface OurWrong {
  readonly because: MendedBecause;
  readonly at: Instant;
}

function wrongs(looked: CustomerNow): readonly OurWrong[] {
  const { facts, memory } = looked;
  const found: OurWrong[] = facts.account.closedComplaints.map(({ closedAt }) => ({
    because: 'complaint_settled',
    at: closedAt,
  }));
  for (const theCase of memory.cases) {
    for (const { correctedAt } of theCase.letters)
      if (correctedAt != null) found.push({ because: 'letter_was_wrong', at: correctedAt });
    const letters = theCase.letters.filter(reached);
    found.push(...brokenWords(theCase, letters, looked), ...creditHolds(letters));
  }
  for (const { correctedAt } of memory.dunning.reminders)
    if (correctedAt != null) found.push({ because: 'letter_was_wrong', at: correctedAt });
  for (const reminder of memory.dunning.reminders)
    if (reminder.tone !== null && GONE.includes(reminder.status) && wasWrong(reminder, looked))
      found.push({ because: 'reminder_was_wrong', at: reminder.submittedAt ?? reminder.decidedAt });
  return found;
}

/** The day of a word went by, and neither a letter, nor a person, nor the end of the matter had redeemed it. */
function brokenWords(
  { item, closedAt }: Case,
  letters: readonly CaseLetter[],
  looked: CustomerNow,
): readonly OurWrong[] {
  const { facts, memory, now, zone } = looked;
  return letters.flatMap(({ nextWordBy, decidedAt }, nth): OurWrong[] => {
    if (nextWordBy === null || (memory.inbox.letOffAt !== null && decidedAt <= memory.inbox.letOffAt))
      return [];
    const redeemedAt = letters[nth + 1]?.decidedAt ?? closedAt ?? now;
    if (zone.dayAt(redeemedAt) <= nextWordBy) return [];
    const spoke = facts.contacts.some(
      (contact) =>
        contact.at >= decidedAt &&
        zone.dayAt(contact.at) <= nextWordBy &&
        wasHeard(contact) &&
        (contact.item === null || sameItem(contact.item, item)),
    );
    return spoke ? [] : [{ because: 'word_was_broken', at: zone.instantOf(dayOf(nextWordBy + 1), 0) }];
  });
}

const creditHolds = (letters: readonly CaseLetter[]): readonly OurWrong[] =>
  letters
    .filter(({ kind, told }) => kind === 'credit-hold' || told.state === 'on_hold')
    .map(({ submittedAt, decidedAt }) => ({ because: 'stood_for_credit', at: submittedAt ?? decidedAt }));

/** It asked for what had been paid, or for what they contest. */
function wasWrong(
  { invoiceId, submittedAt, decidedAt }: Reminder,
  { facts, rules, zone }: CustomerNow,
): boolean {
  const { open, settled } = facts.account;
  if (open.some(({ id, disputed }) => id === invoiceId && disputed)) return true;
  const paid = settled.find(({ id }) => id === invoiceId);
  if (paid === undefined || paid.withoutPayment) return false;
  // Money that came on the working day before crossed with the letter.
  return rules.calendar.addWorkingDays(paid.paidOn, 1) < zone.dayAt(submittedAt ?? decidedAt);
}

/**
 * Days since then on which they heard from us, by letter or from a person, and nothing bad came of it: it has settled, nothing of
 * theirs waits for an answer since, and nothing went wrong again, for then it would count from there.
 */
function contactsThatWentWell(since: Instant, { facts, memory, now, zone, rules }: CustomerNow): number {
  const days = new Set<Day>();
  const heard = (at: Instant | null): void => {
    if (at !== null && at > since && at <= now) days.add(zone.dayAt(at));
  };
  for (const { letters } of memory.cases)
    for (const letter of letters) if (letter.status === 'submitted') heard(letter.submittedAt);
  for (const { status, cameBack, submittedAt } of memory.dunning.reminders)
    if (status === 'submitted' && !cameBack) heard(submittedAt);
  for (const contact of facts.contacts) if (wasHeard(contact)) heard(contact.at);
  const asks = openReplies(memory.inbox.replies, facts.contacts).map(({ at }) => zone.dayAt(at));
  const today = zone.dayAt(now);
  return [...days].filter(
    (day) => rules.calendar.addWorkingDays(day, SETTLES_IN) <= today && !asks.some((asked) => asked >= day),
  ).length;
}
