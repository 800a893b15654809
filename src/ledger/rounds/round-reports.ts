import type { PoolClient } from 'pg';

// An entry is theirs by the customer's id, or it is a row that was set aside: the customer's own, or of an item of theirs.
const THEIRS = `coalesce(entry ->> 'customer_id' = $1
  or entry ? 'table' and (entry ->> 'table' = 'customers' and entry ->> 'id' = $1 or entry ->> 'id' = any($2)), false)`;

/** Takes a customer's entries out of what rounds reported; the counts stay. Returns how many reports named them. */
export async function forgetInReports(client: PoolClient, customerId: string): Promise<number> {
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
    [customerId, await itemsOf(client, customerId)],
  );
  return rowCount ?? 0;
}

/** What the report of one round says of a customer, by its lists: `quarantined`, `failed` … */
export interface ReportedOf {
  readonly round: string;
  readonly at: Date;
  readonly list: string;
  readonly entries: readonly unknown[];
}

/** What rounds reported of a customer: just what `forgetInReports` takes out. */
export async function reportedOf(client: PoolClient, customerId: string): Promise<readonly ReportedOf[]> {
  const { rows } = await client.query<ReportedOf>(
    `select r.id as round, r.started_at as at, list.key as list, jsonb_agg(entry) as entries
     from rounds r, jsonb_each(r.report) as list,
       jsonb_array_elements(case when jsonb_typeof(list.value) = 'array' then list.value else '[]' end) as entry
     where r.report is not null and ${THEIRS}
     group by r.id, r.started_at, list.key order by r.started_at, r.id, list.key`,
    [customerId, await itemsOf(client, customerId)],
  );
  return rows;
}

/** Orders, jobs and invoices of theirs that we remember. */
async function itemsOf(client: PoolClient, customerId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct item_id as id from cases where customer_id = $1
     union select invoice_id from reminders where customer_id = $1
     union select invoice_id from verdicts where customer_id = $1`,
    [customerId],
  );
  return rows.map(({ id }) => id);
}
