import { sql } from 'kysely';
import type { Pool } from 'pg';
import { ledger, rowOf } from '../../database/query.ts';
import { findLetters } from '../letters/letters.ts';
import { type HistoryFilter, OF_DOCUMENTS } from './history.ts';

interface SubjectRow {
  readonly kind: 'customer' | 'letter' | 'other';
  readonly id: string;
  readonly customer_id: string;
}

/** A beginning of an id that is shorter may be any letter's. */
const TELLING = 4;

/**
 * Looks a reference up in our own tables: a letter (id, the beginning of one, key, Message-ID), a case, an item or invoice
 * that one was about, a customer of whom there is any history, the name of who acted, or a document of the letters by
 * its path. Null when it is none of them.
 */
export async function findHistorySubject(pool: Pool, reference: string): Promise<HistoryFilter | null> {
  const { rows } = await pool.query<SubjectRow>(
    `select 'customer' as kind, $1 as id, $1 as customer_id where exists (select from history where customer_id = $1)
     union select 'letter', id, customer_id from letters where id = $1 or key = $1 or message_id in ($1, '<' || $1 || '>')
     union select 'other', id, customer_id from cases where id = $1 or item_id = $1
     union select 'other', lc.letter_id, lc.customer_id from letter_cases lc where lc.case_id = $1
     union select 'other', $1, customer_id from cases where item_id = $1
     union select 'other', $1, customer_id from reminders where invoice_id = $1
     union select 'other', $1, customer_id from verdicts where invoice_id = $1
     union select 'other', $1, customer_id from holds where invoice_id = $1`,
    [reference],
  );
  if (rows.length > 0) return these(rows);
  const letters = reference.length < TELLING ? [] : await findLetters(pool, reference);
  if (letters.length > 0)
    return these(letters.map(({ id, customer_id }) => ({ kind: 'letter', id, customer_id })));
  const entry = ledger.selectFrom('history').select('id').limit(1);
  const acted = entry.where('who', '=', reference).where('who', '<>', sql.lit('worker'));
  if ((await rowOf(pool, acted)) !== null) return { about: 'acts of', who: reference };
  const document = entry.where(OF_DOCUMENTS).where('subject_id', '=', reference);
  return (await rowOf(pool, document)) === null ? null : { about: 'document', id: reference };
}

const these = (found: readonly SubjectRow[]): HistoryFilter => ({
  about: 'these',
  whole: found.flatMap(({ kind, id }) => (kind === 'customer' ? [id] : [])),
  customers: [...new Set(found.map(({ customer_id }) => customer_id))],
  ids: found.flatMap(({ kind, id }) => (kind === 'customer' ? [] : [id])),
});
