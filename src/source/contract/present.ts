import type { ClientBase, Pool } from 'pg';

/** What a table or view of the company has. */
export interface PresentTable {
  readonly readable: boolean;
  /** Types as `pg_type` names them, of a domain the one below, by column. */
  readonly columns: ReadonlyMap<string, string>;
}

/** The tables and views of a schema, by name. */
export type Present = ReadonlyMap<string, PresentTable>;

/**
 * Looks at what is there, in one query of the catalog: some milliseconds, so it is asked anew for each snapshot, and a view that
 * gains or loses a column is taken as it is.
 */
export async function lookAtSchema(database: Pool | ClientBase, schema: string): Promise<Present> {
  const { rows } = await database.query<{
    table: string;
    readable: boolean;
    columns: string[];
    types: string[];
  }>(
    `select c.relname::text as "table",
            has_schema_privilege(c.relnamespace, 'usage') and has_table_privilege(c.oid, 'select') as readable,
            array_agg(a.attname::text) as columns, array_agg(coalesce(b.typname, t.typname)::text) as types
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     left join pg_type b on b.oid = t.typbasetype and t.typtype = 'd'
     where c.relnamespace = (select oid from pg_namespace where nspname = $1) and c.relkind in ('r', 'p', 'v', 'm', 'f')
     group by c.oid, c.relname, c.relnamespace`,
    [schema],
  );
  return new Map(
    rows.map(({ table, readable, columns, types }) => [
      table,
      { readable, columns: new Map(columns.map((name, at) => [name, types[at] ?? ''])) },
    ]),
  );
}
