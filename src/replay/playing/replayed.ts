import type { Day, Instant } from '../../calendar/time.ts';
import { type Zone, zoneOf } from '../../calendar/zone.ts';
import { wasHeard } from '../../customer/contacts.ts';
import { type ItemRef, refKey } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import type { CompanyHistory, InvoiceHistory } from '../past/history.ts';
import { fatesOf, type ItemFate } from './fate.ts';
import type { Played, PlayedLetter, PlayedTask, ToldItem } from './played.ts';

/** A letter to a customer, as one of its items sees it. */
export interface LetterAbout {
  readonly letter: PlayedLetter;
  readonly told: ToldItem;
}

/** A history, what a replay of it came to, and what became of its items: what every figure is made of. */
export interface Replayed {
  readonly history: CompanyHistory;
  readonly played: Played;
  readonly zone: Zone;
  readonly fates: readonly ItemFate[];
  /** Letters to customers that went, in order. */
  readonly toCustomers: readonly PlayedLetter[];
  /** Those about an item, oldest first. */
  lettersAbout(fate: ItemFate): readonly LetterAbout[];
  tasksAbout(fate: ItemFate): readonly PlayedTask[];
  /** When a person of the company was in touch about the item, or about the customer's business at large. */
  heard(fate: ItemFate): readonly Instant[];
  /** Working days between two days. */
  workingDays(from: Day, to: Day): number;
  invoice(id: string): InvoiceHistory | undefined;
}

export function replayedOf(history: CompanyHistory, played: Played): Replayed {
  const toCustomers = played.letters.filter(({ audience, held }) => audience === 'customer' && !held);
  // By the id alone, which is there already, and each list as long as it is: one that is pushed to has room for sixteen more.
  const letters = new Map<string, readonly PlayedLetter[]>();
  for (const letter of toCustomers)
    for (const { id } of letter.items) letters.set(id, [...(letters.get(id) ?? NO_LETTERS), letter]);
  const tasks = new Map<string, readonly PlayedTask[]>();
  for (const task of played.tasks)
    for (const { id } of task.about) tasks.set(id, [...(tasks.get(id) ?? NO_TASKS), task]);
  const contacts = contactsByItem(history, played);
  const invoices = new Map<string, InvoiceHistory>(
    history.customers.flatMap((each) => each.invoices.map((one) => [one.invoice.id, one] as const)),
  );
  return {
    history,
    played,
    zone: zoneOf(played.rules.company.timeZone),
    fates: fatesOf(history, played),
    toCustomers,
    // Put together when they are asked for: a year has hundreds of thousands.
    lettersAbout: ({ history: { row } }) =>
      (letters.get(row.id) ?? NO_LETTERS).flatMap((letter) => about(letter, row)),
    tasksAbout: ({ history: { row } }) =>
      (tasks.get(row.id) ?? NO_TASKS).filter(({ about }) =>
        about.some(({ kind, id }) => kind === row.kind && id === row.id),
      ),
    heard: ({ history: { row }, customerId }) => [
      ...(contacts.get(refKey(row)) ?? []),
      ...(contacts.get(`customer:${customerId}`) ?? []),
    ],
    workingDays: (from, to) => played.rules.calendar.workingDaysBetween(from, to),
    invoice: (id) => invoices.get(id),
  };
}

const NO_LETTERS: readonly PlayedLetter[] = [];
const NO_TASKS: readonly PlayedTask[] = [];

const about = (letter: PlayedLetter, item: ItemRef): readonly LetterAbout[] =>
  letter.items.flatMap((told) => (told.kind === item.kind && told.id === item.id ? [{ letter, told }] : []));

function contactsByItem(history: CompanyHistory, played: Played): ReadonlyMap<string, readonly Instant[]> {
  const contacts = new Map<string, Instant[]>();
  for (const { customer, contacts: theirs } of history.customers)
    for (const contact of theirs) {
      if (!wasHeard(contact)) continue;
      const about = contact.item === null ? `customer:${customer.id}` : refKey(contact.item);
      push(contacts, about, contact.at);
    }
  for (const { item, at } of played.calls) push(contacts, refKey(item), at);
  return contacts;
}
