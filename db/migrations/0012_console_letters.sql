-- What the console's lists of letters and rounds read. Only additions: an older worker goes on beside it.

-- Letters that ended oddly, or wait: newest first within a status. A letter that goes its ordinary way never enters it.
create index letters_apart on letters (status, decided_at desc, id desc)
  where status in ('held', 'uncertain', 'bounced', 'refused', 'withdrawn', 'expired');

alter table rounds add column totals jsonb;          -- its report without the lists: a report can be megabytes
comment on column rounds.totals is 'What a list of rounds shows of a report. Null: a version before wrote it.';
