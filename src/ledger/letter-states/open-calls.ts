import { callAtLargeKey, invoiceCallKey, itemCallKey } from '../../customer/call-task.ts';
import { keyInSql, partInSql } from './task-key-sql.ts';

// What a letter told of and is not over, where calls about it are made by the statement that finds it: a refused letter and
// the calls that replace it are one fact. The keys are those of customer/call-task.ts.

/**
 * SQL: the calls about all that a letter told of and that is open as far as we know: each item whose case is open, and each
 * invoice whose reminder has not ended. Columns `key`, `customer_id`, `case_id`, `about`.
 * @param letter an expression for its id
 */
export const openCalls = (letter: string): string => `
      select ${keyInSql(itemCallKey(partInSql('c.id'), partInSql(letter)))} as key, c.customer_id, c.id as case_id,
             jsonb_build_array(jsonb_build_object('kind', c.item_kind, 'id', c.item_id)) as about
      from letter_cases lc join cases c on c.id = lc.case_id
      where lc.letter_id = ${letter} and c.closed_at is null
      union all
      select ${keyInSql(invoiceCallKey(partInSql('r.customer_id'), partInSql('r.invoice_id'), partInSql('r.rung')))},
             r.customer_id, null, jsonb_build_array(jsonb_build_object('kind', 'invoice', 'id', r.invoice_id))
      from reminders r where r.letter_id = ${letter} and r.rung is not null and r.ended_at is null`;

/** SQL: the key of a call about a letter as a whole. */
export const callAtLarge = (letter: string): string => keyInSql(callAtLargeKey(partInSql(letter)));

/** SQL: whether a row of tasks is a call that this letter brought about, whatever it is about. */
export const isCallAfter = (letter: string): string =>
  `kind = 'call-customer' and right(key, length(${letter}) + 1) = '/' || ${letter}`;

/** What is given of a call; `untold`: the next round tells its person (attend-inbox). */
export const INTO_CALLS =
  'insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at, untold, urgent)';
