-- Letters that were only captured, in a trial without a mail server, reached nobody: they count as told while it goes on, and no longer
-- once letters really go. And letters that a person asked for, and corrections of letters that were wrong. Only additions: an older worker
-- goes on beside it, marks none, goes on counting them, writes none of these, and knows nothing of a correction but that it is a letter.
alter table letters add column captured_at timestamptz;
comment on column letters.captured_at is
  'When it was written to a file on this machine instead of being sent. Submitted then, and withdrawn once letters really go.';

-- A ledger that already sends keeps what it counted: who was written to anew for months must not begin anew.
update letters set captured_at = submitted_at
where status = 'submitted' and audience = 'customer' and status_reason ~ '^captured in .*; nothing left this machine$'
  and not exists (
    select from letters where status = 'submitted' and audience = 'customer' and status_reason is not null
      and status_reason !~ '^captured in .*; nothing left this machine$' and emptied_at is null);
create index letters_captured on letters (customer_id) where captured_at is not null and status = 'submitted' and audience = 'customer';

create table asked_letters (
  id          bigint generated always as identity primary key,
  customer_id text collate "C" not null,
  item_kind   text not null check (item_kind in ('order', 'service_job')),
  item_id     text not null,
  at          timestamptz not null,
  by          text not null,
  lifted_at   timestamptz,
  lifted_by   text,
  check ((lifted_at is null) = (lifted_by is null))
);
create index asked_letters_of_customer on asked_letters (customer_id, at) where lifted_at is null;
create index asked_letters_lately on asked_letters (at) where lifted_at is null;
comment on table asked_letters is
  'A person wants a customer to hear where an order or job stands: a letter about it is due, whatever was told before.';
select keep_history('asked_letters', 'asked_letter', 'id');

/* As before, and what people asked for with it. */
create or replace function move_said(moves jsonb) returns void
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare m record;
begin
  for m in select * from jsonb_to_recordset(moves) as r (kind text, id text, "from" text, "to" text, merged boolean) loop
    update recorded_contacts set customer_id = m."to" where customer_id = m."from"
      and (item_kind = m.kind and item_id = m.id or m.kind = 'customer' and m.merged and item_kind is null);
    update given_promises set customer_id = m."to" where customer_id = m."from" and item_kind = m.kind and item_id = m.id;
    update item_holds set customer_id = m."to" where customer_id = m."from" and item_kind = m.kind and item_id = m.id;
    update asked_letters set customer_id = m."to" where customer_id = m."from" and item_kind = m.kind and item_id = m.id;
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
  delete from asked_letters where id in (
    select id from asked_letters where at < before order by id limit greatest(most - removed, 0));
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

-- Corrections: letters that were wrong, and that whoever got them was told so. Nothing of them counts as told.
create table corrections (
  id        bigint generated always as identity primary key,
  at        timestamptz not null,
  by        text not null,
  -- Which letters: of a round, or of a kind since a moment.
  round_id  bigint,
  kind      text,
  since     timestamptz,
  sentences jsonb not null,                         -- by language: what was wrong, as its readers were told
  letters   integer not null,
  check ((round_id is null) <> (kind is null)),
  check ((kind is null) = (since is null))
);
comment on table corrections is 'A batch of letters that said something wrong, and what its readers were told of it.';
select keep_history('corrections', 'correction', 'id');

alter table letters add column correction_id bigint references corrections;
comment on column letters.correction_id is 'Of a letter that was corrected: by which correction. Of a correction itself: which it is.';
create index letters_of_correction on letters (correction_id) where correction_id is not null;

do $$
declare statuses text; taken text;
begin
  select conname into taken from pg_constraint where conrelid = 'letters'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%submitted_at IS NOT NULL%';
  execute format('alter table letters drop constraint %I', taken);
  alter table letters add constraint letters_submitted_check
    check ((status in ('submitted', 'bounced', 'corrected')) = (submitted_at is not null)) not valid;
  alter table letters validate constraint letters_submitted_check;
  select pg_get_constraintdef(oid) into statuses from pg_constraint where conrelid = 'letters'::regclass and conname = 'letters_status_check';
  alter table letters drop constraint letters_status_check;
  execute 'alter table letters add constraint letters_status_check ' || replace(statuses, 'ARRAY[', 'ARRAY[''corrected''::text, ');
end $$;
create or replace function letter_is_over(l letters, before timestamptz) returns boolean language sql immutable as $$
  select l.status in ('submitted', 'bounced', 'refused', 'withdrawn', 'expired', 'corrected') and coalesce(l.settled_at, l.decided_at) < before
$$;
drop index letters_apart;
create index letters_apart on letters (status, decided_at desc, id desc)
  where status in ('held', 'uncertain', 'bounced', 'refused', 'withdrawn', 'expired', 'corrected');

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
          where lc.case_id = i.id and l.status not in ('withdrawn', 'expired', 'refused', 'bounced', 'held', 'corrected')
          order by lc.ordinal desc limit 1) told on true
        left join lateral (
          select r.at, r.word_by from recorded_contacts r
          where r.customer_id = k.customer_id and r.taken_back_at is null
            and (r.item_id is null or (r.item_kind = k.item_kind and r.item_id = k.item_id))
          order by r.at desc, r.id desc limit 1) said on true) s
  where c.id = s.id and (c.word_by, c.letter_held) is distinct from (s.word_by, s.held)
$$;

create or replace function case_of_new_letters() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  -- The newest letter of a case is its last: nothing else need be read.
  update cases c
  set word_by = case when n.status in ('withdrawn', 'expired', 'refused', 'bounced', 'held', 'corrected') then c.word_by else n.next_word_by end,
      letter_held = case when n.status = 'held' then true else c.letter_held end
  from (select distinct on (r.case_id) r.case_id, l.status, l.next_word_by
        from new_rows r join letters l on l.id = r.letter_id order by r.case_id, r.ordinal desc) n
  where c.id = n.case_id;
  return null;
end $$;
drop trigger cases_told on letters;
create trigger cases_told after update of status on letters for each row
  when ((old.status in ('withdrawn', 'expired', 'refused', 'bounced', 'held', 'corrected'))
          <> (new.status in ('withdrawn', 'expired', 'refused', 'bounced', 'held', 'corrected'))
        or (old.status = 'held') <> (new.status = 'held'))
  execute function case_of_letter();
