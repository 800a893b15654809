import pg from 'pg';
import type { RowFault } from '../../policy/source-fault.ts';
import { sourceFaultText } from '../../policy/source-fault-text.ts';
import type { Staged } from './staged.ts';

export const quote = (name: string): string => pg.escapeIdentifier(name);
export const list = (names: readonly string[]): string => names.map(quote).join(', ');
export const stageOf = ({ stage }: Staged): string => `pg_temp.${quote(stage)}`;
export const named = ({ target }: Staged): string[] => target.fields.map(({ column }) => column.name);
const BATCH = 1_000;

/** Whether a row of the file may be none of a table's: then each table's fields begin with a flag, and are told apart later. */
export const isFlagged = (staged: readonly Staged[]): boolean =>
  staged.length > 1 || staged.some(({ target }) => target.groupAt !== null);

/** The temporary table of a file's rows as they come: that of its one table, or one for all of them. */
export const wide = (staged: readonly Staged[], place: number): string => {
  const [first] = staged;
  return first && !isFlagged(staged) ? stageOf(first) : `pg_temp.wide_${place}`;
};

/** The columns of that table, by table of the contract. */
export const wideColumns = (staged: readonly Staged[]): { flag: string | null; names: string[] }[] =>
  staged.map((each, index) =>
    isFlagged(staged)
      ? { flag: `t${index}`, names: named(each).map((_name, column) => `t${index}_${column}`) }
      : { flag: null, names: named(each) },
  );

/** A temporary table with the fields of the file's rows and the line of each. */
export async function createStaging(
  client: pg.PoolClient,
  staged: readonly Staged[],
  place: number,
): Promise<void> {
  const columns = wideColumns(staged).flatMap(({ flag, names }, index) => [
    ...(flag === null ? [] : [`${flag} boolean`]),
    ...names.map((name, at) => `${quote(name)} ${staged[index]?.target.fields[at]?.column.type}`),
  ]);
  await client.query(
    `create temp table ${wide(staged, place).replace('pg_temp.', '')} (csv_line bigint, ${columns.join(', ')}) on commit drop`,
  );
}

export const copyIntoStaging = (staged: readonly Staged[], place: number): string => {
  const columns = wideColumns(staged).flatMap(({ flag, names }) => [
    ...(flag === null ? [] : [flag]),
    ...names,
  ]);
  return `copy ${wide(staged, place)} (csv_line, ${list(columns)}) from stdin`;
};

/**
 * Takes out rows whose key came before in the same file: a repetition of the same values quietly, other values under
 * the same key as bad rows, because nobody can say which of the two is true.
 */
export async function removeDuplicates(client: pg.PoolClient, staged: Staged): Promise<void> {
  const { target, bad, rejects } = staged;
  const stage = stageOf(staged);
  const key = target.table.key.filter((name) => named(staged).includes(name));
  const { rows: some } = await client.query(
    `select 1 from ${stage} group by ${list(key)} having count(*) > 1 limit 1`,
  );
  if (some.length === 0) return;
  await client.query(
    `create temp table repeated on commit drop as
       select d.csv_line, d.first_line, to_jsonb(a) - 'csv_line' = to_jsonb(b) - 'csv_line' as same
         from (select csv_line, min(csv_line) over (partition by ${list(key)}) as first_line from ${stage}) d
         join ${stage} a on a.csv_line = d.csv_line
         join ${stage} b on b.csv_line = d.first_line
        where d.csv_line > d.first_line`,
  );
  await client.query(
    `declare differing no scroll cursor for
       select r.csv_line, r.first_line, ${named(staged)
         .map((name) => `s.${quote(name)}::text`)
         .join(', ')}
         from repeated r join ${stage} s using (csv_line) where not r.same order by r.csv_line`,
  );
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `fetch ${BATCH} from differing`,
      rowMode: 'array',
    });
    for (const [line, firstLine, ...values] of rows) {
      const fault: RowFault = { code: 'repeats', key, line: Number(firstLine) };
      const column = key.length === 1 ? (key[0] ?? null) : null;
      const value = column === null ? null : (values[named(staged).indexOf(column)] ?? null);
      bad.add(Number(line), [{ column, value, fault }]);
      rejects?.add([String(line), sourceFaultText(fault), ...values.map((text) => text ?? '')]);
    }
    await rejects?.flush();
    if (rows.length < BATCH) break;
  }
  await client.query('close differing');
  await client.query(`delete from ${stage} s using repeated r where r.csv_line = s.csv_line`);
  await client.query('drop table repeated');
}

/** How many rows had a value in a column that the file does not have, by column. */
export type Emptied = Readonly<Record<string, number>>;

/** What an import did to one table. */
interface Upserted {
  readonly inserted: number;
  readonly changed: number;
  readonly emptied: Emptied;
}

/**
 * Inserts new rows, changes those that differ, and leaves the others as they are: a nightly export writes little. A column that
 * the table has and the file has not is emptied in the rows that the file brings: it is the whole truth about them, and an order
 * that is open again must not keep the day on which it was closed. Flags have no empty, and stay as they are.
 * @param columns those that the table has
 */
export async function upsert(
  client: pg.PoolClient,
  staged: Staged,
  schema: string,
  columns: ReadonlySet<string>,
): Promise<Upserted> {
  const { key, name } = staged.target.table;
  const target = `${quote(schema)}.${quote(name)}`;
  const values = staged.target.fields.map(({ column: { name: column, fallback } }) =>
    fallback === undefined
      ? `s.${quote(column)}`
      : `coalesce(s.${quote(column)}, ${fallback}) as ${quote(column)}`,
  );
  const selected = `select ${values.join(', ')} from ${stageOf(staged)} s`;
  if (await isEmpty(client, target)) {
    // The first import has nothing to compare with.
    const { rowCount } = await client.query(`insert into ${target} (${list(named(staged))}) ${selected}`);
    return { inserted: rowCount ?? 0, changed: 0, emptied: {} };
  }
  const absent = absentColumns(staged, columns);
  const emptied = await countEmptied(client, staged, target, absent);
  // What is not inserted is null in `excluded`.
  const rest = [...named(staged).filter((column) => !key.includes(column)), ...absent];
  const change =
    rest.length === 0
      ? 'nothing'
      : `update set ${rest.map((column) => `${quote(column)} = excluded.${quote(column)}`).join(', ')}
          where (${rest.map((column) => `t.${quote(column)}`).join(', ')})
                is distinct from (${rest.map((column) => `excluded.${quote(column)}`).join(', ')})`;
  const { rows } = await client.query<{ inserted: number; changed: number }>(
    `with written as (
       insert into ${target} as t (${list(named(staged))}) ${selected}
       on conflict (${list(key)}) do ${change}
       returning xmax = 0 as inserted)
     select count(*) filter (where inserted)::int as inserted, count(*) filter (where not inserted)::int as changed
       from written`,
  );
  return { ...(rows[0] ?? { inserted: 0, changed: 0 }), emptied };
}

/** Columns of the table that may be null and that the file does not bring. */
function absentColumns(staged: Staged, columns: ReadonlySet<string>): readonly string[] {
  const brought = named(staged);
  return staged.target.table.columns
    .filter(({ name, fallback }) => fallback === undefined && columns.has(name) && !brought.includes(name))
    .map(({ name }) => name)
    .filter((column) => !staged.target.table.key.includes(column));
}

async function countEmptied(
  client: pg.PoolClient,
  staged: Staged,
  target: string,
  absent: readonly string[],
): Promise<Emptied> {
  if (absent.length === 0) return {};
  const same = staged.target.table.key.map((column) => {
    if (!named(staged).includes(column)) return `t.${quote(column)} is null`;
    const [ours, theirs] = [`t.${quote(column)}`, `s.${quote(column)}`];
    const required = staged.target.table.columns.find(({ name }) => name === column)?.required === true;
    return required
      ? `${ours} = ${theirs}`
      : `(${ours} = ${theirs} or (${ours} is null and ${theirs} is null))`;
  });
  const counts = absent.map((column) => `count(t.${quote(column)})::int as ${quote(column)}`);
  const { rows } = await client.query<Record<string, number>>(
    `select ${counts.join(', ')} from ${target} t join ${stageOf(staged)} s on ${same.join(' and ')}`,
  );
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0));
}

/** Empty, and kept so for others until our transaction ends; readers are not kept waiting. */
async function isEmpty(client: pg.PoolClient, target: string): Promise<boolean> {
  const any = `select 1 from ${target} limit 1`;
  if ((await client.query(any)).rowCount !== 0) return false;
  await client.query(`lock table ${target} in share row exclusive mode`);
  return (await client.query(any)).rowCount === 0;
}
