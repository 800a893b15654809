-- What customers decide with one tap, and what became of it. Only additions: an older worker goes on beside it, and knows six answers.
alter table inbox_mails drop constraint if exists inbox_mails_answer_check;
alter table inbox_mails add constraint inbox_mails_answer_check
  check (answer in ('paid', 'call', 'wrong', 'partial', 'cancel', 'collect', 'less', 'consent'));

create table answers (
  mail_id     text primary key references inbox_mails on delete cascade,
  customer_id text collate "C" not null,
  letter_id   text references letters on delete set null,
  at          timestamptz not null,                  -- when it came
  answer      text not null check (answer in ('paid', 'call', 'wrong', 'partial', 'cancel', 'collect', 'less', 'consent')),
  about       jsonb not null,                        -- [{kind, id}], what the letter was about
  day         date,                                  -- that they named; of "I have paid" a promise to pay
  task_key    text,                                  -- who was asked to see to it; null: nobody had to
  came        text check (came in ('kept', 'broken')), -- of a promise to pay
  came_at     timestamptz,
  check ((came is null) = (came_at is null)),
  check (came is null or (answer = 'paid' and day is not null))
);
create index answers_of_customer on answers (customer_id);
comment on table answers is 'What customers decided with one tap, from the address that the letter went to. Never their words.';

create table less_often (
  id          bigint generated always as identity primary key,
  customer_id text collate "C" not null,
  since       timestamptz not null,
  mail_id     text references inbox_mails on delete set null, -- null: a person was told so
  by          text not null,
  lifted_at   timestamptz,
  lifted_by   text,
  check ((lifted_at is null) = (lifted_by is null))
);
create unique index one_less_often on less_often (customer_id) where lifted_at is null;
comment on table less_often is
  'Customers who asked to be written to less: of what they wait for, only broken promises and closings go to them, until a person lifts it.';

alter table tasks add column said text;
comment on column tasks.said is 'What the customer wrote beside an answer with one tap: it goes with the task.';

select keep_history('answers', 'answer', 'mail_id');
select keep_history('less_often', 'less', 'id');

/* As move_memory: what they decided follows the thing that it was about; that they want fewer letters, a merged customer. */
create function move_answers(moves jsonb) returns void
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare m record;
begin
  for m in select * from jsonb_to_recordset(moves) as r (kind text, id text, "from" text, "to" text, merged boolean) loop
    update answers set customer_id = m."to"
      where customer_id = m."from"
        and (about @> jsonb_build_array(jsonb_build_object('kind', m.kind, 'id', m.id)) or m.kind = 'customer' and m.merged);
    if m.kind = 'customer' and m.merged then
      update less_often l set customer_id = m."to"
        where l.customer_id = m."from" and (l.lifted_at is not null or not exists (
          select from less_often other where other.customer_id = m."to" and other.lifted_at is null));
    end if;
  end loop;
end $$;
revoke execute on function move_answers(jsonb) from public;

/* As remove_over: at most so many that are older, by their owner's rights. Who asked for fewer letters goes on asking. */
create function remove_answers(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer; lifted integer;
begin
  if before > now() - interval '28 days' then
    raise exception 'what was answered since % is too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  delete from answers where mail_id in (
    select a.mail_id from answers a where a.at < before and not exists (
      select from reminders r where r.letter_id = a.letter_id and r.ended_at is null)
    order by a.at limit most);
  get diagnostics removed = row_count;
  delete from less_often where id in (
    select id from less_often where lifted_at < before order by id limit greatest(most - removed, 0));
  get diagnostics lifted = row_count;
  return removed + lifted;
end $$;
revoke execute on function remove_answers(timestamptz, integer) from public;
