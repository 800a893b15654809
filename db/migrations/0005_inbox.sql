-- The inbox: what mails told us, and what followed from each. Only additions: an older worker goes on beside it.

create table inbox_mails (
  id          text primary key,                      -- a hash of the mail: what was applied is never applied again
  customer_id text collate "C",                      -- null: nobody of ours
  read_at     timestamptz not null,
  kind        text not null check (kind in
    ('bounce_hard', 'bounce_soft', 'delayed', 'auto_reply', 'complaint', 'reply', 'unknown')),
  address     text,                                  -- whom it is about, or who wrote it
  status      text,                                  -- RFC 3463
  why         text not null,
  letter_id   text references letters on delete set null,
  matched_by  text check (matched_by in ('envelope', 'message id', 'recipient')),
  folder      text not null check (folder in ('processed', 'unknown')),
  check (matched_by is not null or letter_id is null)
);
create index inbox_mails_of_letter on inbox_mails (letter_id) where letter_id is not null;
create index inbox_mails_of_customer on inbox_mails (customer_id) where customer_id is not null;
comment on table inbox_mails is 'Every mail that was read, what it was taken for, and where it was filed. Never its text.';

create table suppressions (
  id          bigint generated always as identity primary key,
  address     text not null,                         -- in small letters
  customer_id text collate "C" not null,             -- who had letters to it; one row for each
  since       timestamptz not null,
  why         text not null check (why in ('bounced', 'complained')),
  said        text not null,                         -- what the mail said
  letter_id   text references letters on delete set null,
  mail_id     text references inbox_mails on delete set null,
  lifted_at   timestamptz,
  lifted_by   text,
  check ((lifted_at is null) = (lifted_by is null))
);
create unique index one_suppression on suppressions (address, customer_id) where lifted_at is null;
create index suppressions_of_customer on suppressions (customer_id) where lifted_at is null;
comment on table suppressions is 'No letter goes to these addresses, until a person lifts it. Lifted ones stay: they are the history.';

create table replies (
  id          text primary key,                      -- the mail
  customer_id text collate "C" not null,
  at          timestamptz not null,                  -- when it came
  letter_id   text references letters on delete set null, -- what it answers; null: it answers nothing
  about       jsonb not null,                        -- [{kind, id}]; empty: about their business at large
  owed_by     date not null,                         -- a person answers by then
  task_key    text not null,                         -- who was asked to
  answered_at timestamptz,
  answered_by text,
  check ((answered_at is null) = (answered_by is null))
);
create index replies_open on replies (customer_id) where answered_at is null;
create index replies_answered on replies (customer_id, answered_at) where answered_at is not null;
comment on table replies is 'What customers wrote to us: each is owed an answer by a person.';

alter table letters
  add column soft_bounces integer not null default 0, -- it came back, and the address may be good
  add column delays       integer not null default 0; -- a mail server said that it still tries
-- Who a bounce or a reply is from is looked up by address.
create index letters_by_address on letters (lower(to_address), decided_at desc);

alter table tasks
  add column due_on date,                            -- the day by which it is to be done; null: none was given
  add column untold boolean;                         -- true: no letter has told its person of it yet
create index tasks_untold on tasks (customer_id) where untold;
