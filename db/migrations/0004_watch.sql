-- The watch: alarms and who was told of them; guards that tripped; what was released of the backlog.

create table alarms (
  id            bigint generated always as identity primary key,
  code          text not null,
  subject       text not null,                    -- the feed, the mail server, the guard; empty where there is only one
  holder        text not null default '',         -- the worker that alone can see it; empty: every worker sees it
  why           text not null,
  evidence      jsonb not null,                   -- {reason, number, asOf}: what the letter about it says
  raised_at     timestamptz not null,
  seen_at       timestamptz not null,             -- when it was last seen to stand
  told_at       timestamptz,                      -- when the letter to staff was queued; null: nobody was told by mail
  ended_at      timestamptz,
  ended_told_at timestamptz,
  check (ended_told_at is null or (ended_at is not null and told_at is not null))
);
create unique index one_open_alarm on alarms (code, subject, holder) where ended_at is null;
create index alarms_by_end on alarms (ended_at);
create index alarms_untold on alarms (id) where told_at is not null and ended_told_at is null;
comment on table alarms is 'Something that a person should know of: raised once, told once, ended once.';

create table guard_trips (
  id        bigint primary key,                   -- the round that tripped it: what `release --guard` is given
  guard     text not null,                        -- as policy names it; several with commas
  reason    text not null,
  letters   integer not null,                     -- held by it, all in all
  at        timestamptz not null,
  ended_at  timestamptz,                          -- a person decided about all of them
  ended_by  text,
  check ((ended_at is null) = (ended_by is null))
);
create index guard_trips_open on guard_trips (guard) where ended_at is null;
comment on table guard_trips is 'Guards that held letters of a round for a person.';

alter table letters add column guard_id bigint;   -- the trip that holds or held it

-- Of the machine's own clock: those of `--at` say nothing about it.
alter table rounds add column own_clock boolean not null default false;

create table backlog_releases (
  item_kind   text not null check (item_kind in ('order', 'service_job')),
  item_id     text not null,
  customer_id text collate "C" not null,
  released_at timestamptz not null,
  released_by text not null,
  primary key (item_kind, item_id)
);
create index backlog_releases_of_customer on backlog_releases (customer_id);
comment on table backlog_releases is 'What had stalled before going live and a person released: it counts as new.';
