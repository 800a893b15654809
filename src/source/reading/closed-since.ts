import type { Pool } from 'pg';
import type { ItemKind } from '../../customer/ids.ts';
import { knownTables } from '../contract/source-tables.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';

/** How many items of a kind were closed after this moment. It reads the whole table: ask only where rows are missing. */
export async function countClosedSince(
  source: Pool,
  schema: string,
  kind: ItemKind,
  since: string,
): Promise<number> {
  const tables = await knownTables(source, schema);
  const { rows } = await source.query<{ closed: string }>(
    `select count(*) as closed from ${tables[ITEM_TABLES[kind].table]} items where closed_at > $1`,
    [since],
  );
  return Number(rows[0]?.closed ?? 0);
}
