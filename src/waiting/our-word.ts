import type { Day } from '../calendar/time.ts';
import type { CaseLetter } from '../customer.ts';
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
 * Our word: `next_word_within` working days from today, but not after the day by which the customer needs it
 * (or the working day before), while that is still ahead.
 */
export function nextWord({ today, item, rules }: Situation): Day {
  const { calendar } = rules;
  const word = calendar.addWorkingDays(today, rules.waiting.nextWordWithin);
  if (item.neededBy === null || item.neededBy >= word) return word;
  let before = item.neededBy;
  while (before > today && !calendar.isWorkingDay(before)) before = (before - 1) as Day;
  return before > today ? before : word;
}
