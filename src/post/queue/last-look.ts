import { isDeepStrictEqual } from 'node:util';
import { attend, type CustomerOutcome } from '../../attend/attend.ts';
import { maySendAt, nextSendingHour } from '../../calendar/sending-hours.ts';
import type { Day, Instant } from '../../calendar/time.ts';
import { zoneOf, zoneOr } from '../../calendar/zone.ts';
import type { Case, CustomerFacts, CustomerMemory, Told } from '../../customer/customer.ts';
import { type InvoiceId, type ItemRef, type LetterId, sameItem } from '../../customer/ids.ts';
import { type LetterStatus, LOST } from '../../customer/letter-status.ts';
import { statusReason } from '../../customer/status-reason.ts';
import type { Databases } from '../../database/databases.ts';
import { messageOf } from '../../failure.ts';
import { asJudging } from '../../ledger/rounds/judged.ts';
import type { ReminderLetter } from '../../letters/compose/compose-reminder.ts';
import {
  asksForTheSame,
  isAboutMoney,
  moneyRead,
  saysTheSameMoney,
} from '../../letters/facts/asked-money.ts';
import type { ReminderFacts } from '../../letters/facts/reminder-facts.ts';
import type { Rules } from '../../policy/rules.ts';
import { readCustomersNow } from '../../round/customers-now.ts';
import { reopened } from '../../waiting/case.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import type { LastLook, LookedAgain } from './triage.ts';

/**
 * Decides letters again that waited long: each is true still when its customer, on today's facts and with a memory
 * in which it was never written, would get just this letter.
 */
export const lastLookWith =
  (databases: Databases, given: Rules): LastLook =>
  async (letters, now) => {
    const ids = [...new Set(letters.map(({ customerId }) => customerId))];
    const rules = await asJudging(databases.ledgerPool, given, now);
    const customers = await readCustomersNow(databases, rules, now, ids);
    return new Map(
      letters.map((letter) => {
        const { facts, memory } = customers.of(letter.customerId);
        return [letter.id, judgeSafely(letter, facts, memory, now, rules)];
      }),
    );
  };

type WaitingLetter = Pick<ClaimedLetter, 'id' | 'about' | 'to' | 'decidedAt' | 'facts'> &
  Partial<Pick<ClaimedLetter, 'releasedAt' | 'readAs'>>;

/** One customer whose facts break a rule of ours must not delay the others; the next round quarantines them. */
function judgeSafely(...judged: Parameters<typeof judgeAgain>): LookedAgain {
  try {
    return judgeAgain(...judged);
  } catch (error) {
    return { still: false, why: statusReason('not_judged', { fault: messageOf(error) }) };
  }
}

/** Pure: whether the letter would be written again, and if not, why. */
export function judgeAgain(
  letter: WaitingLetter,
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
): LookedAgain {
  const from = letter.releasedAt == null ? null : notBefore(facts, now, rules);
  if (from !== null) return { still: true, from };
  const written = writtenAgain(letter, facts, memory, now, rules);
  if ('why' in written) return { still: false, why: written.why };
  const { again } = written;
  // Whom it goes to was asked just before, so this is a change of this very moment.
  if (again.to.address.toLowerCase() !== letter.to.address.toLowerCase())
    return { still: false, why: statusReason('other_address') };
  if ('invoices' in again) return asksTheSame(letter, again);
  const today = zoneOf(rules.company.timeZone).dayAt(now);
  return tellsTheSame(again, memory, letter.releasedAt == null ? null : today)
    ? { still: true }
    : { still: false, why: statusReason('other_state') };
}

/** What a person lets go in the evening waits for the morning of its reader; null: it may go now. */
function notBefore({ customer }: CustomerFacts, now: Instant, rules: Rules): Instant | null {
  const theirs = zoneOr(customer.timeZone, zoneOf(rules.company.timeZone));
  if (maySendAt(rules.hours, rules.calendar, theirs, now)) return null;
  return nextSendingHour(rules.hours, rules.calendar, theirs, now);
}

type Again = { readonly again: CustomerOutcome['letters'][number] } | { readonly why: string };

/** Pure: the letter as it would be written now, with a memory in which it never was; or why it would not be. */
export function writtenAgain(
  letter: WaitingLetter,
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
): Again {
  const today = zoneOf(rules.company.timeZone).dayAt(now);
  const before = memory.cases.flatMap(({ letters }) => letters).find(({ id }) => id === letter.id);
  if (before && before.nextWordBy !== null && before.nextWordBy <= today)
    return { why: statusReason('day_has_come') };

  const outcome = attend(facts, withoutLetter(memory, letter, today, rules), now, releasing(letter, rules));
  const again = outcome.letters.find(({ id }) => id === letter.id);
  return again ? { again } : { why: whyNot(letter, facts, outcome) };
}

/** A person let a letter about money go, knowing what else went meanwhile: the gap is theirs to judge. */
const releasing = ({ releasedAt }: WaitingLetter, rules: Rules): Rules =>
  (releasedAt ?? null) === null ? rules : { ...rules, dunning: { ...rules.dunning, minimumGap: NO_GAP } };
const NO_GAP = { amount: 0, unit: 'days' } as const;

/** A letter about money goes when what is open is the same to the cent, and then with the days of today: of the bank, of the next step. */
function asksTheSame(letter: WaitingLetter, again: ReminderLetter): LookedAgain {
  if (!isAboutMoney(letter.facts)) return { still: true };
  return isAsRead(letter, letter.facts, again.facts)
    ? { still: true, facts: again.facts }
    : { still: false, why: statusReason('other_sum') };
}

/** Its table is that of now; who let it go had read another, and is asked again. */
function isAsRead({ releasedAt, readAs }: WaitingLetter, was: ReminderFacts, now: ReminderFacts): boolean {
  if ((releasedAt ?? null) === null) return asksForTheSame(was, now);
  if ((readAs ?? null) !== null) return moneyRead(now) === readAs;
  // A letter of a build before has no table.
  return was.statement === undefined ? asksForTheSame(was, now) : saysTheSameMoney(was, now);
}

/**
 * What the letter said of each item is what it would say now.
 * @param letGoOn the day on which a letter is sent that a person let go; null: nobody had to
 */
function tellsTheSame(
  again: CustomerOutcome['letters'][number],
  memory: CustomerMemory,
  letGoOn: Day | null,
): boolean {
  if (!('cases' in again)) return true;
  return again.cases.every(({ caseId, told }) => {
    const before = memory.cases
      .find(({ id }) => id === caseId)
      ?.letters.find(({ id }) => id === again.id)?.told;
    return before !== undefined && saysTheSame(before, told, letGoOn);
  });
}

/** Letters of earlier versions do not say what they told of shipments and likely days. */
function saysTheSame(before: Told, now: Told, letGoOn: Day | null): boolean {
  return (
    before.stage === now.stage &&
    before.lineNo === now.lineNo &&
    before.promisedFor === now.promisedFor &&
    (before.expected === now.expected || isLikelyStill(before, now, letGoOn)) &&
    (before.shipments === undefined || isDeepStrictEqual(before.shipments, now.shipments)) &&
    isDeepStrictEqual(before.offer ?? null, now.offer ?? null)
  );
}

/** A likely day moves on from day to day; whoever lets a letter go read the one in it, and it holds while it is ahead. */
const isLikelyStill = ({ expected }: Told, now: Told, letGoOn: Day | null): boolean =>
  expected === undefined ||
  (letGoOn !== null && expected !== null && expected >= letGoOn && now.expected != null);

/** The memory as if the letter had never been written; it and those of its round count for their own day only. */
function withoutLetter(
  memory: CustomerMemory,
  letter: WaitingLetter,
  today: Day,
  rules: Rules,
): CustomerMemory {
  const { id, to, decidedAt } = letter;
  const cases = memory.cases.map((theCase) => caseWithout(theCase, id));
  const reminders = memory.dunning.reminders.filter(({ letterId }) => letterId !== id);
  const before = { ...memory, cases, dunning: { ...memory.dunning, reminders } };
  if (zoneOf(rules.company.timeZone).dayAt(decidedAt) !== today) return before;
  const key = to.address.toLowerCase();
  const written = (memory.writtenToday.get(key) ?? 0) - writtenWith(letter, memory);
  return { ...before, writtenToday: new Map(memory.writtenToday).set(key, Math.max(0, written)) };
}

/** How many letters its round wrote to its address, it among them: they were decided side by side, and none stands in another's way. */
function writtenWith({ id, to, decidedAt }: WaitingLetter, { cases, dunning }: CustomerMemory): number {
  const key = to.address.toLowerCase();
  const theirs = [
    ...cases.flatMap(({ letters }) => letters),
    ...dunning.reminders.map((reminder) => ({ ...reminder, id: reminder.letterId })),
  ].filter(
    ({ address, status, ...other }) =>
      other.decidedAt === decidedAt && address.toLowerCase() === key && !isLost(status),
  );
  return new Set([id, ...theirs.map((other) => other.id)]).size;
}

const isLost = (status: LetterStatus): boolean => LOST.some((one) => one === status);

/** The case as it was before the letter: one that closed with it, or after it, is open. */
function caseWithout(theCase: Case, id: LetterId): Case {
  const letter = theCase.letters.find((candidate) => candidate.id === id);
  if (!letter) return theCase;
  const letters = theCase.letters.filter((candidate) => candidate !== letter);
  const closedByIt = theCase.closedAt !== null && theCase.closedAt >= letter.decidedAt;
  return closedByIt ? { ...reopened(theCase), letters } : { ...theCase, letters };
}

function whyNot(
  letter: Pick<ClaimedLetter, 'about'>,
  facts: CustomerFacts,
  outcome: CustomerOutcome,
): string {
  const reasons = letter.about.map((about) =>
    about.kind === 'invoice' ? whyNotInvoice(about.id, facts, outcome) : whyNotItem(about, facts, outcome),
  );
  const given = [...new Set(reasons.filter((reason) => reason !== null))];
  return given.length === 0
    ? statusReason('other_letter')
    : statusReason('not_true', { why: given.join('; ') });
}

function whyNotItem(item: ItemRef, facts: CustomerFacts, outcome: CustomerOutcome): string | null {
  if (facts.quarantined.some((bad) => sameItem(bad, item))) return `${item.kind} ${item.id} cannot be judged`;
  if (!facts.items.some((open) => sameItem(open, item))) return `${item.kind} ${item.id} is no longer open`;
  const decision = outcome.decisions.find((candidate) => sameItem(candidate.item, item));
  if (!decision) return `${item.kind} ${item.id} no longer stands still`;
  return decision.do === 'write' ? null : `${item.kind} ${item.id}: ${decision.reason}`;
}

function whyNotInvoice(id: InvoiceId, facts: CustomerFacts, outcome: CustomerOutcome): string | null {
  if (!facts.account.open.some((invoice) => invoice.id === id)) return `invoice ${id} is no longer open`;
  const verdict = outcome.verdicts.find(
    ({ invoiceId, plannedLetter }) => invoiceId === id && plannedLetter === null,
  );
  if (!verdict) return `invoice ${id} is not overdue`;
  const codes = [...verdict.holds, ...verdict.reasons].map(({ code }) => code.replaceAll('_', ' '));
  return verdict.do === 'send' ? null : `invoice ${id}: ${verdict.do}, ${codes.join(', ')}`;
}
