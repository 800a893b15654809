-- What we remember and the company's tables do not show just now. Only additions: an older worker goes on beside it.

create table absences (
  kind        text not null check (kind in ('order', 'service_job', 'invoice')),
  id          text not null,
  customer_id text collate "C" not null,
  state       text not null check (state in ('not_seen', 'settled')), -- settled: nothing is open on an invoice that nobody closed
  since       timestamptz not null,                                   -- the round that found it so first
  primary key (kind, id)
);
create index absences_of_customer on absences (customer_id);
comment on table absences is
  'Remembered, and neither open nor over by the tables of the company: kept as it stood, and a row goes when it is seen again.';

-- Everything remembered is looked up before a round: what has ended is in neither index.
create index reminders_lasting on reminders (customer_id, invoice_id) where ended_at is null;
