-- That somebody was given all that is kept of a customer. Only an addition: an older worker goes on beside it.

-- Workers and people may not write to the history; triggers do, and this, which writes one kind of entry and nothing else.
create function history_told(customer text, acted_at timestamptz, reason text, counts jsonb) returns void
  language sql security definer set search_path = tidings, pg_temp as $$
  insert into history (at, subject_kind, subject_id, customer_id, what, who, why, detail)
  values (acted_at, 'customer', customer, customer, 'told', history_who(), reason, counts)
$$;
comment on function history_told(text, timestamptz, text, jsonb) is 'Somebody was given all that is kept of this customer.';
revoke execute on function history_told(text, timestamptz, text, jsonb) from public;
