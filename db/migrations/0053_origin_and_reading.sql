-- What our own mail server says of who sent a mail, and a task for each mail that nobody could match or judge. Only additions: an
-- older worker goes on beside it.

alter table inbox_mails
  add column origin text check (origin in ('passed', 'failed'));
comment on column inbox_mails.origin is 'By Authentication-Results of our own server (RFC 8601); null: it says nothing, or the policy names none.';

-- From an address that several customers share: whom a person said that it meant.
alter table replies add column meant_for text collate "C";
comment on column replies.meant_for is 'Another customer, whom a person said that the mail meant: then it was never this one''s word.';

-- Other kinds may have been added meanwhile: they stay.
do $$
declare kinds text;
begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint
  where conrelid = 'tasks'::regclass and conname = 'tasks_kind_check';
  alter table tasks drop constraint tasks_kind_check;
  execute 'alter table tasks add constraint tasks_kind_check ' || replace(kinds, 'ARRAY[', 'ARRAY[''read-mail''::text, ');
end $$;
create index tasks_reading on tasks (created_at) where kind = 'read-mail' and done_at is null;
