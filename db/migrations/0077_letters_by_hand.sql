-- Letters that were only captured, in a trial without a mail server, reached nobody: they count as told while it goes on, and no longer once letters
-- really go. Only additions: an older worker goes on beside it, marks none, and goes on counting them.
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
