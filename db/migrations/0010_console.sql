-- Who may use the console, and who is signed in. Only additions: an older worker goes on beside it, without a console.

create table console_users (
  name          text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
  role          text not null check (role in ('reader', 'writer', 'releaser', 'admin')),
  password_hash text not null,                         -- scrypt, with its parameters and salt (src/console/door/password.ts)
  must_change   boolean not null default true,         -- a password that somebody else gave opens nothing but the page to change it
  language      text,                                  -- of the pages; null: the browser's
  time_zone     text,                                  -- null: the company's
  created_at    timestamptz not null,
  created_by    text not null,
  disabled_at   timestamptz
);
comment on table console_users is 'Who may use the console, and what for.';

create table console_sessions (
  token_hash   text primary key,                       -- sha256 of the cookie: whoever reads the table cannot sign in with it
  user_name    text not null references console_users,
  csrf         text not null,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  ended_at     timestamptz
);
create index console_sessions_of_user on console_sessions (user_name) where ended_at is null;
create index console_sessions_by_age on console_sessions (created_at);
comment on table console_sessions is 'Who is signed in to the console.';

-- Tries at signing in with a name since its last right password. Names that nobody has count too: else whoever guesses
-- could tell by a lock that a name is real.
create table console_tries (
  name_hash    text primary key,                       -- sha256: a password is easily typed where the name belongs
  tries        integer not null,
  locked_until timestamptz,
  last_at      timestamptz not null
);
comment on table console_tries is 'How often a name was tried at signing in, and until when nobody gets in by it.';

-- What is over goes with the daily sweep; a worker needs no DELETE.
create function remove_sessions(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer;
begin
  if before > now() - interval '28 days' then
    raise exception 'sessions since % are too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  delete from console_tries where last_at < before;
  delete from console_sessions where token_hash in (
    select token_hash from console_sessions where created_at < before order by created_at limit most);
  get diagnostics removed = row_count;
  return removed;
end $$;
revoke execute on function remove_sessions(timestamptz, integer) from public;

-- The history tells who was let in, with which role, and who signed in; hashes are nobody's business.
create function history_of_users() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp set enable_nestloop = off as $$
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, what, to_state, who, why)
    select created_at, 'user', name, 'added', role, created_by, history_why() from new_rows;
  else
    insert into history (at, subject_kind, subject_id, what, from_state, to_state, who, why)
    select now(), 'user', n.name,
           case when n.disabled_at is not null and o.disabled_at is null then 'shut out'
                when n.disabled_at is null and o.disabled_at is not null then 'let in again'
                when n.role <> o.role then 'took another role'
                else 'took another password' end,
           o.role, n.role, history_who(), history_why()
    from new_rows n join old_rows o on o.name = n.name
    where n.role <> o.role or n.password_hash <> o.password_hash
       or (n.disabled_at is null) <> (o.disabled_at is null);
  end if;
  return null;
end $$;
create trigger history_new after insert on console_users
  referencing new table as new_rows for each statement execute function history_of_users();
create trigger history_changed after update on console_users
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_users();
create function history_of_sessions() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  insert into history (at, subject_kind, subject_id, what, who)
  select created_at, 'user', user_name, 'signed in', user_name from new_rows;
  return null;
end $$;
create trigger history_new after insert on console_sessions
  referencing new table as new_rows for each statement execute function history_of_sessions();
