import type { Doubt } from '../../customer/customer.ts';

/** Rows or fields of one kind that cannot be right: how many, and the first few of them. */
export interface SetAside {
  readonly table: string;
  /** What is wrong with them, in a few words that are the same for all. */
  readonly what: string;
  /** The row itself was left out; otherwise a field of it. */
  readonly wholeRow: boolean;
  readonly count: number;
  readonly examples: readonly { readonly id: string; readonly reason: string }[];
}

const EXAMPLES = 3;
/** Ids and reasons are the company's texts, of any length. */
const LONGEST = 160;

/** Counts what is set aside while a history is read: a hostile table costs no memory. */
export class SettingAside {
  readonly #kinds = new Map<string, { -readonly [Key in keyof SetAside]: SetAside[Key] }>();

  /** A row that is left out. */
  row(table: string, what: string, id: string, reason = what): void {
    this.#add(table, what, true, id, reason);
  }

  /** A field that is left out; its row is judged on the rest. */
  field(table: string, what: string, id: string, reason = what): void {
    this.#add(table, what, false, id, reason);
  }

  doubts(doubts: Iterable<Doubt>): void {
    for (const { table, id, field, reason } of doubts)
      this.field(table, `${field} cannot be right`, id, reason);
  }

  all(): readonly SetAside[] {
    return [...this.#kinds.values()].sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
  }

  #add(table: string, what: string, wholeRow: boolean, id: string, reason: string): void {
    const key = `${table}/${what}`;
    const known = this.#kinds.get(key) ?? { table, what, wholeRow, count: 0, examples: [] };
    this.#kinds.set(key, known);
    known.count += 1;
    if (known.examples.length < EXAMPLES)
      known.examples = [...known.examples, { id: short(id), reason: short(reason) }];
  }
}

const short = (text: string): string => [...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join('');
