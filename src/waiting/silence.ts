import type { Instant } from '../calendar/time.ts';
import { workingDeadline } from '../calendar/working-time.ts';
import { wasHeard } from '../customer/contacts.ts';
import type { Contact } from '../customer/customer.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** When a person last spoke or wrote to the customer about this item, or null. */
export function lastPersonalContact({ contacts }: Situation): Instant | null {
  return contacts.findLast(wasHeard)?.at ?? null;
}

/**
 * When the customer last heard from us about the item, from a letter or a person. Nobody ever: when they
 * placed it, for then they heard that we have it.
 */
export function lastHeard(situation: Situation): Instant {
  const { letters, item } = situation;
  let heard = item.openedAt;
  for (const letter of letters) {
    const at = letter.submittedAt ?? letter.decidedAt;
    if (at > heard) heard = at;
  }
  const person = lastPersonalContact(situation);
  return person !== null && person > heard ? person : heard;
}

/** Messages of the customer that no person has answered, oldest first. A letter of ours is no answer. */
export function unanswered(situation: Situation): readonly Contact[] {
  const answered = lastPersonalContact(situation);
  return situation.contacts.filter(
    (contact) => !wasHeard(contact) && (answered === null || contact.at > answered),
  );
}

/** No promise, and the customer has heard nothing for longer than policy allows. */
export const isSilent = (situation: Situation): boolean => findSilence(situation) !== null;

/** The customer has heard nothing for longer than policy's `waiting.silence` (working time), which grows with each note. */
export function findSilence(situation: Situation): Finding | null {
  const { rules, zone, now, today, item } = situation;
  if (item.promisedFor !== null) return null;
  const heard = lastHeard(situation);
  const deadline = workingDeadline(rules.calendar, zone, heard, spanAfter(situation));
  if (deadline > now) return null;
  const since = zone.dayAt(heard);
  return {
    kind: 'long_silence',
    began: deadline,
    since,
    silentFor: rules.calendar.workingDaysBetween(since, today),
  };
}

/** The first span, and after each note the next one; the last goes on. */
function spanAfter({ letters, rules }: Situation): number {
  const { silence } = rules.waiting;
  const notes = letters.filter(({ told }) => told.state === 'silent').length;
  return silence[Math.min(notes, silence.length - 1)] ?? 0;
}
