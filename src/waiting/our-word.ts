import { type Day, dayOf } from '../calendar/time.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { CaseLetter } from '../customer/customer.ts';
import type { Finding } from './finding.ts';
import { lastPersonalContact } from './silence.ts';
import { lastLetter, type Situation } from './situation.ts';

/** The day by which we said we would write again, unless a person has spoken with the customer since. */
export function wordGiven(situation: Situation): Day | null {
  const letter = lastLetter(situation);
  if (!letter || letter.nextWordBy === null) return null;
  const person = lastPersonalContact(situation);
  return person !== null && person >= letter.decidedAt ? null : letter.nextWordBy;
}

/** The day that a letter gave has come (due) or gone (broken). */
export function findWordDue(situation: Situation): Finding | null {
  const by = wordGiven(situation);
  if (by === null || situation.today < by) return null;
  return {
    kind: 'word_due',
    began: situation.zone.instantOf(by, 0),
    by,
    broken: situation.today > by,
  };
}

/** How many words of a case were broken: the next letter came after its day. Words kept by a person count as kept. */
export function brokenWords(situation: Situation, letters: readonly CaseLetter[]): number {
  let broken = 0;
  for (const [index, letter] of letters.entries()) {
    const next = letters[index + 1];
    if (letter.nextWordBy === null || !next) continue;
    const spoke = situation.contacts.some((c) => c.at >= letter.decidedAt && c.at < next.decidedAt);
    if (!spoke && situation.zone.dayAt(next.decidedAt) > letter.nextWordBy) broken += 1;
  }
  return broken;
}

/**
 * Our word: `next_word_within` working days from today. When the customer needs it before or on that day, the
 * working day before they do, while that is still ahead; else that day itself.
 */
export function nextWord({ today, item, rules }: Situation): Day {
  const { calendar } = rules;
  const word = calendar.addWorkingDays(today, rules.waiting.nextWordWithin);
  if (item.neededBy === null || item.neededBy <= today || item.neededBy > word) return word;
  const before = workingDayUpTo(dayOf(item.neededBy - 1), today, calendar);
  return before ?? workingDayUpTo(item.neededBy, today, calendar) ?? word;
}

/** The last working day up to `day`, if that is after `today`. */
function workingDayUpTo(day: Day, today: Day, calendar: WorkingCalendar): Day | null {
  for (let candidate = day; candidate > today; candidate = dayOf(candidate - 1))
    if (calendar.isWorkingDay(candidate)) return candidate;
  return null;
}
