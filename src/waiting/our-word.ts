import { type Day, dayOf } from '../calendar/time.ts';
import type { CaseLetter } from '../customer/customer.ts';
import type { Finding } from './finding.ts';
import { lastPersonalContact } from './silence.ts';
import { lastLetter, type Situation } from './situation.ts';

/** The day by which we said we would write again, unless a person has spoken with the customer since, or they want fewer letters. */
export function wordGiven(situation: Situation): Day | null {
  const letter = lastLetter(situation);
  if (!letter || letter.nextWordBy === null || letUsOff(letter, situation)) return null;
  const person = lastPersonalContact(situation);
  return person !== null && person >= letter.decidedAt ? null : letter.nextWordBy;
}

/** After this letter they asked to be written to less: they let us off what it said of the next one, also once that is lifted. */
const letUsOff = ({ decidedAt }: CaseLetter, { memory }: Situation): boolean =>
  memory.inbox.letOffAt !== null && decidedAt <= memory.inbox.letOffAt;

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
    if (letter.nextWordBy === null || !next || letUsOff(letter, situation)) continue;
    const spoke = situation.contacts.some((c) => c.at >= letter.decidedAt && c.at < next.decidedAt);
    if (!spoke && situation.zone.dayAt(next.decidedAt) > letter.nextWordBy) broken += 1;
  }
  return broken;
}

/** Nobody waits longer for the next word. Calendar days. */
const LONGEST = 7;

/**
 * Our word after the nth letter (from 0) about one delay: policy's `next_word`, one span after the other, on a working day, and
 * never later than a week. When the customer needs it before or on that day, the working day before they do, while that
 * is still ahead; else that day itself.
 */
export function nextWord(situation: Situation, nth: number): Day {
  const { today, item, rules } = situation;
  const { nextWord: spans } = rules.waiting;
  const span = spans[Math.min(nth, spans.length - 1)] ?? 1;
  const word = withinAWeek(rules.calendar.addWorkingDays(today, span), situation);
  if (item.neededBy === null || item.neededBy <= today || item.neededBy > word) return word;
  return (
    workingDayUpTo(dayOf(item.neededBy - 1), situation) ?? workingDayUpTo(item.neededBy, situation) ?? word
  );
}

/** After a warning: the working day after the day at risk, and never later than a week. */
export const wordAfter = (day: Day, situation: Situation): Day =>
  withinAWeek(situation.rules.calendar.addWorkingDays(day, 1), situation);

/** A person calls before our word falls due, so that a call that did not come can be owned up to on that day; null: no day is left. */
export const callBefore = (word: Day, situation: Situation): Day | null =>
  workingDayUpTo(dayOf(word - 1), situation);

/** That day, or the last working day within a week; where there is none the next one after it. */
const withinAWeek = (wanted: Day, situation: Situation): Day =>
  wanted <= situation.today + LONGEST
    ? wanted
    : (workingDayUpTo(dayOf(situation.today + LONGEST), situation) ??
      situation.rules.calendar.addWorkingDays(situation.today, 1));

/** The last working day up to `day`, if that is after today. */
function workingDayUpTo(day: Day, { today, rules }: Situation): Day | null {
  for (let candidate = day; candidate > today; candidate = dayOf(candidate - 1))
    if (rules.calendar.isWorkingDay(candidate)) return candidate;
  return null;
}
