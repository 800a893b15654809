import { z } from 'zod';
import type { Doubt } from '../../customer/customer.ts';
import { type DataFault, faultText } from '../../customer/data-fault.ts';

/** What is wrong with rows or fields, as far as it is the same for all of them. */
export const asideWhy = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['not_right', 'opened_missing', 'opened_future']), field: z.string() }),
  z.object({
    code: z.enum([
      'not_judged',
      'no_id',
      'no_due',
      'no_issue',
      'no_customer',
      'names_nobody',
      'id_twice',
      'amount',
      'plan_days',
      'complaint_opened',
      'closed_before_opening',
      'closed_before_issue',
      'closed_in_future',
      'unknown_invoice',
      'unknown_item',
      'event_unusable',
      'event_in_future',
      'event_before_opening',
      'event_after_closing',
      'events_at_once',
    ]),
  }),
]);
export type AsideWhy = z.infer<typeof asideWhy>;

/** What stands in a table: a text as it is, or an ISO day or moment, which each reader has on their clocks. */
export const asideShown = z.union([z.string(), z.strictObject({ at: z.string() })]);
export type AsideShown = z.infer<typeof asideShown>;

/** What one of them says: its fault, or what stands there, in English and as the tables have it. */
export type AsideSaid = DataFault | { readonly text: string; readonly shows: readonly AsideShown[] };

/** Rows or fields of one kind that cannot be right: how many, and the first few of them. */
export interface SetAside {
  readonly table: string;
  readonly why: AsideWhy;
  /** The same in English. */
  readonly what: string;
  /** The row itself was left out; otherwise a field of it. */
  readonly wholeRow: boolean;
  readonly count: number;
  readonly examples: readonly AsideExample[];
}

export interface AsideExample {
  readonly id: string;
  /** In English. */
  readonly reason: string;
  readonly fault: DataFault | null;
  /** Without a fault of its own: days, stages and ids that stand there. */
  readonly shows: readonly AsideShown[];
}

const EXAMPLES = 3;
/** Ids and reasons are the company's texts, of any length. */
const LONGEST = 160;

/** Counts what is set aside while a history is read: a hostile table costs no memory. */
export class SettingAside {
  readonly #kinds = new Map<string, { -readonly [Key in keyof SetAside]: SetAside[Key] }>();

  /** A row that is left out. */
  row(table: string, why: AsideWhy, id: string, said: AsideSaid | null = null): void {
    this.#add(table, why, true, id, said);
  }

  /** A field that is left out; its row is judged on the rest. */
  field(table: string, why: AsideWhy, id: string, said: AsideSaid | null = null): void {
    this.#add(table, why, false, id, said);
  }

  doubts(doubts: Iterable<Doubt>): void {
    for (const { table, id, field, fault } of doubts)
      this.field(table, { code: 'not_right', field }, id, fault);
  }

  all(): readonly SetAside[] {
    return [...this.#kinds.values()].sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
  }

  #add(table: string, why: AsideWhy, wholeRow: boolean, id: string, said: AsideSaid | null): void {
    const what = whyText(why);
    const key = `${table}/${what}`;
    const known = this.#kinds.get(key) ?? { table, why, what, wholeRow, count: 0, examples: [] };
    this.#kinds.set(key, known);
    known.count += 1;
    if (known.examples.length < EXAMPLES)
      known.examples = [...known.examples, { id: short(id), ...exampleOf(said, what) }];
  }
}

function exampleOf(said: AsideSaid | null, what: string): Omit<AsideExample, 'id'> {
  if (said === null) return { reason: what, fault: null, shows: [] };
  if ('code' in said) return { reason: short(faultText(said)), fault: cutFault(said), shows: [] };
  return { reason: short(said.text), fault: null, shows: said.shows.map(cutShown) };
}

/** What stands in the tables is of any length. */
const cutShown = (shown: AsideShown): AsideShown => (typeof shown === 'string' ? short(shown) : shown);

const cutFault = (fault: DataFault): DataFault =>
  'it' in fault && fault.it !== null ? { ...fault, it: short(fault.it) } : fault;

const short = (text: string): string => [...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join('');

/** Under what a row that cannot be judged at all is counted. */
export function asideFor(fault: DataFault): AsideWhy {
  switch (fault.code) {
    case 'no_id':
    case 'no_due':
    case 'no_issue':
    case 'no_customer':
    case 'names_nobody':
      return { code: fault.code };
    case 'missing':
      return { code: 'opened_missing', field: fault.it };
    case 'future':
      return { code: 'opened_future', field: fault.column ?? '' };
    default:
      return { code: 'not_judged' };
  }
}

const whyText = (why: AsideWhy): string => {
  const told = toldOf(why);
  return typeof told === 'string' ? told : faultText(told);
};

/** The fault that says the same of one row; null: there is none, or it names what differs from row to row. */
export function faultOf(why: AsideWhy): DataFault | null {
  const told = toldOf(why);
  return typeof told === 'string' ? null : told;
}

/** A fault, or an English sentence where none says it of all of them. */
function toldOf(why: AsideWhy): DataFault | string {
  switch (why.code) {
    case 'no_id':
    case 'names_nobody':
    case 'id_twice':
    case 'amount':
      return { code: why.code };
    case 'opened_missing':
      return { code: 'missing', it: why.field };
    case 'not_right':
      return `${why.field} cannot be right`;
    case 'opened_future':
      return `${why.field} is in the future`;
    case 'not_judged':
      return 'it cannot be judged';
    case 'no_due':
    case 'no_issue':
      return faultText({ code: why.code, it: null });
    case 'no_customer':
      return 'its customer is not in customers';
    case 'plan_days':
      return 'agreed_on or holds_until cannot be right';
    case 'complaint_opened':
      return 'opened_at is no usable moment, or lies in the future';
    case 'closed_before_opening':
      return 'closed_at lies before the opening';
    case 'closed_before_issue':
      return 'closed_on lies before the issue';
    case 'closed_in_future':
      return 'closed_at lies in the future';
    case 'unknown_invoice':
      return 'it is booked for an invoice that nobody knows';
    case 'unknown_item':
      return 'its item is in no table';
    case 'event_unusable':
      return 'at is no usable moment';
    case 'event_in_future':
      return 'at lies in the future';
    case 'event_before_opening':
      return 'at lies before the opening';
    case 'event_after_closing':
      return 'at lies after the closing';
    case 'events_at_once':
      return 'two at one moment: taken as stages usually follow';
  }
}
