-- What was overdue before going live waits for a person, as an order does that had stalled. Only widened: an older worker goes on
-- beside it.
alter table backlog_releases drop constraint backlog_releases_item_kind_check;
alter table backlog_releases add constraint backlog_releases_item_kind_check
  check (item_kind in ('order', 'service_job', 'invoice'));
comment on table backlog_releases is
  'What had stalled or was overdue before going live and a person released: it counts as new.';

-- As in 0017_memory_follows.sql; what was released goes along with an invoice too.
create or replace function move_memory(moves jsonb) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare
  m record;
  thing jsonb;
  last integer;
  moved integer := 0;
begin
  for m in
    select * from jsonb_to_recordset(moves)
      as r (kind text, id text, "from" text, "to" text, address text, merged boolean)
  loop
    thing := jsonb_build_array(jsonb_build_object('kind', m.kind, 'id', m.id));
    if m.kind = 'invoice' then
      select coalesce(max(ordinal), 0) into last from reminders where customer_id = m."to" and invoice_id = m.id;
      update reminders set customer_id = m."to", ordinal = ordinal + last
        where customer_id = m."from" and invoice_id = m.id;
      update holds set customer_id = m."to" where customer_id = m."from" and invoice_id = m.id;
      -- The key of a task about an invoice begins with its customer: by another key a person would be asked once more.
      update tasks t set customer_id = m."to", key = m."to" || substr(t.key, length(m."from") + 1)
        where t.customer_id = m."from" and t.case_id is null and starts_with(t.key, m."from" || '/invoice:' || m.id || '/')
          and not exists (select from tasks other where other.key = m."to" || substr(t.key, length(m."from") + 1));
    elsif m.kind <> 'customer' then
      update cases set customer_id = m."to" where item_kind = m.kind and item_id = m.id and customer_id = m."from";
      update letter_cases lc set customer_id = m."to" from cases c
        where c.id = lc.case_id and c.item_kind = m.kind and c.item_id = m.id and lc.customer_id = m."from";
      update tasks t set customer_id = m."to" from cases c
        where c.id = t.case_id and c.item_kind = m.kind and c.item_id = m.id and t.customer_id = m."from";
    end if;
    update backlog_releases set customer_id = m."to" where item_kind = m.kind and item_id = m.id and customer_id = m."from";
    update absences set customer_id = m."to" where kind = m.kind and id = m.id and customer_id = m."from";
    update replies set customer_id = m."to"
      where customer_id = m."from" and (about @> thing or m.kind = 'customer' and about = '[]' and answered_at is null);
    -- A letter that speaks of something else of theirs too stays where that is.
    update letters l set customer_id = m."to"
      where l.customer_id = m."from" and l.about @> thing
        and not exists (select from letter_cases lc where lc.letter_id = l.id and lc.customer_id <> m."to")
        and not exists (select from reminders r where r.letter_id = l.id and r.customer_id <> m."to");
    update inbox_mails i set customer_id = m."to" from letters l
      where i.letter_id = l.id and l.customer_id = m."to" and i.customer_id = m."from";
    -- Somebody said about all that they owe: no reminders. Of an invoice that moves it goes on holding.
    insert into holds (customer_id, invoice_id, until, why, by, at)
      select m."to", case when not m.merged then m.id end, h.until, h.why, h.by, h.at from holds h
      where h.customer_id = m."from" and h.invoice_id is null and h.lifted_at is null and (m.merged or m.kind = 'invoice')
        and not exists (select from holds other
          where other.customer_id = m."to" and other.invoice_id is not distinct from (case when not m.merged then m.id end)
            and (other.at, other.by, other.why) = (h.at, h.by, h.why));
    insert into suppressions (address, customer_id, since, why, said, letter_id, mail_id)
      select s.address, m."to", s.since, s.why, s.said, s.letter_id, s.mail_id from suppressions s
      where s.customer_id = m."from" and s.lifted_at is null and (m.merged or s.address = m.address)
        and not exists (select from suppressions other
          where other.customer_id = m."to" and other.address = s.address and (other.lifted_at is null or other.since = s.since));
    if m.kind <> 'customer' then
      insert into history (at, subject_kind, subject_id, customer_id, what, who, why)
        values (now(), case when m.kind = 'invoice' then 'verdict' else 'case' end, m.id, m."to", 'followed', history_who(),
                'what was remembered of it came with it: the company has it under another customer now');
    end if;
    moved := moved + 1;
  end loop;
  return moved;
end $$;
