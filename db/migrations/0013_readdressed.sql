-- A letter goes where the company's tables say as it leaves. The history keeps from where to where, and why. Only additions: an
-- older worker goes on beside it.

-- The addresses stand in the reason, which is taken out when a customer is forgotten (history_forget). Row by row: a claim and a
-- settlement do not name the column, so they pay nothing, and few letters are ever readdressed.
create function history_of_recipients() returns trigger
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare
  looked_at text := nullif(current_setting('tidings.readdressed_at', true), '');
  -- As it was before it was claimed (ledger/letter-states/settled.ts, STATUS_BEFORE).
  state text := case when new.status <> 'sending' then new.status
                     when new.status_reason is null or starts_with(new.status_reason, 'released by ') then 'queued'
                     else 'retry' end;
begin
  insert into history (at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why)
  values (coalesce(looked_at::timestamptz, now()), 'letter', new.id, new.customer_id, 'readdressed', state, state, history_who(),
          'from ' || old.to_address || ' to ' || new.to_address
          || coalesce(': ' || case when looked_at is null then history_why()
                                   else 'the tables of the company name this address now' end, ''));
  return null;
end $$;
create trigger history_readdressed after update of to_address on letters
  for each row when (old.to_address is distinct from new.to_address) execute function history_of_recipients();
