-- The ledger: what Tidings found, decided, wrote and promised. Every table carries customer_id.

create table rounds (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,               -- the round's clock
  started_at  timestamptz not null,
  finished_at timestamptz,                        -- null: under way, or killed
  half        text not null default 'both' check (half in ('waiting', 'dunning', 'both')),
  report      jsonb
);
comment on table rounds is 'One pass each: read, find, decide, compose, post.';

create table cases (
  id             text primary key,                -- kind:item@first finding, a natural key
  customer_id    text collate "C" not null,
  item_kind      text not null check (item_kind in ('order', 'service_job')),
  item_id        text not null,
  opened_at      timestamptz not null,
  closed_at      timestamptz,
  closed_because text check (closed_because in ('moved', 'done')),
  item_ended     boolean not null default false,  -- the item is no longer waiting: nothing of this case is needed again
  check ((closed_at is null) = (closed_because is null)),
  check (not item_ended or closed_at is not null)
);
create unique index one_open_case_per_item on cases (item_kind, item_id) where closed_at is null;
create index cases_remembered on cases (customer_id, id) where not item_ended;
create index cases_of_item on cases (item_kind, item_id);
comment on table cases is 'The story of one stalled item from first finding to close.';

create table template_versions (
  hash       text primary key,                    -- sha256 of all that makes the letter: template, layout, phrases
  letter     text not null,
  language   text not null,
  source     jsonb not null,                      -- {template, layout, phrases}: enough to render it again
  first_used timestamptz not null
);
comment on table template_versions is 'Immutable. A letter stores which one it used.';

create table letters (
  id               text primary key,              -- from the key, short enough to type
  key              text not null unique,          -- case + kind + occasion: the same letter is never written twice
  customer_id      text collate "C" not null,
  round_id         bigint references rounds,
  audience         text not null check (audience in ('customer', 'staff')),
  kind             text not null,
  language         text not null,
  template_version text not null references template_versions,
  to_name          text not null,
  to_address       text not null,
  reply_to_name    text,
  reply_to_address text,
  for_person       text,                          -- the person of the company whom it names: they call when it is refused
  subject          text not null,
  facts            jsonb not null,                -- what the letter says, before words
  about            jsonb not null,                -- [{kind, id}]
  findings         text[] not null,
  next_word_by     date,
  message_id       text not null unique,          -- from the key; the same at every attempt
  in_reply_to      text,
  refs             text[] not null default '{}',
  status           text not null default 'queued' check (status in
    ('queued', 'sending', 'retry', 'submitted', 'bounced', 'refused', 'uncertain', 'held', 'withdrawn', 'expired')),
  status_reason    text,                          -- why held, withdrawn, refused, expired, uncertain or retried
  decided_at       timestamptz not null,
  due_at           timestamptz not null,          -- not before; a retry moves it
  attempts         integer not null default 0 check (attempts >= 0),
  first_attempt_at timestamptz,                   -- becomes the Date header, the same at every attempt
  uncertain_count  integer not null default 0 check (uncertain_count >= 0), -- how often nobody knew whether it went
  leased_by        text,
  lease_until      timestamptz,
  submitted_at     timestamptz,
  settled_at       timestamptz,                   -- when the status last became what it is
  released_at      timestamptz,                   -- a person let it go; its age counts from here
  released_by      text,
  check ((released_at is null) = (released_by is null)),
  check ((status = 'sending') = (lease_until is not null)),
  check ((lease_until is null) = (leased_by is null)),
  check ((status in ('submitted', 'bounced')) = (submitted_at is not null)),
  check (status not in ('held', 'withdrawn', 'refused', 'expired', 'uncertain', 'retry') or status_reason is not null)
);
create index letters_to_claim on letters (due_at, id) where status in ('queued', 'retry');
create index letters_leased on letters (lease_until) where status = 'sending';
create index letters_unsettled on letters (status) where status in ('held', 'uncertain');
create index letters_by_customer on letters (customer_id, decided_at desc);
create index letters_by_decision on letters (decided_at);
comment on table letters is 'The outbox and the archive: the row is the queue.';

create table letter_cases (
  letter_id   text not null references letters on delete cascade,
  case_id     text not null references cases,
  customer_id text collate "C" not null,
  ordinal     integer not null check (ordinal > 0), -- the nth letter of the case: never two for one occasion
  told        jsonb not null,                        -- what it said of the item, to see what changes
  primary key (letter_id, case_id),
  unique (case_id, ordinal)
);
comment on table letter_cases is 'Which cases a letter speaks of.';

create table tasks (
  key         text primary key,                   -- case + kind + occasion
  customer_id text collate "C" not null,
  kind        text not null check (kind in ('call-customer', 'answer-customer', 'review-credit-limit', 'escalation')),
  for_person  text,
  case_id     text not null references cases,
  about       jsonb not null,
  why         text not null,
  created_at  timestamptz not null,
  done_at     timestamptz,
  done_by     text,
  check ((done_at is null) = (done_by is null))
);
create index tasks_of_case on tasks (case_id);
create index tasks_open on tasks (created_at) where done_at is null;
comment on table tasks is 'What a person must do.';

create table pauses (
  id      bigint generated always as identity primary key,
  since   timestamptz not null,
  until   timestamptz,
  why     text not null,
  by      text not null
);
create unique index one_open_pause on pauses ((true)) where until is null;
comment on table pauses is 'While one is open nothing is written or sent.';
