import type pg from 'pg';
import type { RowFault } from '../../policy/source-fault.ts';
import type { Column } from '../contract/contract.ts';
import { harmless } from '../dialect/visible.ts';
import { sayFaults } from './bad-rows.ts';
import type { Staged } from './staged.ts';
import { isFlagged, list, named, quote, stageOf, wide, wideColumns } from './staging.ts';

const BATCH = 1_000;

/** Gives each table of a file the rows that are its own. */
export async function splitRows(
  client: pg.PoolClient,
  staged: readonly Staged[],
  place: number,
): Promise<void> {
  if (!isFlagged(staged)) return;
  const from = wide(staged, place);
  for (const [index, { flag, names }] of wideColumns(staged).entries()) {
    const each = staged[index];
    if (!each) continue;
    const columns = named(each).map((name, at) => `${names[at]} as ${quote(name)}`);
    await client.query(
      `create temp table ${quote(each.stage)} on commit drop as select csv_line, ${columns.join(', ')} from ${from} where ${flag}`,
    );
  }
  await client.query(`drop table ${from}`);
}

/**
 * Puts rows of the same key together: each column has what the rows that fill it say. Where they say different things the group
 * is bad, or what came last counts, as the profile has it. By the database, which needs no memory for it.
 */
export async function groupRows(client: pg.PoolClient, staged: Staged): Promise<void> {
  const { target } = staged;
  const stage = stageOf(staged);
  const key = target.table.key.filter((name) => named(staged).includes(name));
  const rest = target.fields.map(({ column }) => column).filter(({ name }) => !key.includes(name));
  if (target.differ === 'refuse' && rest.length > 0) await refuseDiffering(client, staged, key, rest);
  const last = target.differ === 'last';
  const merged = rest.map((column) => `${last ? lastOf(column) : anyOf(column)} as ${quote(column.name)}`);
  await client.query(
    `create temp table grouped on commit drop as
       select min(csv_line) as csv_line, ${[list(key), ...merged].join(', ')} from ${stage} group by ${list(key)}`,
  );
  await client.query(`drop table ${stage}; alter table grouped rename to ${quote(staged.stage)}`);
  await refuseEmpty(client, staged);
  const { rows } = await client.query<{ rows: string }>(`select count(*) as rows from ${stage}`);
  staged.rows = Number(rows[0]?.rows ?? 0) + staged.bad.rows;
}

/** All that are not empty say the same, so any will do. */
const anyOf = ({ name, type }: Column): string =>
  type === 'boolean' ? `bool_or(${quote(name)})` : `max(${quote(name)})`;

const lastOf = ({ name, type }: Column): string =>
  `((max(array[lpad(csv_line::text, 19, '0'), ${quote(name)}::text]) filter (where ${quote(name)} is not null))[2])::${type}`;

async function refuseDiffering(
  client: pg.PoolClient,
  staged: Staged,
  key: readonly string[],
  rest: readonly Column[],
): Promise<void> {
  const differs = rest.map(({ name }) => `count(distinct ${quote(name)}) > 1`);
  await client.query(
    `create temp table differing on commit drop as
       select min(csv_line) as csv_line, ${list(key)},
              array_remove(array[${differs.map((is, at) => `case when ${is} then ${at + 1} end`).join(', ')}], null) as columns
         from ${stageOf(staged)} group by ${list(key)} having ${differs.join(' or ')}`,
  );
  const shown = key.map((name) => `${quote(name)}::text`);
  await eachRow(
    client,
    `select csv_line, columns, concat_ws(', ', ${shown.join(', ')}) from differing order by csv_line`,
    ([line, columns, of]) => {
      const names = Array.isArray(columns)
        ? columns.map((at: unknown) => rest[Number(at) - 1]?.name ?? '')
        : [];
      reject(staged, Number(line), names, { code: 'differs', of: harmless(String(of)) });
    },
  );
  await staged.rejects?.flush();
  const same = key.map((name) => `s.${quote(name)} is not distinct from d.${quote(name)}`);
  await client.query(`delete from ${stageOf(staged)} s using differing d where ${same.join(' and ')}`);
  await client.query('drop table differing');
}

async function refuseEmpty(client: pg.PoolClient, staged: Staged): Promise<void> {
  const required = staged.target.fields.map(({ column }) => column).filter((column) => column.required);
  if (required.length === 0) return;
  const stage = stageOf(staged);
  const empty = required.map(({ name }) => `${quote(name)} is null`);
  await eachRow(
    client,
    `select csv_line, ${empty.join(', ')} from ${stage} where ${empty.join(' or ')} order by csv_line`,
    ([line, ...are]) => {
      const names = required.flatMap(({ name }, at) => (are[at] === true ? [name] : []));
      reject(staged, Number(line), names, { code: 'empty' });
    },
  );
  await staged.rejects?.flush();
  await client.query(`delete from ${stage} where ${empty.join(' or ')}`);
}

function reject(staged: Staged, line: number, columns: readonly string[], fault: RowFault): void {
  const faults = columns.map((column) => ({ column, value: null, fault }));
  staged.bad.add(line, faults);
  staged.rejects?.add([String(line), sayFaults(faults)]);
}

async function eachRow(
  client: pg.PoolClient,
  query: string,
  take: (row: readonly unknown[]) => void,
): Promise<void> {
  await client.query(`declare of_groups no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query<unknown[]>({
      text: `fetch ${BATCH} from of_groups`,
      rowMode: 'array',
    });
    for (const row of rows) take(row);
    if (rows.length < BATCH) break;
  }
  await client.query('close of_groups');
}
