-- Documents: files of emails/ by their path (pl/stalled.mjml, layout.mjml, pl/phrases.yaml). What a company publishes stands here
-- and overrides the shipped file; the newest publication of a path is in force. Only additions: an older worker goes on
-- beside it and writes with the shipped files.

create table publications (
  id       bigint generated always as identity primary key,
  -- What is not such a path must never become the name of a file.
  path     text not null check (path ~ '^([a-z]{2,3}(-[A-Z]{2})?/)?[a-z][a-z-]{0,60}\.(mjml|yaml)$'),
  content  text check (octet_length(content) <= 1048576), -- null: the shipped file again
  hash     text,                                    -- sha256 of the content
  by       text not null check (by <> ''),
  at       timestamptz not null,
  why      text not null check (why <> ''),
  restores bigint references publications,          -- the earlier one that it puts in force again
  check ((hash is null) = (content is null))
);
create index publications_of_path on publications (path, id desc);
comment on table publications is 'Append-only: what was published of each document, by whom and why. The newest of a path is in force.';

create table drafts (
  path     text primary key check (path ~ '^([a-z]{2,3}(-[A-Z]{2})?/)?[a-z][a-z-]{0,60}\.(mjml|yaml)$'),
  content  text not null check (octet_length(content) <= 1048576),
  revision integer not null,                        -- another with every save; none ever comes back
  based_on bigint references publications,          -- what was in force when it was begun; null: the shipped file
  by       text not null,                           -- who saved last
  at       timestamptz not null
);
comment on table drafts is 'What is being changed of a document; one draft each.';
-- A draft that is begun anew has no revision that an editor of the one before still holds. Nobody sets it by hand.
create sequence draft_revisions as integer;
create function next_draft_revision() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  new.revision := nextval('draft_revisions');
  return new;
end $$;
create trigger next_draft_revision before insert or update on drafts
  for each row execute function next_draft_revision();

create function publications_stand() returns trigger language plpgsql as $$
begin
  raise exception 'what was published stays: % is refused', lower(tg_op)
    using errcode = 'insufficient_privilege', hint = 'Publish another text, or restore an earlier one.';
end $$;
create trigger publications_stand before update or delete on publications
  for each row execute function publications_stand();
create trigger publications_are_not_truncated before truncate on publications
  for each statement execute function publications_stand();
alter table publications enable always trigger publications_stand;
alter table publications enable always trigger publications_are_not_truncated;

-- The history tells what happened to a document, and not its text: the publication has that.
create function history_of_publications() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  insert into history (at, subject_kind, subject_id, what, who, why, detail)
  select at, 'document', path,
         case when restores is not null then 'restored' when content is null then 'followed the shipped file again' else 'published' end,
         by, why, jsonb_strip_nulls(jsonb_build_object('publication', id, 'hash', hash, 'restores', restores))
  from new_rows order by id;
  return null;
end $$;
create trigger history_new after insert on publications
  referencing new table as new_rows for each statement execute function history_of_publications();

-- A draft saves itself while somebody types: told are its beginning, a change of hands, and its end.
create function history_of_drafts() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into history (at, subject_kind, subject_id, what, who) select at, 'document', path, 'draft begun', by from new_rows;
  elsif tg_op = 'UPDATE' then
    insert into history (at, subject_kind, subject_id, what, who, detail)
    select n.at, 'document', n.path, 'draft taken over', n.by, jsonb_build_object('before', o.by)
    from new_rows n join old_rows o using (path) where n.by <> o.by;
  else
    insert into history (at, subject_kind, subject_id, what, who, why)
    select now(), 'document', path, 'draft ended', history_who(), history_why() from old_rows;
  end if;
  return null;
end $$;
create trigger history_new after insert on drafts
  referencing new table as new_rows for each statement execute function history_of_drafts();
create trigger history_changed after update on drafts
  referencing old table as old_rows new table as new_rows for each statement execute function history_of_drafts();
create trigger history_gone after delete on drafts
  referencing old table as old_rows for each statement execute function history_of_drafts();
