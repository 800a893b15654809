import { maySendAt } from '../../calendar/sending-hours.ts';
import { zoneOr } from '../../calendar/zone.ts';
import { dayAfter } from '../due-day.ts';
import { type CustomerHoldRule, hold } from './hold.ts';

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
