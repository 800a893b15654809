import type { Pool } from 'pg';

/** A right on the source that a reader does not need. */
export interface SpareRight {
  /** `INSERT`, `ownership`, `superuser`, … */
  readonly right: string;
  /** Table, view or schema as `schema.name`; null: the whole server. */
  readonly on: string | null;
}

/** What somebody may do who may not only read. MAINTAIN is of PostgreSQL 17 and changes no row. */
const WRITES = 'INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER';

// Every role counts that the user is, or may become by SET ROLE. Views bring in the tables that they stand on.
const SPARE_RIGHTS = `
  with recursive me as (
    select oid, rolsuper from pg_roles where pg_has_role(current_user, oid, 'member')
  ), stands(oid) as (
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm', 'f')
    union
    select d.refobjid from stands s
      join pg_rewrite r on r.ev_class = s.oid
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
        and d.refclassid = 'pg_class'::regclass and d.refobjid <> s.oid
  ), relations as (
    select c.oid, c.relowner, format('%s.%s', n.nspname, c.relname) as name
    from stands s join pg_class c on c.oid = s.oid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema')
  )
  select 'superuser' as right, null as "on" where exists (select from me where rolsuper)
  union all
  select 'ownership', r.name from relations r
    where exists (select from me where me.oid = r.relowner and not me.rolsuper)
  union all
  select w.right, r.name from relations r cross join unnest(string_to_array($2, ',')) as w("right")
    where exists (select from me where not me.rolsuper and me.oid <> r.relowner
      and case when w.right in ('INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege(me.oid, r.oid, w.right)
               else has_table_privilege(me.oid, r.oid, w.right) end)
  union all
  select 'CREATE', $1 from pg_namespace n
    where n.nspname = $1
      and exists (select from me where not me.rolsuper and has_schema_privilege(me.oid, n.oid, 'CREATE'))
  order by 2 nulls first, 1`;

/**
 * What the user of the source's connection may do beside reading: on the schema's tables and views, on the tables that
 * the views stand on, and on the schema itself. Nothing where the role is as db/roles.sql makes it.
 */
export async function rightsBeyondSelect(pool: Pool, schema: string): Promise<readonly SpareRight[]> {
  const { rows } = await pool.query<SpareRight>(SPARE_RIGHTS, [schema, WRITES]);
  // A superuser has all the others too, and they would hide the one to take away.
  return rows.some(({ right }) => right === 'superuser')
    ? rows.filter(({ right }) => right === 'superuser')
    : rows;
}

const SHOWN = 3;

/** `INSERT on erp.orders, UPDATE on erp.orders and 12 more`; null where there are none. */
export function sayRights(rights: readonly SpareRight[]): string | null {
  if (rights.length === 0) return null;
  const named = rights
    .slice(0, SHOWN)
    .map(({ right, on }) => (on === null ? `it is a ${right}` : `${right} on ${on}`));
  const more = rights.length - SHOWN;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}
