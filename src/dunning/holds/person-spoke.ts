import { type Instant, isoDay } from '../../calendar/time.ts';
import { hasOutlasted, workingDeadline } from '../../calendar/working-time.ts';
import { wasHeard } from '../../waiting/silence.ts';
import { type HoldRule, hold } from './hold.ts';

/** A person was in touch with them within the limit of silence, about whatever: a machine does not cut in. */
export const holdPersonSpoke: HoldRule = ({ situation: { facts, memory, rules, zone, now } }) => {
  let spoke: Instant | null = null;
  for (const contact of facts.contacts)
    if (contact.at <= now && wasHeard(contact) && (spoke === null || contact.at > spoke)) spoke = contact.at;
  // An answer that we were told of is one too.
  for (const { answeredAt } of memory.inbox.replies)
    if (answeredAt !== null && answeredAt <= now && (spoke === null || answeredAt > spoke))
      spoke = answeredAt;
  const { silence } = rules.waiting;
  if (spoke === null || hasOutlasted(rules.calendar, zone, spoke, silence, now)) return null;
  const until = zone.dayAt(workingDeadline(rules.calendar, zone, spoke, silence));
  return hold('person_spoke', until, { day: isoDay(zone.dayAt(spoke)) });
};
