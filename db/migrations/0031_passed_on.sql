-- What customers answered is passed on to whoever signed. Only an addition: an older worker goes on beside it, and passes nothing on.

create table passed_on (
  mail_id text primary key references inbox_mails on delete cascade, -- once for one mail, whatever becomes of the attempt
  at      timestamptz not null
);
create index passed_on_by_age on passed_on (at);
comment on table passed_on is 'Which mails of customers were passed on to a person of the company. Never their text.';
