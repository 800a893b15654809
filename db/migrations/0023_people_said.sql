-- What people of the company did and said: whom they spoke to, and what new day they gave. Only additions: an older worker goes on beside it.

create table recorded_contacts (
  id            bigint generated always as identity primary key,
  customer_id   text collate "C" not null,
  item_kind     text check (item_kind in ('order', 'service_job')),
  item_id       text,                              -- null: about their business at large
  at            timestamptz not null,
  channel       text not null,
  note          text,
  by            text not null,                     -- who says so
  recorded_at   timestamptz not null default now(),
  task_key      text,                              -- the task that it was the result of
  taken_back_at timestamptz,
  check ((item_kind is null) = (item_id is null))
);
create index recorded_contacts_of_customer on recorded_contacts (customer_id) where taken_back_at is null;
create index recorded_contacts_of_task on recorded_contacts (task_key) where task_key is not null;
comment on table recorded_contacts is 'A person spoke or wrote to the customer, as told in the console or by a command; it counts as one of source.contacts.';

create table given_promises (
  id            bigint generated always as identity primary key,
  customer_id   text collate "C" not null,
  item_kind     text not null check (item_kind in ('order', 'service_job')),
  item_id       text not null,
  day           date not null,
  by            text not null,
  at            timestamptz not null,
  instead_of    date,                              -- promised_for of the row then; null: it had none. Once the row has another, that counts
  task_key      text,
  taken_back_at timestamptz
);
create index given_promises_of_customer on given_promises (customer_id) where taken_back_at is null;
create index given_promises_of_task on given_promises (task_key) where task_key is not null;
comment on table given_promises is 'A new day that a person gave a customer: the promise from then on, until the source row changes its own.';

select keep_history('recorded_contacts', 'contact', 'id');
select keep_history('given_promises', 'promise', 'item_id');

-- Tasks: open, done. Also what came of a try that left it open, and that somebody took it back.
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
           case when n.done_at is not null then 'done' when o.done_at is not null then 'taken back' else 'tried' end,
           case when o.done_at is null then 'open' else 'done' end, case when n.done_at is null then 'open' else 'done' end,
           coalesce(n.done_by, me), history_why(),
           case when n.result is not null then jsonb_build_object('result', n.result) end
    from new_rows n join old_rows o on o.key = n.key
    where (o.done_at is null) <> (n.done_at is null)
      or (n.done_at is null and n.result is not null and (n.result, n.due_on) is distinct from (o.result, o.due_on));
  end if;
  return null;
end $$;

/* As move_memory, which tells when: what people said follows the thing that it was about. */
create function move_said(moves jsonb) returns void
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare m record;
begin
  for m in select * from jsonb_to_recordset(moves) as r (kind text, id text, "from" text, "to" text, merged boolean) loop
    update recorded_contacts set customer_id = m."to" where customer_id = m."from"
      and (item_kind = m.kind and item_id = m.id or m.kind = 'customer' and m.merged and item_kind is null);
    update given_promises set customer_id = m."to" where customer_id = m."from" and item_kind = m.kind and item_id = m.id;
  end loop;
end $$;
revoke execute on function move_said(jsonb) from public;

/* As remove_over: at most so many that are older, by their owner's rights. A day that was given stays while its item has a case. */
create function remove_said(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer; days integer;
begin
  if before > now() - interval '28 days' then
    raise exception 'what was said since % is too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  delete from recorded_contacts where id in (select id from recorded_contacts where at < before order by id limit most);
  get diagnostics removed = row_count;
  delete from given_promises where id in (
    select g.id from given_promises g where g.at < before and g.day < before::date and not exists (
      select from cases c where c.item_kind = g.item_kind and c.item_id = g.item_id and not c.item_ended)
    order by g.id limit greatest(most - removed, 0));
  get diagnostics days = row_count;
  return removed + days;
end $$;
revoke execute on function remove_said(timestamptz, integer) from public;
