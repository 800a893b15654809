import type { CustomerNote } from '../../ledger/memory/customer-notes.ts';
import type { RecordedContact } from '../../ledger/memory/said.ts';
import type { Say } from '../frame/say.ts';

/** What a person said to a customer, or noted of one. */
interface SaidLine {
  readonly at: Date;
  readonly what: string;
  readonly note: string | null;
  readonly word: string | null;
  /** The field that names it, for who takes it back; null: it came of a task, and goes with that. */
  readonly field: 'contact' | 'note' | null;
  readonly id: string;
}

/** Pure: contacts and notes in one list, the latest first. */
export const saidAndNoted = (
  contacts: readonly RecordedContact[],
  notes: readonly CustomerNote[],
  say: Say,
): readonly SaidLine[] =>
  [
    ...contacts.map(
      ({ id, at, by, note, word_by, task_key }): SaidLine => ({
        at,
        what: say('customer.said.call', { by }),
        note,
        word: word_by,
        field: task_key === null ? 'contact' : null,
        id,
      }),
    ),
    ...notes.map(
      ({ id, at, by, note }): SaidLine => ({
        at,
        what: say('customer.said.note', { by }),
        note,
        word: null,
        field: 'note',
        id,
      }),
    ),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
