-- Roles with no more rights than their work needs.
--
-- Run it as a superuser, as often as you like, and again after every `tidings migrate` that applied something:
--
--   psql -v ON_ERROR_STOP=1 -d DATABASE -f db/roles.sql
--
-- Other names, and a company's tables in a database of their own (run it in both databases):
--
--   PGOPTIONS="-c tidings.source_schema=erp -c tidings.role_prefix=acme" psql … -f db/roles.sql
--   PGOPTIONS="-c tidings.part=source" psql -d ERP     -f db/roles.sql
--   PGOPTIONS="-c tidings.part=ledger" psql -d TIDINGS -f db/roles.sql
--
-- The roles, with the prefix `tidings`; none of them can log in by password until you give it one (`\password tidings_worker`):
--
--   tidings_migrate  owns schema tidings        DATABASE_URL of `tidings migrate` and of what removes a customer; of nothing that runs
--   tidings_worker   writes our tables          DATABASE_URL of `run` (which serves the console), `round`, `deliver`
--   tidings_console  what a person decides      DATABASE_URL of `letters`, `show`, `explain`, `release`, `hold`, `pause`, `templates`, `user`, …
--   tidings_source   SELECT on the source       SOURCE_DATABASE_URL of all of these
--   tidings_import   writes the source          SOURCE_DATABASE_URL of `tidings import`, where CSV files fill it
--
-- Another system that reads verdicts needs two lines of your own:
--   grant usage on schema tidings to accounting;
--   grant select on tidings.dunning_verdicts to accounting;

do $roles$
declare
  prefix  constant text := coalesce(nullif(current_setting('tidings.role_prefix', true), ''), 'tidings');
  source  constant text := coalesce(nullif(current_setting('tidings.source_schema', true), ''), 'source');
  part    constant text := coalesce(nullif(current_setting('tidings.part', true), ''), 'both');
  migrator constant text := prefix || '_migrate';
  worker   constant text := prefix || '_worker';
  console  constant text := prefix || '_console';
  reader   constant text := prefix || '_source';
  importer constant text := prefix || '_import';
  name text;
  relation record;
  special record;
begin
  if part not in ('both', 'source', 'ledger') then
    raise exception 'tidings.part is %, and must be source or ledger, or left out for both', quote_literal(part);
  end if;
  if source = 'tidings' then
    raise exception 'tidings.source_schema is our own schema; name the one with the company''s tables';
  end if;

  foreach name in array array[migrator, worker, console, reader, importer] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I', name);
    end if;
    execute format('alter role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', name);
    execute format('grant connect on database %I to %I', current_database(), name);
  end loop;

  if part in ('both', 'source') then
    if not exists (select from pg_namespace where nspname = source) then
      raise notice 'There is no schema % here yet: run this again when it is there.', source;
    else
      execute format('revoke all on all tables in schema %I from %I, %I, %I, %I',
                     source, reader, importer, worker, console);
      execute format('revoke all on schema %I from %I, %I, %I, %I', source, reader, importer, worker, console);
      execute format('grant usage on schema %I to %I, %I', source, reader, importer);
      execute format('grant select on all tables in schema %I to %I', source, reader);
      execute format('grant select, insert, update on all tables in schema %I to %I', source, importer);
      -- What a file names again is unnamed no more.
      if to_regclass(format('%I.unnamed_rows', source)) is not null then
        execute format('grant delete on %I.unnamed_rows to %I', source, importer);
      end if;
      -- For tables that come later, where whoever runs this makes them.
      execute format('alter default privileges in schema %I grant select on tables to %I', source, reader);
    end if;
    -- A second wall behind the missing rights.
    execute format('alter role %I set default_transaction_read_only = on', reader);
    -- An import sorts rows out in temporary tables first.
    execute format('grant temporary on database %I to %I', current_database(), importer);
  end if;

  if part in ('both', 'ledger') then
    execute format('create schema if not exists tidings authorization %I', migrator);
    execute format('alter schema tidings owner to %I', migrator);
    -- Who migrates must own what a migration changes, whoever made it.
    for relation in
      select c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'tidings' and c.relkind in ('r', 'p', 'v', 'm')
    loop
      execute format('alter %s tidings.%I owner to %I',
                     case relation.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
                     relation.relname, migrator);
    end loop;
    for relation in
      select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'tidings'
    loop
      execute format('alter routine %s owner to %I', relation.signature, migrator);
    end loop;

    execute format('revoke all on all tables in schema tidings from public, %I, %I', worker, console);
    execute format('revoke all on schema tidings from public, %I, %I', worker, console);
    execute format('grant usage on schema tidings to %I, %I', worker, console);

    -- What holds unless a line below says otherwise. A table of a later version has these rights at once.
    execute format('grant select, insert, update on all tables in schema tidings to %I', worker);
    execute format('grant select on all tables in schema tidings to %I', console);
    execute format('alter default privileges for role %I in schema tidings grant select, insert, update on tables to %I',
                   migrator, worker);
    execute format('alter default privileges for role %I in schema tidings grant select on tables to %I',
                   migrator, console);

    for special in
      select * from (values
        -- who, which table, what it may besides SELECT ('' is nothing more)
        (worker,  'kysely_migration',      ''),
        (worker,  'kysely_migration_lock', ''),
        (worker,  'dunning_verdicts',      ''),
        (worker,  'history',               ''),                       -- triggers write it, with their owner's rights
        (worker,  'template_versions',     'insert'),                 -- immutable: a letter names its words by them
        (worker,  'letter_cases',          'insert'),                 -- what a letter said is never changed
        (worker,  'letter_words',          'insert'),                 -- nor how it said it
        -- What is over is removed by a function that removes nothing else (remove_over): no DELETE.
        (worker,  'holds',                 'insert, update (lifted_at, lifted_by, lifted_why)'), -- people hold, in the console too
        -- What people do in the console, which the worker serves.
        (worker,  'pauses',                'insert, update (until)'),
        (worker,  'absences',              'insert, update, delete'),
        (worker,  'publications',          'insert'),
        (worker,  'drafts',                'insert, update, delete'),
        (worker,  'console_users',
         'insert, update (role, password_hash, must_change, language, time_zone, disabled_at, email, person_id)'),
        (worker,  'console_invitations',   'insert, update (ended_at)'),
        (worker,  'console_second_factors', 'insert, update (secret, begun_at, confirmed_at, last_step), delete'),
        (worker,  'console_recovery_codes', 'insert, update (used_at)'),
        (worker,  'console_codes_awaited', 'insert, update (ended_at)'),
        (worker,  'console_sessions',      'insert, update (seen_at, ended_at)'),
        (worker,  'console_tries',         'insert, update'),
        (worker,  'weeks',                 'insert'),                 -- a week that is over stays as it was counted
        (worker,  'judged',                'insert, update'),         -- which edition of the rules judges
        (worker,  'supervised',            'insert, update'),         -- kinds of letters that people looked at often enough
        (worker,  'usual',                 'insert, update'),         -- what history taught, anew each day
        (console, 'usual',                 'insert, update'),         -- `tidings learn`, which a person may run
        (worker,  'verdicts',              'insert, update, delete'), -- one that a round did not write goes
        (console, 'letters',
         'update (status, status_reason, due_at, settled_at, released_at, released_by, first_attempt_at, read_as)'),
        (console, 'holds',                 'insert, update'),
        (console, 'pauses',                'insert, update'),
        (console, 'tasks',                 'insert, update (for_person, done_with, done_at, done_by, untold, due_on, result, note)'),
        (console, 'recorded_contacts',     'insert, update (taken_back_at)'),
        (console, 'given_promises',        'insert, update (taken_back_at)'),
        (console, 'item_holds',            'insert, update (lifted_at, lifted_by)'),
        (console, 'asked_letters',         'insert, update (lifted_at, lifted_by)'),
        (console, 'customer_notes',        'insert, update (taken_back_at)'),
        (console, 'taken_complaints',      'insert, update (ended_at, ended_by)'),
        (console, 'template_versions',     'insert'),
        -- Tables of later versions: what a person decides there.
        (console, 'guard_trips',           'update (ended_at, ended_by)'),
        (console, 'backlog_releases',      'insert, update'),
        (console, 'suppressions',          'update (lifted_at, lifted_by)'),
        (console, 'replies',               'update (answered_at, answered_by, unproven_at, unproven_by)'),
        (console, 'cases',                 'update (word_by)'),       -- who wants fewer letters lets us off a word
        (console, 'less_often',            'insert, update (lifted_at, lifted_by)'),
        (console, 'inbox_mails',           'update (seen_at, seen_by)'),
        (console, 'publications',          'insert'),                 -- append-only, by a trigger too
        (console, 'drafts',                'insert, update, delete'),
        (console, 'console_users',
         'insert, update (role, password_hash, must_change, disabled_at, email, person_id)'),
        (console, 'console_invitations',   'insert, update (ended_at)'),
        (console, 'console_second_factors', 'delete'),                -- an admin's reset; the secret is read by no command
        (console, 'console_sessions',      'update (ended_at)'),
        (console, 'console_tries',         'update (tries, locked_until)')
      ) as s (who, relation, rights)
      where to_regclass(format('tidings.%I', s.relation)) is not null
    loop
      execute format('revoke all on tidings.%I from %I', special.relation, special.who);
      execute format('grant select on tidings.%I to %I', special.relation, special.who);
      if special.rights <> '' then
        execute format('grant %s on tidings.%I to %I', special.rights, special.relation, special.who);
      end if;
    end loop;

    -- The secret of the tags in letters is for who writes and reads mail.
    if to_regclass('tidings.mail_keys') is not null then
      execute format('revoke all on tidings.mail_keys from %I', console);
    end if;
    -- That of an authenticator is for whoever asks for its codes.
    if to_regclass('tidings.console_second_factors') is not null then
      execute format('revoke select on tidings.console_second_factors from %I', console);
      execute format('grant select (user_name, confirmed_at) on tidings.console_second_factors to %I', console);
    end if;

    -- Functions run with their owner's rights where they say so: only who works with our tables may call them.
    execute format('revoke execute on all routines in schema tidings from public, %I, %I', worker, console);
    execute format('grant execute on all routines in schema tidings to %I', worker);
    execute format('alter default privileges for role %I revoke execute on routines from public', migrator);
    execute format('alter default privileges for role %I in schema tidings grant execute on routines to %I',
                   migrator, worker);
    -- Who gives out all that is kept of a customer (`tidings tell`) leaves an entry in the history, and no other.
    if to_regprocedure('tidings.history_told(text, timestamptz, text, jsonb)') is not null then
      execute format('grant execute on function tidings.history_told(text, timestamptz, text, jsonb) to %I', console);
    end if;
    -- A round copies verdicts into a temporary table before it compares them.
    execute format('grant temporary on database %I to %I', current_database(), worker);
  end if;
end
$roles$;
