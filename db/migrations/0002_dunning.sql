-- The dunning half: reminders, verdicts, and holds by hand. Every table carries customer_id.

create table reminders (
  letter_id   text not null references letters on delete cascade,
  invoice_id  text not null,
  customer_id text collate "C" not null,
  ordinal     integer not null check (ordinal > 0), -- the nth letter about the invoice: never two for one occasion
  rung        text,                                  -- where the invoice stood; the letter may be gentler
  tone        text check (tone in ('friendly', 'plain', 'firm', 'formal')),
  ended_at    timestamptz,                           -- the invoice was settled: reopened, it starts afresh
  primary key (letter_id, invoice_id),
  unique (customer_id, invoice_id, ordinal),
  check ((rung is null) = (tone is null))            -- thanks stand on no rung
);
create index reminders_of_customer on reminders (customer_id);
comment on table reminders is 'Which invoices a reminder (or the thanks for a payment) speaks of.';

create table holds (
  id          bigint generated always as identity primary key,
  customer_id text collate "C" not null,
  invoice_id  text,                                  -- null: whatever this customer owes
  until       date,                                  -- the last day on which it holds; null: until it is lifted
  why         text not null,
  by          text not null,
  at          timestamptz not null,
  lifted_at   timestamptz,
  lifted_by   text,
  lifted_why  text,
  check ((lifted_at is null) = (lifted_by is null))
);
create index holds_of_customer on holds (customer_id) where lifted_at is null;
create index holds_of_invoice on holds (invoice_id);
comment on table holds is 'A person said: no reminders. Lifted ones stay: they are the history.';

create table verdicts (
  key            text primary key,                   -- the invoice, or the letter of another system
  invoice_id     text not null,
  planned_letter text,                               -- source.dunning_letters.id; null: our own ladder
  customer_id    text collate "C" not null,
  days_overdue   integer not null,
  record         text not null check (record in ('clean', 'mixed', 'poor', 'unknown')),
  rung           text,
  asked_tone     text check (asked_tone in ('friendly', 'plain', 'firm', 'formal')),
  verdict        text not null check (verdict in ('send', 'soften', 'hold', 'hand over')),
  allowed_tone   text check (allowed_tone in ('friendly', 'plain', 'firm', 'formal')),
  release        text not null check (release in ('automatic', 'human')), -- human: only when a person lets it go
  without_tone   text,                               -- what the ladder alone would have sent
  holds          text[] not null,                    -- codes, all that apply
  reasons        text[] not null,                    -- sentences in the admin language
  until          date,
  decided_at     timestamptz not null,
  facts_as_of    timestamptz,                        -- when the payments were fresh; null: nobody knows
  round_id       bigint references rounds,
  check ((verdict in ('send', 'soften')) = (allowed_tone is not null))
);
create index verdicts_of_invoice on verdicts (invoice_id);
create index verdicts_of_customer on verdicts (customer_id);
comment on table verdicts is 'What the last round decided on every overdue invoice, and on every letter that another system plans.';

create view dunning_verdicts as
  select invoice_id, customer_id, planned_letter, asked_tone, verdict, allowed_tone, release, reasons, until,
    decided_at, facts_as_of
  from verdicts;
comment on view dunning_verdicts is
  'May a reminder go? For other systems: only where verdict is send or soften, in allowed_tone at most, and where release is human only when a person lets it go; no row means no.';

-- A task about invoices belongs to no case.
alter table tasks alter column case_id drop not null;
create index tasks_of_customer on tasks (customer_id) where case_id is null;
