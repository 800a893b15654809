-- Kinds of letters of which people approved enough to let the others go by themselves (policy: supervise). Only an addition: an older
-- worker goes on beside it, and supervises nothing.

create table supervised (
  kind     text primary key,
  letters  integer not null check (letters > 0),  -- that were approved or sent when it was last counted
  since    timestamptz not null
);
comment on table supervised is 'Kinds of letters that were looked at often enough: nobody counts them again.';
