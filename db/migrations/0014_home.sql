-- Where the ledger lives, so that a restored dump or a copy notices that it is one; and what the daily look at its promises found.
-- Only additions: an older worker goes on beside it.

create table home (
  one               boolean primary key default true check (one),
  system_identifier text,                         -- of the server's cluster; null: we may not ask
  timeline          text,                         -- a server that was recovered or promoted begins a new one
  database_oid      bigint not null,
  table_oid         bigint not null,              -- of this table itself: a dump that is loaded makes another one
  folder            text,                         -- of the embedded database: the inode of its folder, which a copy does not keep
  since             timestamptz not null          -- when it was found to live here
);
comment on table home is 'One row: the server, the database and the table in which this ledger was last found.';

create table promises (
  one        boolean primary key default true check (one),
  checked_at timestamptz not null,
  broken     jsonb not null                       -- [{name, rows}]: which queries of docs/invariants.md gave rows
);
comment on table promises is 'One row: what the last look at docs/invariants.md found.';
