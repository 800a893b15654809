-- Users of the console: their address, who of the company's people they are, invitations by link, and a second factor.
-- Only additions: an older worker goes on beside it, and asks for no second factor. Its console must be closed before one is relied on.

alter table console_users
  add column email     text,                            -- where an invitation goes
  add column person_id text;                            -- who of source.people the user is; null: told by name or address

create table console_invitations (
  token_hash text primary key,                          -- sha256 of the link's token: whoever reads the table cannot use it
  user_name  text not null references console_users,
  made_at    timestamptz not null,
  made_by    text not null,
  expires_at timestamptz not null check (expires_at > made_at),
  ended_at   timestamptz                                -- used, or another one or a password took its place
);
create index console_invitations_open on console_invitations (user_name) where ended_at is null;
comment on table console_invitations is 'Links by which a user sets a password of their own: each once, and only for a while.';

create table console_second_factors (
  user_name    text primary key references console_users,
  secret       bytea not null check (length(secret) >= 20), -- RFC 6238; in no log, on no page but the one that sets it up
  begun_at     timestamptz not null,
  confirmed_at timestamptz,                             -- null: being set up, and asked for by nobody
  last_step    bigint not null default 0                -- of the last code that was taken: neither it nor an older one is taken again
);
comment on table console_second_factors is 'What the codes of a user''s authenticator are made with. The role of commands may not read the secret.';

create table console_recovery_codes (
  user_name text not null references console_second_factors on delete cascade,
  code_hash text not null,                              -- sha256; a code has 80 bits of chance
  used_at   timestamptz,
  primary key (user_name, code_hash)
);
comment on table console_recovery_codes is 'Each opens the second door once, where the authenticator is lost.';

-- The password was right, and the code is still to come. No session: nothing can be asked for by it.
create table console_codes_awaited (
  token_hash text primary key,                          -- sha256 of what the form carries
  user_name  text not null references console_users,
  begun_at   timestamptz not null,
  ended_at   timestamptz
);
create index console_codes_awaited_by_age on console_codes_awaited (begun_at);
comment on table console_codes_awaited is 'Who gave the right password and owes a code.';

create or replace function remove_sessions(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer;
begin
  if before > now() - interval '28 days' then
    raise exception 'sessions since % are too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  delete from console_tries where last_at < before;
  delete from console_codes_awaited where begun_at < before;
  delete from console_invitations where expires_at < before;
  delete from console_sessions where token_hash in (
    select token_hash from console_sessions where created_at < before order by created_at limit most);
  get diagnostics removed = row_count;
  return removed;
end $$;

create or replace function history_of_users() returns trigger
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
                when n.password_hash <> o.password_hash then 'took another password'
                when n.email is distinct from o.email then 'took another address'
                else 'is another person' end,
           o.role, n.role, history_who(), history_why()
    from new_rows n join old_rows o on o.name = n.name
    where n.role <> o.role or n.password_hash <> o.password_hash
       or (n.disabled_at is null) <> (o.disabled_at is null)
       or n.email is distinct from o.email or n.person_id is distinct from o.person_id;
  end if;
  return null;
end $$;

create function history_of_invitations() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  insert into history (at, subject_kind, subject_id, what, who)
  select made_at, 'user', user_name, 'invited', made_by from new_rows;
  return null;
end $$;
create trigger history_new after insert on console_invitations
  referencing new table as new_rows for each statement execute function history_of_invitations();

create function history_of_second_factors() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    insert into history (at, subject_kind, subject_id, what, who)
    select n.confirmed_at, 'user', n.user_name, 'took a second factor', history_who()
    from new_rows n join old_rows o using (user_name) where n.confirmed_at is not null and o.confirmed_at is null;
  else
    insert into history (at, subject_kind, subject_id, what, who, why)
    select now(), 'user', user_name, 'lost the second factor', history_who(), history_why()
    from old_rows where confirmed_at is not null;
  end if;
  return null;
end $$;
create trigger history_changed after update on console_second_factors
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_second_factors();
create trigger history_gone after delete on console_second_factors
  referencing old table as old_rows for each statement execute function history_of_second_factors();

create function history_of_recovery_codes() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  insert into history (at, subject_kind, subject_id, what, who)
  select n.used_at, 'user', n.user_name, 'used a recovery code', n.user_name
  from new_rows n join old_rows o using (user_name, code_hash) where n.used_at is not null and o.used_at is null;
  return null;
end $$;
create trigger history_changed after update on console_recovery_codes
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_recovery_codes();
