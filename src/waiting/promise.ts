import { type Day, dayOf, type Instant } from '../calendar/time.ts';
import type { Finding } from './finding.ts';
import { wordGiven } from './our-word.ts';
import { lastLetter, type Situation } from './situation.ts';

/** The day by which we owe it: the promised one, and as many days more as it waited for the customer. */
export const owedOn = ({ item }: Pick<Situation, 'item'>): Day | null =>
  item.promisedFor === null ? null : dayOf(item.promisedFor + item.theirDays);

/** The promised day is over, and the item is still open. */
export function isBroken(situation: Situation): boolean {
  const day = owedOn(situation);
  return day !== null && situation.today > day;
}

/** The moment at which the promised day was over. */
export function brokenAt(situation: Situation): Instant | null {
  const day = owedOn(situation);
  return day === null ? null : situation.zone.instantOf(dayOf(day + 1), 0);
}

export function findBroken(situation: Situation): Finding | null {
  const { item, today, rules } = situation;
  const began = brokenAt(situation);
  if (item.promisedFor === null || began === null || !isBroken(situation)) return null;
  return {
    kind: 'promise_missed',
    began,
    promisedFor: item.promisedFor,
    lateBy: rules.calendar.workingDaysBetween(owedOn(situation) ?? item.promisedFor, today),
  };
}

/** A letter of ours went after this promised day was over: a promise that was told as broken stays told. */
export function toldBroken(situation: Situation): boolean {
  const began = brokenAt(situation);
  return (
    began !== null &&
    situation.letters.some(
      ({ told, decidedAt }) => told.promisedFor === situation.item.promisedFor && decidedAt >= began,
    )
  );
}

/** The company changed the date after a letter of ours named one. */
export function findPromiseMoved(situation: Situation): Finding | null {
  const from = lastLetter(situation)?.told.promisedFor ?? null;
  const to = situation.item.promisedFor;
  if (from === null || to === null || from === to) return null;
  return { kind: 'promise_moved', began: situation.now, from, to };
}

/** The company took a date back that a letter of ours named. */
export function findPromiseWithdrawn(situation: Situation): Finding | null {
  const from = lastLetter(situation)?.told.promisedFor ?? null;
  if (from === null || situation.item.promisedFor !== null) return null;
  return { kind: 'promise_withdrawn', began: situation.now, from };
}

/** A day came after a letter of ours that had none to name, while it still owes them a word: they need not wait for that. */
export function findPromiseGiven(situation: Situation): Finding | null {
  const { item, now, today } = situation;
  const last = lastLetter(situation);
  if (last === null || last.told.promisedFor !== null || wordGiven(situation) === null) return null;
  if (item.promisedFor === null || item.promisedFor < today) return null;
  return { kind: 'promise_given', began: now, to: item.promisedFor };
}
