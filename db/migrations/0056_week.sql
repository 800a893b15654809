-- What people waited for in a week, and the weeks that are over. Only additions: an older worker goes on beside it and counts no days here.

-- An item on each stage at which it was late in a week. Written once a day, by the first round after sending hours begin.
create table late_items (
  week        date not null,                       -- its Monday
  item_kind   text not null check (item_kind in ('order', 'service_job')),
  item_id     text not null,
  stage       text not null,
  customer_id text collate "C" not null,
  late        text not null check (late in ('promise', 'stage', 'credit')), -- what is over: its promised day, the time for its stage, a credit hold's
  reason      text,                                -- as the row says it
  supplier    text,
  owner_id    text,
  since       date not null,                       -- the first day on which it was late
  days        integer not null,                    -- working days of the week on which it stood late here
  last_day    date not null,                       -- the last day on which it was counted
  heard       boolean not null,                    -- when it was counted, a letter or a person had told the customer since it is late
  primary key (week, item_kind, item_id, stage)
);
create index late_items_of_customer on late_items (customer_id);
create index late_items_by_day on late_items (last_day);
comment on table late_items is 'Who waited too long, week by week: what the potholes of the week are counted from. Kept for 26 weeks.';

-- Figures of each day, as in 0011_console_lists.sql.
alter table days
  add column late          integer,                -- items that were late on it; null: no round counted them
  add column untold        integer,                -- of these, those about which nobody had a word from us by then
  add column promises_kept integer;                -- what was done on it by its promised day; null: not counted

-- Why harsh letters were kept back, by the first reason of each.
create table kept_back (
  day     date not null,
  because text not null,                           -- a code
  letters integer not null,
  primary key (day, because)
);
comment on table kept_back is 'Harsh letters that from this day on were kept back, by why: the sum of a day is days.harsh_kept_back.';
alter table verdicts add column because text;      -- the code of the first hold or reason; null: written by an older worker

create table weeks (
  week       date primary key,                     -- its Monday
  counted_at timestamptz not null,
  figures    jsonb not null                        -- counts alone, of no customer and no item (src/week/week.ts)
);
comment on table weeks is 'Weeks that are over, counted once.';

/* As remove_over: at most so many that are older, by their owner's rights. */
create function remove_late_items(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer;
begin
  if before > now() - interval '28 days' then
    raise exception 'what was late since % is too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  delete from late_items where (week, item_kind, item_id, stage) in (
    select week, item_kind, item_id, stage from late_items where last_day < before::date order by last_day limit most);
  get diagnostics removed = row_count;
  return removed;
end $$;
revoke execute on function remove_late_items(timestamptz, integer) from public;
