-- Answers with one tap. Only an addition: an older worker goes on beside it, and takes such a mail for an answer in words.

alter table inbox_mails
  add column answer text check (answer in ('paid', 'call', 'wrong', 'partial', 'cancel', 'collect'));
comment on column inbox_mails.answer is 'What its writer decided with one tap, by the tag of the address that it came to.';
