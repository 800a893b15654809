-- What history has taught of how long things usually take. Only an addition: an older worker goes on beside it.

create table usual (
  one         boolean primary key default true check (one),
  tried_on    date not null,
  learned_at  timestamptz,
  state       jsonb,
  check ((state is null) = (learned_at is null))
);
comment on table usual is
  'Usual times, learned from the company''s own past: one row, rebuilt by the first tick of each day and by `tidings learn`. Counts alone, no item and no customer.';
comment on column usual.tried_on is 'The last day, of the company, on which a worker began to learn: another one leaves it alone that day.';
comment on column usual.learned_at is 'When the state was learned; null: nothing was yet.';
comment on column usual.state is 'Counts by kind, stage, lane, month and half working day (src/usual/usual.ts).';
