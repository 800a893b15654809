-- Whom a mail from an address of several customers meant is forgotten with them: with the replies of the others, in their entries, and
-- in the ids of the forgotten customer's own replies, which end in it. An older worker goes on beside it.

create or replace function history_stands() returns trigger language plpgsql as $$
declare blanked history; customer text := current_setting('tidings.forgetting', true);
begin
  if tg_op = 'DELETE' then
    if old.recorded_at < nullif(current_setting('tidings.expire_before', true), '')::timestamptz
       and old.recorded_at < now() - interval '1 year' then
      return old;
    end if;
  elsif tg_op = 'UPDATE' then
    blanked := old;
    blanked.why := null;
    blanked.detail := null;
    blanked.customer_id := new.customer_id;
    blanked.subject_id := new.subject_id;
    if old.customer_id = customer
       and new is not distinct from blanked
       and starts_with(new.customer_id, 'forgotten:')
       and (new.subject_id = old.subject_id or strpos(new.subject_id, new.customer_id) > 0) then
      return new;
    end if;
    blanked := old;
    blanked.detail := old.detail - 'meant_for';
    if old.subject_kind = 'reply' and old.detail -> 'meant_for' @> to_jsonb(array[customer]) and new is not distinct from blanked then
      return new;
    end if;
  end if;
  raise exception 'the history is append-only: % is refused', lower(tg_op)
    using errcode = 'insufficient_privilege',
          hint = 'Entries go by policy (retention.history) or with a customer (tidings forget), and never otherwise.';
end $$;

create or replace function history_forget(customer text, alias text) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare blanked integer; others text[];
begin
  -- That it meant somebody else goes on to be known, and not whom.
  others := array(select distinct customer_id from replies where meant_for = customer);
  update replies set meant_for = '' where meant_for = customer;
  perform set_config('tidings.forgetting', customer, true);
  update history set detail = detail - 'meant_for'
  where customer_id = any (others) and subject_kind = 'reply' and detail -> 'meant_for' @> to_jsonb(array[customer]);
  update history set why = null, detail = null, customer_id = alias,
    subject_id = case when subject_kind in ('task', 'customer') then replace(subject_id, customer, alias)
                      when subject_kind = 'reply' and subject_id like '%#%' then split_part(subject_id, '#', 1) || '#' || alias
                      else subject_id end
  where customer_id = customer;
  get diagnostics blanked = row_count;
  perform set_config('tidings.forgetting', '', true);
  return blanked;
end $$;
