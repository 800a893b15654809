-- What a letter to a customer said when a mail server took it, so that any later version shows it as it went. Only
-- additions: an older worker goes on beside it, and what it submits is rendered from its facts as before.

create table letter_words (
  letter_id text primary key references letters on delete cascade, -- forget and retention take the words with the letter
  said      bytea not null                         -- brotli (src/post/said-words.ts): some 3 KB
) with (toast_tuple_target = 8160);
-- It is compressed already, and stands in its row: a second table would double the writes.
alter table letter_words alter column said set storage external;
comment on table letter_words is
  'Written with the settlement, never changed. Letters to people of the company keep their facts alone.';

-- Whoever empties a letter removes what it said, whatever the program: retention does (remove_over), and so may a person.
create function letter_words_go() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
begin
  delete from letter_words where letter_id = new.id;
  return null;
end $$;
create trigger letter_words_go after update of emptied_at on letters
  for each row when (new.emptied_at is not null) execute function letter_words_go();
