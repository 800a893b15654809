-- What becomes of a task: how urgent it is, and what came of it. Only additions: an older worker goes on beside it.
alter table tasks
  add column urgent boolean,                         -- true: its person is told at once, and not in the digest of the day
  add column result text check (result in ('spoke', 'no_answer', 'left_word', 'new_date')), -- of the last try; null: nobody said
  add column note   text;                            -- what its person noted
