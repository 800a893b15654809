-- What people decide in a customer's story: no letters about an item through a day, a note, a complaint that they took, and by when the
-- customer hears next. Only additions: an older worker goes on beside it, and does not know of them.

create table item_holds (
  id          bigint generated always as identity primary key,
  customer_id text collate "C" not null,
  item_kind   text not null check (item_kind in ('order', 'service_job')),
  item_id     text not null,
  until       date not null,                       -- the last day on which it holds
  why         text not null,
  by          text not null,
  at          timestamptz not null,
  lifted_at   timestamptz,
  lifted_by   text,
  check ((lifted_at is null) = (lifted_by is null))
);
create index item_holds_of_customer on item_holds (customer_id) where lifted_at is null;
comment on table item_holds is 'A person says: no letters about this order or job, through a day. On that day it is their task.';

create table customer_notes (
  id            bigint generated always as identity primary key,
  customer_id   text collate "C" not null,
  at            timestamptz not null,
  note          text not null,
  by            text not null,
  taken_back_at timestamptz
);
create index customer_notes_of_customer on customer_notes (customer_id, at);
comment on table customer_notes is 'What people want each other to know of a customer. No customer has heard of it.';

create table taken_complaints (
  id          bigint generated always as identity primary key,
  customer_id text collate "C" not null,
  item_kind   text check (item_kind in ('order', 'service_job')),
  item_id     text,                                -- null: all that they have with us
  at          timestamptz not null,
  note        text not null,
  by          text not null,
  ended_at    timestamptz,
  ended_by    text,
  check ((item_kind is null) = (item_id is null)),
  check ((ended_at is null) = (ended_by is null))
);
create index taken_complaints_of_customer on taken_complaints (customer_id) where ended_at is null;
comment on table taken_complaints is 'They complained to a person of ours, who says so; it counts as one of source.complaints until somebody ends it.';

select keep_history('item_holds', 'item_hold', 'id');
select keep_history('customer_notes', 'note', 'id');
select keep_history('taken_complaints', 'complaint', 'id');

alter table recorded_contacts add column word_by date;
alter table tasks add column done_with bigint;
comment on column tasks.done_with is 'The contact by which it was done: taken back, it is open again.';
comment on column recorded_contacts.word_by is 'By when the customer was told that they hear next; null: nothing was said of it.';

-- Our word is that of the last letter, until a person speaks with the customer: then it is what they said, if they said any.
create or replace function cases_were_told(ids text[]) returns void
  language sql security definer set search_path = tidings, pg_temp as $$
  update cases c set word_by = s.word_by, letter_held = s.held
  from (select i.id,
          case when said.at is not null and (told.decided_at is null or said.at >= told.decided_at) then said.word_by
               else told.next_word_by end as word_by,
          (select true from letter_cases lc join letters l on l.id = lc.letter_id
           where lc.case_id = i.id and l.status = 'held' limit 1) as held
        from unnest(ids) as i (id) join cases k on k.id = i.id
        left join lateral (
          select l.decided_at, l.next_word_by from letter_cases lc join letters l on l.id = lc.letter_id
          where lc.case_id = i.id and l.status not in ('withdrawn', 'expired', 'refused', 'bounced', 'held')
          order by lc.ordinal desc limit 1) told on true
        left join lateral (
          select r.at, r.word_by from recorded_contacts r
          where r.customer_id = k.customer_id and r.taken_back_at is null
            and (r.item_id is null or (r.item_kind = k.item_kind and r.item_id = k.item_id))
          order by r.at desc, r.id desc limit 1) said on true) s
  where c.id = s.id and (c.word_by, c.letter_held) is distinct from (s.word_by, s.held)
$$;

create function case_of_contact() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  perform cases_were_told((
    select array_agg(id) from cases
    where customer_id = new.customer_id and closed_at is null
      and (new.item_id is null or (item_kind = new.item_kind and item_id = new.item_id))));
  return null;
end $$;
create trigger cases_told after insert on recorded_contacts for each row execute function case_of_contact();
create trigger cases_told_back after update of taken_back_at on recorded_contacts for each row execute function case_of_contact();

-- Each of whom somebody spoke with since the last letter, while an older version kept that letter's word with the case.
select cases_were_told(array_agg(c.id)) from cases c
where c.closed_at is null and exists (
  select from recorded_contacts r where r.customer_id = c.customer_id and r.taken_back_at is null
    and (r.item_id is null or (r.item_kind = c.item_kind and r.item_id = c.item_id)));

/* As before, and what people decided in a story with it: it follows the thing that it was about. */
create or replace function move_said(moves jsonb) returns void
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare m record;
begin
  for m in select * from jsonb_to_recordset(moves) as r (kind text, id text, "from" text, "to" text, merged boolean) loop
    update recorded_contacts set customer_id = m."to" where customer_id = m."from"
      and (item_kind = m.kind and item_id = m.id or m.kind = 'customer' and m.merged and item_kind is null);
    update given_promises set customer_id = m."to" where customer_id = m."from" and item_kind = m.kind and item_id = m.id;
    update item_holds set customer_id = m."to" where customer_id = m."from" and item_kind = m.kind and item_id = m.id;
    update taken_complaints set customer_id = m."to" where customer_id = m."from"
      and (item_kind = m.kind and item_id = m.id or m.kind = 'customer' and m.merged and item_kind is null);
    update customer_notes set customer_id = m."to" where customer_id = m."from" and m.kind = 'customer' and m.merged;
  end loop;
end $$;

/* As before: at most so many that are older, by their owner's rights. What holds still, or is open, stays. */
create or replace function remove_said(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer := 0; gone integer;
begin
  if before > now() - interval '28 days' then
    raise exception 'what was said since % is too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  delete from recorded_contacts where id in (select id from recorded_contacts where at < before order by id limit most);
  get diagnostics gone = row_count;
  removed := removed + gone;
  delete from given_promises where id in (
    select g.id from given_promises g where g.at < before and g.day < before::date and not exists (
      select from cases c where c.item_kind = g.item_kind and c.item_id = g.item_id and not c.item_ended)
    order by g.id limit greatest(most - removed, 0));
  get diagnostics gone = row_count;
  removed := removed + gone;
  delete from item_holds where id in (
    select id from item_holds where at < before and (lifted_at < before or until < before::date)
    order by id limit greatest(most - removed, 0));
  get diagnostics gone = row_count;
  removed := removed + gone;
  delete from customer_notes where id in (
    select id from customer_notes where at < before order by id limit greatest(most - removed, 0));
  get diagnostics gone = row_count;
  removed := removed + gone;
  delete from taken_complaints where id in (
    select id from taken_complaints where ended_at < before order by id limit greatest(most - removed, 0));
  get diagnostics gone = row_count;
  return removed + gone;
end $$;

-- Tasks: also that somebody else has one, and what was noted of one that stays open.
create or replace function history_of_tasks() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
declare me text := history_who();
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, customer_id, what, to_state, who, why, detail)
    select created_at, 'task', key, customer_id, 'made', 'open', me, why,
           jsonb_build_object('task', kind, 'for', for_person, 'case', case_id, 'about', about)
    from new_rows;
  else
    insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why, detail)
    select coalesce(n.done_at, now()), 'task', n.key, n.customer_id,
           case when n.done_at is not null then 'done' when o.done_at is not null then 'taken back'
                when n.for_person is distinct from o.for_person then 'assigned'
                when n.result is not null and (n.result, n.due_on) is distinct from (o.result, o.due_on) then 'tried'
                else 'noted' end,
           case when o.done_at is null then 'open' else 'done' end, case when n.done_at is null then 'open' else 'done' end,
           coalesce(n.done_by, me), history_why(),
           nullif(jsonb_strip_nulls(jsonb_build_object('task', n.kind, 'result', n.result,
             'for', case when n.for_person is distinct from o.for_person then n.for_person end)), '{}')
    from new_rows n join old_rows o on o.key = n.key
    where (o.done_at is null) <> (n.done_at is null)
      or (n.done_at is null and ((n.result is not null and (n.result, n.due_on) is distinct from (o.result, o.due_on))
        or n.for_person is distinct from o.for_person or n.note is distinct from o.note));
  end if;
  return null;
end $$;
