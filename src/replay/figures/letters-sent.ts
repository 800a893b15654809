import { z } from 'zod';
import { isoDay, isoInstant } from '../../calendar/time.ts';
import type { PlayedLetter } from '../playing/played.ts';
import type { Replayed } from '../playing/replayed.ts';
import { countBy } from './asked-of-people.ts';
import { each, type Figure, largest } from './figure.ts';

const happened = z.strictObject({ at: z.string(), kind: z.string(), about: z.array(z.string()) });

export const lettersSchema = z.strictObject({
  to_customers: z.int(),
  to_staff: z.int(),
  by_kind: z.record(z.string(), z.int()),
  /** Letters to customers and to people of the company on each day played. */
  by_day: z.array(z.strictObject({ day: z.string(), to_customers: z.int(), to_staff: z.int() })),
  /** How many items had so many letters. */
  items_by_letters: z.record(z.string(), z.int()),
  /** Who got most, with their story. */
  most: z.array(
    z.strictObject({
      customer: z.string(),
      name: z.string().nullable(),
      letters: z.int(),
      story: z.array(happened),
    }),
  ),
});
export type LettersSent = z.infer<typeof lettersSchema>;

const MOST = 5;
/** A story of one customer is cut after so many letters. */
const LONGEST_STORY = 40;

/** How much would have been written: per day, item and customer. */
export function letterFigures(
  replayed: Replayed,
  names: boolean,
): { figures: readonly Figure[]; letters: LettersSent } {
  const { fates, played, toCustomers } = replayed;
  const toStaff = played.letters.filter(({ audience }) => audience === 'staff');
  const byDay = countBy(toCustomers, ({ day }) => isoDay(day));
  const staffByDay = countBy(toStaff, ({ day }) => isoDay(day));
  const perItem = fates.map((fate) => replayed.lettersAbout(fate).length);
  const byCustomer = new Map<string, number>();
  for (const { customerId } of toCustomers) byCustomer.set(customerId, (byCustomer.get(customerId) ?? 0) + 1);
  const most = [...byCustomer].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST);
  const storyOf = (customer: string) =>
    toCustomers.filter(({ customerId }) => customerId === customer).slice(0, LONGEST_STORY);
  const nameOf = new Map(history(replayed, names));
  return {
    figures: [
      each('letters_per_day', toCustomers.length, played.mornings.length),
      largest('most_letters_a_day', 'count', Object.values(byDay)),
      each(
        'letters_per_item',
        perItem.reduce((sum, count) => sum + count, 0),
        fates.length,
      ),
      largest('most_letters_of_a_customer', 'count', [...byCustomer.values()]),
    ],
    letters: {
      to_customers: toCustomers.length,
      to_staff: toStaff.length,
      by_kind: countBy(played.letters, ({ kind }) => kind),
      by_day: played.mornings.map(({ day }) => ({
        day: isoDay(day),
        to_customers: byDay[isoDay(day)] ?? 0,
        to_staff: staffByDay[isoDay(day)] ?? 0,
      })),
      items_by_letters: countBy(perItem, String),
      most: most.map(([customer, letters]) => ({
        customer,
        name: nameOf.get(customer) ?? null,
        letters,
        story: storyOf(customer).map(storyLine),
      })),
    },
  };
}

const history = ({ history: { customers } }: Replayed, names: boolean): [string, string][] =>
  names ? customers.map(({ customer }) => [customer.id, customer.name]) : [];

const storyLine = ({ at, kind, items, invoices }: PlayedLetter) => ({
  at: isoInstant(at),
  kind,
  about: [...items, ...invoices].map(({ id }): string => id),
});
