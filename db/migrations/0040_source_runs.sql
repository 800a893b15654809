-- What became of the files of watched folders. Only an addition: an older worker goes on beside it.

create table source_runs (
  id         bigint generated always as identity primary key,
  source     text not null,
  files      text[] not null,
  started_at timestamptz not null,
  ended_at   timestamptz not null,
  outcome    text not null check (outcome in ('loaded', 'failed')),
  tables     jsonb not null default '[]',
  faults     jsonb not null default '[]',
  check (ended_at >= started_at)
);
create index source_runs_of_source on source_runs (source, id desc);
comment on table source_runs is
  'Each time that files of a watched folder (policy: sources) were imported, or could not be. Kept for 30 days, the last of each source for ever.';
comment on column source_runs.source is 'Its name in the policy.';
comment on column source_runs.files is 'Names of the files; none where the folder itself could not be used.';
comment on column source_runs.started_at is 'When it began, by the worker''s clock. A failure that repeats itself stays one row, whose end moves on.';
comment on column source_runs.tables is 'By table: rows, new, changed, unchanged, vanished, rejected.';
comment on column source_runs.faults is 'The first faults, each with file, line, column, value (40 characters at most) and reason.';

-- Removes runs that are over for long; a worker may remove nothing else of it.
create function forget_source_runs(before timestamptz) returns void
  language sql security definer set search_path = tidings, pg_temp as $$
  delete from source_runs r
   where r.ended_at < before and exists (select from source_runs later where later.source = r.source and later.id > r.id)
$$;
comment on function forget_source_runs(timestamptz) is 'Removes what became of files before this moment, but for the last of each source.';
revoke execute on function forget_source_runs(timestamptz) from public;
