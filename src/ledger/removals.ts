import type { Rules } from '../policy/rules.ts';

/** What a sweep removes at a time: `$1` is the moment before which, `$2` how many at most. It returns one row, `removed`. */
export interface Removal {
  readonly what: string;
  /** The key of the policy that says for how long it is kept. */
  readonly by: keyof Rules['retention'];
  readonly sql: string;
}

// Nothing more becomes of a letter in these states, and it came to its own long enough ago.
const OLD = `l.status in ('submitted', 'bounced', 'refused', 'withdrawn', 'expired')
  and coalesce(l.settled_at, l.decided_at) < $1`;

/** Leaves of a letter that it was written and what became of it: no words, names or addresses. */
export const EMPTY = `to_name = '', to_address = '', reply_to_name = null, reply_to_address = null, for_person = null,
  subject = '', facts = '{}', findings = '{}', refs = '{}', next_word_by = null, emptied_at = now(),
  status_reason = case when status_reason is not null then 'removed' end`;

/** In this order: whatever names another goes before it, or with it. */
export const REMOVALS: readonly Removal[] = [
  {
    what: 'cases',
    by: 'letters',
    // With their tasks and letters. A letter that speaks of another case too stays for that one.
    sql: `
      with gone as materialized (
        select c.id from cases c
        where c.item_ended and c.closed_at < $1 and not exists (
          select from letter_cases lc join letters l on l.id = lc.letter_id where lc.case_id = c.id and not (${OLD}))
        order by c.closed_at limit $2 for update skip locked),
      tasks_gone as (delete from tasks t using gone where t.case_id = gone.id),
      told_gone as (delete from letter_cases lc using gone where lc.case_id = gone.id returning lc.letter_id),
      letters_gone as (
        delete from letters l using (select distinct letter_id from told_gone) t
        where l.id = t.letter_id and not exists (
          select from letter_cases other where other.letter_id = l.id and other.case_id not in (select id from gone))),
      cases_gone as (delete from cases c using gone where c.id = gone.id returning 1)
      select count(*)::int as removed from cases_gone`,
  },
  {
    what: 'letters to people of the company',
    by: 'letters',
    sql: `
      with gone as (
        delete from letters where id in (
          select l.id from letters l where l.audience = 'staff' and l.decided_at < $1 and ${OLD}
          order by l.decided_at limit $2) returning 1)
      select count(*)::int as removed from gone`,
  },
  {
    what: 'reminders, emptied',
    by: 'letters',
    // The row stays: were it gone, a reopened invoice would be written to under the same Message-ID once more.
    sql: `
      with emptied as (
        update letters set ${EMPTY} where id in (
          select l.id from letters l
          where l.emptied_at is null and l.decided_at < $1 and ${OLD}
            and exists (select from reminders r where r.letter_id = l.id)
            and not exists (select from reminders r where r.letter_id = l.id and r.ended_at is null)
          order by l.decided_at limit $2) returning 1)
      select count(*)::int as removed from emptied`,
  },
  {
    what: 'tasks about invoices',
    by: 'letters',
    // While an invoice has a verdict it is overdue, and a person would be asked once more to call.
    sql: `
      with gone as (
        delete from tasks where key in (
          select t.key from tasks t
          where t.case_id is null and t.created_at < $1 and not exists (
            select from verdicts v where v.customer_id = t.customer_id
              and t.about @> jsonb_build_array(jsonb_build_object('kind', 'invoice', 'id', v.invoice_id)))
          limit $2) returning 1)
      select count(*)::int as removed from gone`,
  },
  {
    what: 'holds that are over',
    by: 'letters',
    sql: `
      with gone as (
        delete from holds where id in (
          select id from holds where lifted_at < $1 or until < ($1::timestamptz)::date limit $2) returning 1)
      select count(*)::int as removed from gone`,
  },
  {
    what: 'reports of rounds',
    by: 'rounds',
    sql: `
      with emptied as (
        update rounds set report = null where id in (
          select id from rounds where finished_at < $1 and report is not null order by id limit $2) returning 1)
      select count(*)::int as removed from emptied`,
  },
  {
    what: 'entries of the history',
    by: 'history',
    sql: `select history_expire(least($1::timestamptz, now() - interval '1 year'), $2) as removed`,
  },
];
