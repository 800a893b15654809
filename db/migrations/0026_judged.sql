-- Which edition of the rules judged last, so that the first rounds after an upgrade tell gently what it changed. Only an addition: an older
-- worker goes on beside it, and keeps nothing here.

create table judged (
  one             boolean primary key default true check (one),
  edition         integer not null,
  since           timestamptz not null,           -- the first round by it
  edition_before  integer,                        -- null: the ledger began with this one
  last_round      timestamptz,                    -- of the edition before
  check ((edition_before is null) = (last_round is null))
);
comment on table judged is 'One row: the edition of the rules that judges, since when, and which one did before.';
