-- When something was first seen at its stage, where the company's tables do not say since when it stands there. Only additions: an
-- older worker goes on beside it.

create table stages_seen (
  item_kind   text not null check (item_kind in ('order', 'service_job')),
  item_id     text not null,
  line_no     integer not null,                    -- -1: the item itself
  stage       text not null,
  since       timestamptz not null,                -- the round that saw it there first
  customer_id text collate "C" not null,           -- who waited for it then
  primary key (item_kind, item_id, line_no, since, stage)
);
create index stages_seen_of_customer on stages_seen (customer_id);
create index stages_seen_over on stages_seen (since);
comment on table stages_seen is
  'Each stage at which an order, a line or a job without a stage_since of its own was first seen: the newest is its since, all of them are history beside source.stage_events.';

/* As remove_over: at most so many that are older, by their owner's rights. What still stands there is seen anew. */
create function remove_stages_seen(before timestamptz, most integer) returns integer
  language plpgsql security definer set search_path = tidings, pg_temp as $$
declare removed integer;
begin
  if before > now() - interval '28 days' then
    raise exception 'what was seen since % is too young to be removed', before using errcode = 'insufficient_privilege';
  end if;
  delete from stages_seen where (item_kind, item_id, line_no, since, stage) in (
    select item_kind, item_id, line_no, since, stage from stages_seen where since < before order by since limit most);
  get diagnostics removed = row_count;
  return removed;
end $$;
revoke execute on function remove_stages_seen(timestamptz, integer) from public;
