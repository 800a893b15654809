-- What a person had read when they let a letter about money go. Only an addition: an older worker goes on beside it, and compares
-- what is open with what stood there when the letter was written.

alter table letters add column read_as text;
comment on column letters.read_as is
  'A hash of the invoices and sums that the letter was shown with to whoever released it (src/letters/facts/asked-money.ts): it goes only while they are the same.';
