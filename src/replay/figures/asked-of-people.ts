import { z } from 'zod';
import { mondayOf } from '../../calendar/iso-week.ts';
import type { TaskKind } from '../../customer/task.ts';
import { grouped } from '../../grouped.ts';
import type { PlayedTask } from '../playing/played.ts';
import type { Replayed } from '../playing/replayed.ts';
import { type Figure, type FigureCode, rounded } from './figure.ts';

const WEEK = 7;

export const askedSchema = z.strictObject({
  /** Null: the company names nobody. */
  person: z.string().nullable(),
  tasks: z.int(),
  per_week: z.number(),
  by_kind: z.record(z.string(), z.int()),
  /** Of letters that tell them of tasks. */
  most_in_a_week: z.int(),
});
export type AskedOfPerson = z.infer<typeof askedSchema>;

/** What people were asked to do by the rules of waiting, in a week, for 1,000 open items; and each person's share. */
export function askedFigures(replayed: Replayed): {
  figures: readonly Figure[];
  asked: readonly AskedOfPerson[];
} {
  const { tasks } = replayed.played;
  const ofWaiting = tasks.filter((task) => task.ofWaiting);
  const thousandWeeks = (weeksOf(replayed) * openOnAverage(replayed)) / 1_000;
  const weekly = (code: FigureCode, ...kinds: readonly TaskKind[]): Figure => {
    const part = ofWaiting.filter(({ kind }) => kinds.includes(kind)).length;
    const value = thousandWeeks === 0 ? null : part / thousandWeeks;
    return { code, unit: 'weekly', value, part, whole: rounded(thousandWeeks) };
  };
  return {
    figures: [
      weekly('calls_and_escalations_asked', 'call-customer', 'escalation'),
      weekly('calls_asked', 'call-customer'),
      weekly('escalations_asked', 'escalation'),
      weekly('answers_asked', 'answer-customer'),
      weekly('reviews_asked', 'review-credit-limit'),
    ],
    asked: byPerson(tasks, weeksOf(replayed)),
  };
}

const weeksOf = ({ played: { from, to } }: Replayed): number => (to - from + 1) / WEEK;

/** Items that waited for us on a day, on average over the days played. */
export function openOnAverage({ fates, played: { from, to } }: Replayed): number {
  const days = fates.reduce(
    (sum, { openedOn, doneOn }) => sum + Math.max(0, (doneOn ?? to) - Math.max(openedOn, from) + 1),
    0,
  );
  return days / (to - from + 1);
}

function byPerson(tasks: readonly PlayedTask[], weeks: number): readonly AskedOfPerson[] {
  return [...grouped(tasks, ({ person }) => person)]
    .map(([person, theirs]) => ({
      person,
      tasks: theirs.length,
      per_week: rounded(theirs.length / weeks),
      by_kind: countBy(theirs, ({ kind }) => kind),
      most_in_a_week: Math.max(...Object.values(countBy(theirs, ({ day }) => String(mondayOf(day))))),
    }))
    .sort((a, b) => b.tasks - a.tasks);
}

/** How many there are of each kind. */
export function countBy<Value>(
  values: readonly Value[],
  kindOf: (value: Value) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[kindOf(value)] = (counts[kindOf(value)] ?? 0) + 1;
  return counts;
}
