import { dayAfter } from '../../account/due-day.ts';
import { maySendAt } from '../../calendar/sending-hours.ts';
import { type Instant, isoDay } from '../../calendar/time.ts';
import { hasOutlasted, workingDeadline } from '../../calendar/working-time.ts';
import { zoneOr } from '../../calendar/zone.ts';
import { wasHeard } from '../../customer/contacts.ts';
import { isPlaceholder } from '../../customer/placeholder.ts';
import { openReplies } from '../../inbox/open-replies.ts';
import { reached } from '../../waiting/situation.ts';
import { billingAddress, billingAddressOf } from '../billing-address.ts';
import { type CustomerHoldRule, type HoldRule, hold } from './hold.ts';

/** A person was in touch with them lately, about whatever: a machine does not cut in. */
export const holdPersonSpoke: HoldRule = ({ situation: { facts, memory, rules, zone, now } }) => {
  let spoke: Instant | null = null;
  for (const contact of facts.contacts)
    if (contact.at <= now && wasHeard(contact) && (spoke === null || contact.at > spoke)) spoke = contact.at;
  // An answer that we were told of is one too.
  for (const { answeredAt } of memory.inbox.replies)
    if (answeredAt !== null && answeredAt <= now && (spoke === null || answeredAt > spoke))
      spoke = answeredAt;
  const { afterAPerson } = rules.waiting;
  if (spoke === null || hasOutlasted(rules.calendar, zone, spoke, afterAPerson, now)) return null;
  const until = zone.dayAt(workingDeadline(rules.calendar, zone, spoke, afterAPerson));
  return hold('person_spoke', until, { day: isoDay(zone.dayAt(spoke)) });
};

/** They wrote to us, about whatever, and nobody has answered: no machine asks for money meanwhile. */
export const holdReplyOwed: HoldRule = ({ situation: { facts, memory, zone, now } }) => {
  const first = openReplies(memory.inbox.replies, facts.contacts).find(({ at }) => at <= now);
  return first ? hold('reply_owed', null, { day: isoDay(zone.dayAt(first.at)) }) : null;
};

/** They hear today about what they wait for: the update goes, and the reminder waits. */
export const holdUpdateToday: CustomerHoldRule = ({ situation }) => {
  const { memory, today, zone, updateNow } = situation;
  const updated =
    updateNow ||
    memory.cases.some(({ letters }) =>
      letters.some((letter) => reached(letter) && zone.dayAt(letter.decidedAt) === today),
    );
  return updated ? hold('update_today', dayAfter(today)) : null;
};

/** The billing address is nobody's: a person finds out whose it should be. */
export const holdPlaceholder: HoldRule = ({ situation }) => {
  const address = billingAddressOf(situation.facts.customer)?.address ?? null;
  const isNobodys = address !== null && isPlaceholder(address, situation.facts.sharedAddresses);
  return isNobodys ? hold('shared_address', null) : null;
};

/** The billing address has as many letters from today as the policy allows. */
export const holdWrittenToday: CustomerHoldRule = ({ situation }) => {
  if (situation.memory.writtenToday.size === 0) return null;
  const billing = billingAddress(situation);
  if (!('address' in billing)) return null;
  const written = situation.memory.writtenToday.get(billing.address.toLowerCase()) ?? 0;
  const most = situation.rules.guards.lettersPerCustomerPerDay;
  return written >= most ? hold('written_today', dayAfter(situation.today)) : null;
};

/** No letter waits in the outbox overnight: it is decided again when it may go, on the customer's own clock. */
export const holdOutsideHours: CustomerHoldRule = ({ situation: { facts, rules, zone, now } }) => {
  const theirs = zoneOr(facts.customer.timeZone, zone);
  if (maySendAt(rules.hours, rules.calendar, theirs, now)) return null;
  const day = theirs.dayAt(now);
  const from = theirs.minuteOfDay(now) < rules.hours.from ? day : dayAfter(day);
  return hold(
    'outside_hours',
    rules.hours.on === 'every day' ? from : rules.calendar.addWorkingDays(from, 0),
  );
};
