-- The history: what became of every letter, verdict, hold, task, case, template and pause, with who and why.
--
-- What an auditor may rely on:
-- * Nothing that changes these tables can leave the history out: triggers write it in the same transaction, whatever the
--   program. They run with the owner's rights, so a role that works with the ledger needs none on the history but SELECT,
--   and can neither invent an entry nor touch one.
-- * An entry is never changed, deleted or truncated, by the owner neither: history_stands refuses it. Two exceptions are
--   made by the two functions below, and the trigger checks what is done, not who does it: history_expire removes entries
--   that are older than a moment at least a year ago, and history_forget takes the reasons, the details and the customer's
--   id out of the entries of one customer; moments, states and names of those who acted stay. Each writes an entry of its own.
-- * Two clocks: "at" is that of whoever acted (`--at` may set it), "recorded_at" the database's, which nobody sets.
-- * Who has no name in the row itself is taken from the setting tidings.who (database/in-the-name-of.ts), is "worker" for
--   our own connections, and the account and program for anybody else's: a change made in psql says so.
-- * Whoever owns the table may drop the triggers, and a superuser may do anything. Let the worker be neither (a role of its
--   own), and the history is out of its reach; against the owner only copies elsewhere help, as with every log.
create table history (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  recorded_at  timestamptz not null default now(),
  subject_kind text not null,                      -- letter, verdict, hold, task, case, template, pause, history, customer
  subject_id   text not null,
  customer_id  text collate "C",
  what         text not null,
  from_state   text,
  to_state     text,
  who          text not null,
  why          text,
  detail       jsonb
);
-- Two indexes and no more, because every letter pays for each: who asks for a letter or an invoice is led to its customer
-- first. Not (customer_id, id): equal keys are kept once, which is smaller and a third faster to add to.
create index history_of_customer on history (customer_id);
create index history_by_name on history (who, id) where who <> 'worker';
comment on table history is 'Append-only: what changed, when, by whom and why.';

create function history_stands() returns trigger language plpgsql as $$
declare blanked history;
begin
  if tg_op = 'DELETE' then
    if old.recorded_at < nullif(current_setting('tidings.expire_before', true), '')::timestamptz
       and old.recorded_at < now() - interval '1 year' then
      return old;
    end if;
  elsif tg_op = 'UPDATE' then
    blanked := old;
    blanked.why := null;
    blanked.detail := null;
    blanked.customer_id := new.customer_id;
    blanked.subject_id := new.subject_id;
    if old.customer_id = current_setting('tidings.forgetting', true)
       and new is not distinct from blanked
       and starts_with(new.customer_id, 'forgotten:')
       and (new.subject_id = old.subject_id or strpos(new.subject_id, new.customer_id) > 0) then
      return new;
    end if;
  end if;
  raise exception 'the history is append-only: % is refused', lower(tg_op)
    using errcode = 'insufficient_privilege',
          hint = 'Entries go by policy (retention.history) or with a customer (tidings forget), and never otherwise.';
end $$;
create trigger history_stands before update or delete on history for each row execute function history_stands();
create trigger history_is_not_truncated before truncate on history for each statement execute function history_stands();
-- Also where a session replays changes (session_replication_role), in which ordinary triggers are silent.
alter table history enable always trigger history_stands;
alter table history enable always trigger history_is_not_truncated;

create function history_who() returns text language sql stable as $$
  select coalesce(nullif(current_setting('tidings.who', true), ''),
    case when current_setting('application_name') = 'tidings' then 'worker'
         else session_user || ' in ' || coalesce(nullif(current_setting('application_name'), ''), 'a program without a name') end)
$$;
create function history_why() returns text language sql stable as $$
  select nullif(current_setting('tidings.why', true), '')
$$;

/* Removes at most so many entries recorded before a moment, the oldest, and says so in an entry. Returns how many. */
create function history_expire(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer;
begin
  if before > now() - interval '1 year' then
    raise exception 'the history of the last year stays' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('tidings.expire_before', before::text, true);
  with oldest as (select id, recorded_at from history order by id limit most)
  delete from history h using oldest o where h.id = o.id and o.recorded_at < before;
  get diagnostics removed = row_count;
  perform set_config('tidings.expire_before', '', true);
  if removed > 0 then
    insert into history (at, subject_kind, subject_id, what, who, why, detail)
    values (now(), 'history', 'history', 'expired', history_who(), history_why(),
            jsonb_build_object('entries', removed, 'before', before));
  end if;
  return removed;
end $$;

/*
 * Takes a customer out of their entries: reasons, details, and the id, for which `alias` stands ("forgotten:" and something
 * that tells nothing). Ids of tasks about invoices hold the customer's id too. Returns how many entries that were.
 */
create function history_forget(customer text, alias text) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare blanked integer;
begin
  perform set_config('tidings.forgetting', customer, true);
  update history set why = null, detail = null, customer_id = alias,
    subject_id = case when subject_kind in ('task', 'customer') then replace(subject_id, customer, alias) else subject_id end
  where customer_id = customer;
  get diagnostics blanked = row_count;
  perform set_config('tidings.forgetting', '', true);
  return blanked;
end $$;

-- What it costs (PostgreSQL 18, the database's CPU time without and with it, on a machine with other work; medians of seven):
-- settling 10,000 letters 0.44 and 0.55 s in batches of 100, 0.93 and 1.18 s in batches of 15; claiming them 0.52 and 0.53 s.
-- Of four: 5,000 first verdicts 0.06 and 0.12 s, the same again 0.08 and 0.10 s.
-- So a quarter of what settling costs, 10 to 25 microseconds a letter, of 2,800 from claim to settled. In batches of 100 nearly
-- all of it is the entry and its index: an insert of the same rows by a trigger that joins nothing cost as much. A statement that
-- writes its own entries would pay for these too, and could be forgotten.

-- Letters. `sending` passes: a letter that is claimed, or put back into the queue untried, has no entry.
-- Statement by statement over all rows at once, because delivery settles hundreds of letters a second. The plan of such a
-- function is made once a session, perhaps for one row, and must suit a round's ten thousand: hence no nested loops.
create function history_of_new_letters() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare me text := history_who();
begin
  insert into history (at, subject_kind, subject_id, customer_id, what, to_state, who, why, detail)
  select decided_at, 'letter', id, customer_id, 'written', status, me, status_reason,
         jsonb_build_object('letter', kind, 'about', about, 'round', round_id)
  from new_rows;
  return null;
end $$;
create function history_of_letters() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
declare me text; ours boolean := current_setting('application_name') = 'tidings';
begin
  -- A claim, or a renewed lease: nothing to tell.
  if not exists (select from new_rows where status <> 'sending') then return null; end if;
  me := history_who();
  insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why, detail)
  -- Whoever changes a letter by hand leaves the moment of its last state behind.
  select case when ours then coalesce(n.settled_at, now()) else now() end, 'letter', n.id, n.customer_id,
         case when n.released_at is distinct from o.released_at then 'released'
              when n.status = o.status then 'took another template' else 'became' end,
         o.status, n.status,
         case when n.released_at is distinct from o.released_at then coalesce(n.released_by, me) else me end,
         n.status_reason,
         case when n.template_version <> o.template_version
              then jsonb_build_object('template', n.template_version, 'before', o.template_version) end
  from new_rows n join old_rows o on o.id = n.id
  where n.status <> o.status and n.status <> 'sending'
        -- Back in the queue, never attempted.
        and not (o.status = 'sending' and n.attempts < o.attempts and n.status in ('queued', 'retry')
                 and n.status_reason is not distinct from o.status_reason)
     or n.template_version <> o.template_version;
  return null;
end $$;
create trigger history_new after insert on letters
  referencing new table as new_rows for each statement execute function history_of_new_letters();
create trigger history_changed after update on letters
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_letters();

-- Verdicts. Each round writes all of them anew: an entry is made when one differs in what it lets go, or why it does not.
create function history_of_verdicts() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
declare me text := history_who();
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, customer_id, what, to_state, who, why, detail)
    select decided_at, 'verdict', key, customer_id, 'judged', verdict, me, array_to_string(reasons, ' '),
           jsonb_build_object('tone', allowed_tone, 'release', release, 'rung', rung, 'record', record, 'holds', holds,
                              'until', until, 'invoice', invoice_id)
    from new_rows;
  elsif tg_op = 'UPDATE' then
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why, detail)
    select n.decided_at, 'verdict', n.key, n.customer_id, 'judged', o.verdict, n.verdict, me, array_to_string(n.reasons, ' '),
           jsonb_build_object('tone', n.allowed_tone, 'release', n.release, 'rung', n.rung, 'record', n.record,
                              'holds', n.holds, 'until', n.until, 'invoice', n.invoice_id)
    from new_rows n join old_rows o on o.key = n.key
    where (n.verdict, n.allowed_tone, n.release, n.rung, n.record, n.holds, n.until) is distinct from
          (o.verdict, o.allowed_tone, o.release, o.rung, o.record, o.holds, o.until);
  else
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, who, detail)
    select now(), 'verdict', key, customer_id, 'ended', verdict, me, jsonb_build_object('invoice', invoice_id) from old_rows;
  end if;
  return null;
end $$;
create trigger history_new after insert on verdicts
  referencing new table as new_rows for each statement execute function history_of_verdicts();
create trigger history_changed after update on verdicts
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_verdicts();
create trigger history_gone after delete on verdicts
  referencing old table as old_rows for each statement execute function history_of_verdicts();

create function history_of_holds() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, customer_id, what, to_state, who, why, detail)
    select at, 'hold', id::text, customer_id, 'held', 'standing', by, why,
           jsonb_build_object('invoice', invoice_id, 'until', until)
    from new_rows;
  else
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why, detail)
    select n.lifted_at, 'hold', n.id::text, n.customer_id, 'lifted', 'standing', 'lifted', n.lifted_by, n.lifted_why,
           jsonb_build_object('invoice', n.invoice_id)
    from new_rows n join old_rows o on o.id = n.id where o.lifted_at is null and n.lifted_at is not null;
  end if;
  return null;
end $$;
create trigger history_new after insert on holds
  referencing new table as new_rows for each statement execute function history_of_holds();
create trigger history_changed after update on holds
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_holds();

create function history_of_tasks() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
declare me text := history_who();
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, customer_id, what, to_state, who, why, detail)
    select created_at, 'task', key, customer_id, 'made', 'open', me, why,
           jsonb_build_object('task', kind, 'for', for_person, 'case', case_id, 'about', about)
    from new_rows;
  else
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why)
    select n.done_at, 'task', n.key, n.customer_id, 'done', 'open', 'done', n.done_by, history_why()
    from new_rows n join old_rows o on o.key = n.key where o.done_at is null and n.done_at is not null;
  end if;
  return null;
end $$;
create trigger history_new after insert on tasks
  referencing new table as new_rows for each statement execute function history_of_tasks();
create trigger history_changed after update on tasks
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_tasks();

-- Cases: open, closed (its item moves again), ended (nothing of it is needed again). One that moved to another customer has ended.
create function history_of_cases() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
declare me text := history_who();
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, customer_id, what, to_state, who, why, detail)
    select coalesce(closed_at, opened_at), 'case', id, customer_id, 'opened',
           case when item_ended then 'ended' when closed_at is not null then 'closed' else 'open' end, me, closed_because,
           jsonb_build_object('item', item_id, 'kind', item_kind)
    from new_rows;
  else
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why)
    select coalesce(case when n.closed_at is distinct from o.closed_at then n.closed_at end, now()),
           'case', n.id, n.customer_id, case s.now when 'open' then 'opened again' else s.now end, s.before, s.now, me,
           n.closed_because
    from new_rows n join old_rows o on o.id = n.id,
    lateral (select case when n.item_ended then 'ended' when n.closed_at is not null then 'closed' else 'open' end as now,
                    case when o.item_ended then 'ended' when o.closed_at is not null then 'closed' else 'open' end as before) s
    where s.now <> s.before;
  end if;
  return null;
end $$;
create trigger history_new after insert on cases
  referencing new table as new_rows for each statement execute function history_of_cases();
create trigger history_changed after update on cases
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_cases();

create function history_of_templates() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  insert into history (at, subject_kind, subject_id, what, who, why, detail)
  select first_used, 'template', hash, 'first used', history_who(), history_why(),
         jsonb_build_object('letter', letter, 'language', language)
  from new_rows;
  return null;
end $$;
create trigger history_new after insert on template_versions
  referencing new table as new_rows for each statement execute function history_of_templates();

create function history_of_pauses() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
declare me text := history_who();
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, what, to_state, who, why)
    select since, 'pause', id::text, 'paused', 'paused', by, why from new_rows;
  else
    insert into history (at, subject_kind, subject_id, what, from_state, to_state, who, why)
    select n.until, 'pause', n.id::text, 'resumed', 'paused', 'over', me, history_why()
    from new_rows n join old_rows o on o.id = n.id where o.until is null and n.until is not null;
  end if;
  return null;
end $$;
create trigger history_new after insert on pauses
  referencing new table as new_rows for each statement execute function history_of_pauses();
create trigger history_changed after update on pauses
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_pauses();

-- What is deleted from these tables (retention deletes, nothing else does) leaves an entry too.
create function history_of_removed() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  execute format(
    'insert into history (at, subject_kind, subject_id, customer_id, what, who, why)
     select now(), %L, %I::text, %s, ''removed'', history_who(), history_why() from old_rows',
    tg_argv[0], tg_argv[1], coalesce(tg_argv[2], 'customer_id'));
  return null;
end $$;
create trigger history_gone after delete on letters
  referencing old table as old_rows for each statement execute function history_of_removed('letter', 'id');
create trigger history_gone after delete on holds
  referencing old table as old_rows for each statement execute function history_of_removed('hold', 'id');
create trigger history_gone after delete on tasks
  referencing old table as old_rows for each statement execute function history_of_removed('task', 'key');
create trigger history_gone after delete on cases
  referencing old table as old_rows for each statement execute function history_of_removed('case', 'id');
create trigger history_gone after delete on pauses
  referencing old table as old_rows for each statement execute function history_of_removed('pause', 'id', 'null');

/*
 * For any other table: every row that is added, changed or removed, as it is. `select keep_history('suppressions',
 * 'suppression', 'address')` is all it takes. Of a change the detail holds the columns that differ, with what they were.
 * A column status is the state, customer_id tells whose it is and why why; who is whom the setting tidings.who names, else what by or
 * released_by of a new row says, or of lifted_by, released_by, ended_by, answered_by, done_by and by what was changed.
 */
create function history_of_rows() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare kind text := tg_argv[0]; id_column text := tg_argv[1];
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, customer_id, what, to_state, who, why, detail)
    select now(), kind, n ->> id_column, n ->> 'customer_id', 'added', n ->> 'status',
           coalesce(nullif(current_setting('tidings.who', true), ''), n ->> 'by', n ->> 'released_by', history_who()),
           coalesce(history_why(), n ->> 'why'), jsonb_strip_nulls(n)
    from (select to_jsonb(r) as n from new_rows r) as added;
  elsif tg_op = 'UPDATE' then
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why, detail)
    select now(), kind, n ->> id_column, n ->> 'customer_id', 'changed', o ->> 'status', n ->> 'status',
           coalesce(nullif(current_setting('tidings.who', true), ''),
                    (select n ->> column_name
                     from unnest(array['lifted_by', 'released_by', 'ended_by', 'answered_by', 'done_by', 'by']) as column_name
                     where n -> column_name is distinct from o -> column_name limit 1), history_who()),
           coalesce(history_why(), n ->> 'why'),
           (select jsonb_object_agg(c.name, jsonb_build_array(o -> c.name, c.value))
            from jsonb_each(n) as c (name, value) where o -> c.name is distinct from c.value)
    from (select to_jsonb(a) as n, to_jsonb(b) as o from new_rows a join old_rows b
          on to_jsonb(a) ->> id_column = to_jsonb(b) ->> id_column) as changed
    where n <> o;
  else
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, who, why)
    select now(), kind, o ->> id_column, o ->> 'customer_id', 'removed', o ->> 'status', history_who(), history_why()
    from (select to_jsonb(r) as o from old_rows r) as gone;
  end if;
  return null;
end $$;
create function keep_history(of_table text, kind text, id_column text) returns void language plpgsql as $$
begin
  execute format('create trigger history_new after insert on %I referencing new table as new_rows
    for each statement execute function history_of_rows(%L, %L)', of_table, kind, id_column);
  execute format('create trigger history_changed after update on %I referencing old table as old_rows new table as new_rows
    for each statement execute function history_of_rows(%L, %L)', of_table, kind, id_column);
  execute format('create trigger history_gone after delete on %I referencing old table as old_rows
    for each statement execute function history_of_rows(%L, %L)', of_table, kind, id_column);
end $$;

select keep_history('suppressions', 'suppression', 'id');
select keep_history('replies', 'reply', 'id');
select keep_history('guard_trips', 'guard', 'id');
select keep_history('backlog_releases', 'backlog', 'item_id');

-- What has gone by age or with a customer.
alter table letters add column emptied_at timestamptz;
comment on column letters.emptied_at is
  'Its words, names and addresses were removed, by policy (retention.letters) or with its customer; that it went stays.';
create index cases_over on cases (closed_at) where item_ended;

-- Nothing more becomes of a letter in these states, and it came to its own before a moment.
create function letter_is_over(l letters, before timestamptz) returns boolean language sql immutable as $$
  select l.status in ('submitted', 'bounced', 'refused', 'withdrawn', 'expired') and coalesce(l.settled_at, l.decided_at) < before
$$;

/*
 * Removes at most so many things that are over since before a moment, the oldest first; returns how many. Run with the
 * owner's rights, so that a worker needs no DELETE on these tables: it can remove nothing by it that is open or young.
 * Whatever names another thing goes before it, or with it.
 */
create function remove_over(what text, before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer;
begin
  if before > now() - (case what when 'reports of rounds' then interval '1 day' else interval '28 days' end) then
    raise exception 'what is over since % is too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  case what
  when 'cases' then
    -- With their tasks and letters. A letter that speaks of another case too stays for that one.
    with gone as materialized (
      select c.id from cases c
      where c.item_ended and c.closed_at < before and not exists (
        select from letter_cases lc join letters l on l.id = lc.letter_id where lc.case_id = c.id and not letter_is_over(l, before))
      order by c.closed_at limit most for update skip locked),
    tasks_gone as (delete from tasks t using gone where t.case_id = gone.id),
    told_gone as (delete from letter_cases lc using gone where lc.case_id = gone.id returning lc.letter_id),
    letters_gone as (
      delete from letters l using (select distinct letter_id from told_gone) t
      where l.id = t.letter_id and not exists (
        select from letter_cases other where other.letter_id = l.id and other.case_id not in (select id from gone)))
    delete from cases c using gone where c.id = gone.id;
  when 'letters to people of the company' then
    delete from letters where id in (
      select l.id from letters l where l.audience = 'staff' and l.decided_at < before and letter_is_over(l, before)
      order by l.decided_at limit most);
  when 'reminders, emptied' then
    -- The row stays: were it gone, a reopened invoice would be written to under the same Message-ID once more.
    update letters set to_name = '', to_address = '', reply_to_name = null, reply_to_address = null, for_person = null,
      subject = '', facts = '{}', findings = '{}', refs = '{}', next_word_by = null, emptied_at = now(),
      status_reason = case when status_reason is not null then 'removed' end
    where id in (
      select l.id from letters l
      where l.emptied_at is null and l.decided_at < before and letter_is_over(l, before)
        and exists (select from reminders r where r.letter_id = l.id)
        and not exists (select from reminders r where r.letter_id = l.id and r.ended_at is null)
      order by l.decided_at limit most);
  when 'tasks about invoices' then
    -- While an invoice has a verdict it is overdue, and a person would be asked once more to call.
    delete from tasks where key in (
      select t.key from tasks t
      where t.case_id is null and t.created_at < before and not exists (
        select from verdicts v where v.customer_id = t.customer_id
          and t.about @> jsonb_build_array(jsonb_build_object('kind', 'invoice', 'id', v.invoice_id)))
      limit most);
  when 'holds that are over' then
    delete from holds where id in (select id from holds where lifted_at < before or until < before::date limit most);
  when 'reports of rounds' then
    update rounds set report = null where id in (
      select id from rounds where finished_at < before and report is not null order by id limit most);
  when 'entries of the history' then
    return history_expire(least(before, now() - interval '1 year'), most);
  end case;
  get diagnostics removed = row_count;
  return removed;
end $$;

create table sweeps (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  finished_at timestamptz,                         -- null: under way, or killed
  removed     jsonb                                -- how many of what
);
comment on table sweeps is 'Once a day what is older than the policy keeps is removed (retention).';

create table forgotten (
  hash text primary key,                           -- of the customer's id: nothing else of them is left (src/customer/forgotten.ts)
  at   timestamptz not null                        -- what was opened or issued until then is never written about
);
comment on table forgotten is 'Customers who were forgotten while the company''s tables may hold them still.';

-- What runs with the owner's rights is for who works with these tables, and for nobody else (db/roles.sql grants it).
revoke execute on function history_expire(timestamptz, integer), history_forget(text, text),
  remove_over(text, timestamptz, integer) from public;
