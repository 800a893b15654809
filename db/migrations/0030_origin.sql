-- Where a mail that comes back proves that it is about a letter of ours. Only additions: an older worker goes on beside it, and
-- what it reads and sends has no proof.

-- The first is made by whoever needs one first, so that a copy of a ledger without this table makes its own.
create table mail_keys (
  id           bigint generated always as identity primary key,
  secret       bytea not null check (length(secret) >= 32),
  made_at      timestamptz not null default now(),
  tagged_since timestamptz not null default now()      -- letters tried before had no tag
);
comment on table mail_keys is
  'With what the tags in our letters are made; the newest makes them, and the one before still proves. In no log and on no page.';
create table mail_probes (
  id      text primary key,
  sent_at timestamptz not null,
  back_at timestamptz                                   -- it came back through its tag
);
comment on table mail_probes is
  'Mails to ourselves through a tag: once one came back, answers are asked for at such addresses too.';

alter table inbox_mails
  add column proof    text check (proof in ('tag', 'old', 'none')), -- null: read by an earlier build, or about no letter
  add column reason   text,                             -- what a refusal was about (src/inbox/reasons.ts)
  add column provider text,                             -- the domain that refused, where it was about us
  add column sender   text,                             -- who wrote it, for whoever reads what nobody could match
  add column subject  text,
  add column seen_at  timestamptz,                      -- a person has read what nobody could match or judge
  add column seen_by  text,
  add constraint seen_by_somebody check ((seen_at is null) = (seen_by is null));
create index inbox_mails_unseen on inbox_mails (read_at) where folder = 'unknown' and seen_at is null;
create index inbox_mails_about_us on inbox_mails (read_at) where reason = 'us';
create index suppressions_by_age on suppressions (since) where lifted_at is null;
-- What was filed before this had nobody; to ask for all of it now would only be noise.
update inbox_mails set seen_at = read_at, seen_by = 'before the upgrade' where folder = 'unknown';
