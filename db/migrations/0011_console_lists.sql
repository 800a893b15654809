-- What the lists of the console are read by at a million open cases. Only additions: an older worker goes on beside it, and
-- the triggers keep what it does not know of.

-- Our word, and whether a letter waits for a person, would be a join of all open cases with their letters: kept with the case
-- instead. Null: there is none. Whoever adds cases by all columns adds nulls, hence no "not null".
-- What it costs (a million cases, five million letters, a busy machine): writing 5,000 letters with their cases took 1.25 s before
-- and 1.9 s now, 0.13 ms a letter, most of it the indexes of cases; claiming and settling them costs what it did.
alter table cases
  add column word_by     date,                         -- the day by which the last letter said that we write again
  add column letter_held boolean,                      -- true: a letter about it waits for a person
  add column climbed     text check (climbed in ('manager', 'director'));
comment on column cases.word_by is 'By letters alone: what a person said to the customer since is in the company''s contacts.';

create function cases_were_told(ids text[]) returns void
  language sql security definer set search_path = tidings, pg_temp as $$
  update cases c set word_by = s.word_by, letter_held = s.held
  from (select i.id,
          (select l.next_word_by from letter_cases lc join letters l on l.id = lc.letter_id
           where lc.case_id = i.id and l.status not in ('withdrawn', 'expired', 'refused', 'bounced', 'held')
           order by lc.ordinal desc limit 1) as word_by,
          (select true from letter_cases lc join letters l on l.id = lc.letter_id
           where lc.case_id = i.id and l.status = 'held' limit 1) as held
        from unnest(ids) as i (id)) s
  where c.id = s.id and (c.word_by, c.letter_held) is distinct from (s.word_by, s.held)
$$;

create function case_of_new_letters() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  -- The newest letter of a case is its last: nothing else need be read.
  update cases c
  set word_by = case when n.status in ('withdrawn', 'expired', 'refused', 'bounced', 'held') then c.word_by else n.next_word_by end,
      letter_held = case when n.status = 'held' then true else c.letter_held end
  from (select distinct on (r.case_id) r.case_id, l.status, l.next_word_by
        from new_rows r join letters l on l.id = r.letter_id order by r.case_id, r.ordinal desc) n
  where c.id = n.case_id;
  return null;
end $$;
create trigger cases_told after insert on letter_cases
  referencing new table as new_rows for each statement execute function case_of_new_letters();

create function case_of_letter() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  perform cases_were_told((select array_agg(case_id) from letter_cases where letter_id = new.id));
  return null;
end $$;
-- A letter that is claimed and goes, as nearly all do, costs the comparison and no more.
create trigger cases_told after update of status on letters for each row
  when ((old.status in ('withdrawn', 'expired', 'refused', 'bounced', 'held'))
          <> (new.status in ('withdrawn', 'expired', 'refused', 'bounced', 'held'))
        or (old.status = 'held') <> (new.status = 'held'))
  execute function case_of_letter();

create function case_climbs() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  update cases set climbed = substring(new.key from '/escalation/(manager|director)$')
  where id = new.case_id and climbed is distinct from 'director';
  return null;
end $$;
create trigger cases_climb after insert on tasks for each row
  when (new.case_id is not null and new.kind = 'escalation' and new.key ~ '/escalation/(manager|director)$')
  execute function case_climbs();

select cases_were_told(array_agg(id)) from cases where not item_ended;
update cases c set climbed = t.rung
from (select case_id, min(substring(key from '/escalation/(manager|director)$')) as rung
      from tasks where kind = 'escalation' and case_id is not null group by case_id) t
where t.case_id = c.id and not c.item_ended and t.rung is not null;

create index cases_open on cases (opened_at, id) where closed_at is null;
create index cases_open_by_word on cases (word_by, opened_at, id) where closed_at is null;
create index cases_open_climbed on cases (opened_at, id) where closed_at is null and climbed is not null;
create index cases_open_held on cases (opened_at, id) where closed_at is null and letter_held;

-- Money: the longest overdue first, of each verdict and record; a list of several of them is put together from their beginnings.
create index verdicts_listed on verdicts (verdict, record, days_overdue, key);
create index verdicts_held_by on verdicts using gin (holds);

-- A round asks for many at one moment.
drop index tasks_open;
create index tasks_open on tasks (created_at, key) where done_at is null;
create index tasks_open_of_person on tasks (for_person, created_at, key) where done_at is null;

-- Figures of days: to count the letters of a month is too much for a page. The day that is under way is counted when it is shown.
create table days (
  day             date primary key,
  submitted       integer,                             -- letters that went; null: the day is not counted yet
  words_due       integer,                             -- of letters about cases that said we write again by this day
  words_kept      integer,                             -- we did, or the case had ended
  harsh_kept_back integer not null default 0           -- harsh letters that from this day on (in UTC) were kept back
);
comment on table days is 'Figures of each day, for the console.';
