-- What holds reminders by an address alone may be anybody's mail: a person may say that it holds nothing, and whoever is to answer it
-- still is. Only additions: an older worker goes on beside it, and lets it hold.

alter table replies
  add column unproven_at timestamptz,                   -- a person said that nothing proves who wrote it: nothing waits for its answer
  add column unproven_by text,
  add constraint unproven_by_somebody check ((unproven_at is null) = (unproven_by is null));
create index inbox_mails_by_address on inbox_mails (id) where matched_by = 'recipient' and kind = 'reply';
