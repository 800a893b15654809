-- What the lists of the console are sorted and narrowed by. Only additions, but for one index that another takes the place of: an older
-- worker goes on beside it and leaves these columns empty.

-- How the thing stands, as the last round saw it: it is in the company's database, and a list of a million cases cannot be put in
-- order by what is in another. Written only where it changed.
alter table cases
  add column since        date,                        -- the day on which it stopped moving; null: an older worker opened the case
  add column stage        text,                        -- in the company's words; of a line that alone stands still, the line's
  add column reason       text,                        -- a code, in small letters
  add column supplier     text,
  add column owner_id     text,
  add column lane         text,
  add column promised_for date;

-- Each order of the list is (day, id): what has no day stands last. Open cases have but few stages, owners, suppliers.
create index cases_open_by_since on cases ((coalesce(since, 'infinity'::date)), id) where closed_at is null;
create index cases_open_by_promise on cases ((coalesce(promised_for, 'infinity'::date)), id) where closed_at is null;
drop index cases_open_by_word;
create index cases_open_by_word on cases ((coalesce(word_by, 'infinity'::date)), id) where closed_at is null;
create index cases_open_by_stage on cases (stage) where closed_at is null and stage is not null;
create index cases_open_by_reason on cases (reason) where closed_at is null and reason is not null;
create index cases_open_by_supplier on cases (supplier) where closed_at is null and supplier is not null;
create index cases_open_by_owner on cases (owner_id) where closed_at is null and owner_id is not null;
create index cases_open_by_lane on cases (lane) where closed_at is null and lane is not null;

create index tasks_open_by_due on tasks ((coalesce(due_on, 'infinity'::date)), key) where done_at is null;

-- What is owed on each invoice that a round judged: a list of a million cannot be added up from another database.
alter table verdicts
  add column due_on      date,
  add column open_amount numeric,                      -- null: written by an older worker
  add column currency    text;

create table money_ages (
  one  boolean primary key default true check (one),
  at   timestamptz not null,                           -- of the round that added it up
  ages jsonb not null                                  -- sums alone, of no customer and no invoice (src/ledger/lists/money-ages.ts)
);
comment on table money_ages is 'What is owed by age, added up at the end of each round that judges money: the console shows it and adds nothing up.';
