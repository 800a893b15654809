import type { Pool } from 'pg';
import { ITEM_KINDS, type ItemRef, refKey } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import { knownTables } from '../contract/source-tables.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';

/** Which of these items the company's tables show as open and not finished at this moment, by `refKey`: some dozens, not a whole table. */
export async function stillOpen(
  pool: Pool,
  rules: Rules,
  items: readonly ItemRef[],
): Promise<ReadonlySet<string>> {
  const tables = await knownTables(pool, rules.sourceSchema);
  const open = new Set<string>();
  for (const kind of ITEM_KINDS) {
    const ids = items.filter((item) => item.kind === kind).map(({ id }) => id);
    if (ids.length === 0) continue;
    const { rows } = await pool.query<{ id: ItemRef['id']; stage: string | null }>(
      `select id, left(stage, 200) as stage from ${tables[ITEM_TABLES[kind].table]} i where id = any($1) and closed_at is null`,
      [ids],
    );
    for (const { id, stage } of rows)
      if (!isFinished(stageNamed(stage ?? '', rules).kind)) open.add(refKey({ kind, id }));
  }
  return open;
}
