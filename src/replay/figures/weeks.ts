import { z } from 'zod';
import { mondayOf } from '../../calendar/iso-week.ts';
import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import { grouped } from '../../grouped.ts';
import type { Replayed } from '../playing/replayed.ts';
import { countBy } from './asked-of-people.ts';

export const weekSchema = z.strictObject({
  /** Its Monday. */
  week: z.string(),
  /** Letters that went, to customers and to people of the company, by kind. */
  letters: z.record(z.string(), z.int()),
  /** What people were asked to do, by kind. */
  tasks: z.record(z.string(), z.int()),
});
export type ReplayWeek = z.infer<typeof weekSchema>;

const WEEK = 7;

/** Every week of the days played, those too in which nothing was written; the first and the last may be cut. */
export function weeksPlayed({ played, toCustomers }: Replayed): readonly ReplayWeek[] {
  const went = [...toCustomers, ...played.letters.filter(({ audience }) => audience === 'staff')];
  const letters = byWeek(went);
  const tasks = byWeek(played.tasks);
  const weeks: ReplayWeek[] = [];
  for (let monday = mondayOf(played.from); monday <= played.to; monday = dayOf(monday + WEEK))
    weeks.push({
      week: isoDay(monday),
      letters: countBy(letters.get(monday) ?? [], ({ kind }) => kind),
      tasks: countBy(tasks.get(monday) ?? [], ({ kind }) => kind),
    });
  return weeks;
}

const byWeek = <Value extends { readonly day: Day }>(values: readonly Value[]): ReadonlyMap<Day, Value[]> =>
  grouped(values, ({ day }) => mondayOf(day));
