import type { PoolClient } from 'pg';

// An entry is theirs by the customer's id, or it is a row that was set aside: the customer's own, or of an item of theirs.
const THEIRS = `coalesce(entry ->> 'customer_id' = $1
  or entry ? 'table' and (entry ->> 'table' = 'customers' and entry ->> 'id' = $1 or entry ->> 'id' = any($2)), false)`;

/** Takes a customer's entries out of what rounds reported; the counts stay. Returns how many reports named them. */
export async function forgetInReports(client: PoolClient, customerId: string): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct item_id as id from cases where customer_id = $1
     union select invoice_id from reminders where customer_id = $1
     union select invoice_id from verdicts where customer_id = $1`,
    [customerId],
  );
  const { rowCount } = await client.query(
    `update rounds set report = (
       select jsonb_object_agg(list.key, case when jsonb_typeof(list.value) = 'array' then (
         select coalesce(jsonb_agg(entry order by nth) filter (where not ${THEIRS}), '[]')
         from jsonb_array_elements(list.value) with ordinality as entries (entry, nth)) else list.value end)
       from jsonb_each(report) as list)
     where report is not null and exists (
       select from jsonb_each(report) as list,
         jsonb_array_elements(case when jsonb_typeof(list.value) = 'array' then list.value else '[]' end) as entry
       where ${THEIRS})`,
    [customerId, rows.map(({ id }) => id)],
  );
  return rowCount ?? 0;
}
