-- Who may use the console, and who is signed in.

create table console_users (
  name          text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,39}$'),
  role          text not null check (role in ('reader', 'writer', 'releaser', 'admin')),
  password_hash text not null,                         -- scrypt, with its parameters and salt (src/console/password.ts)
  must_change   boolean not null default true,         -- a password that somebody else gave is good for one sign-in
  language      text,                                  -- of the pages; null: the browser's
  time_zone     text,                                  -- null: the company's
  failures      integer not null default 0,            -- wrong passwords since the last right one
  locked_until  timestamptz,
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
comment on table console_sessions is 'Who is signed in to the console.';

-- The history tells who was let in and with which role; hashes and counters of failures are nobody's business.
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
