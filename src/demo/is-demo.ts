import pg from 'pg';
import type { Databases } from '../database/databases.ts';

/** Whether the source tables hold the demo company: its people have addresses that nobody else can have (RFC 2606). */
export async function isDemo({ sourcePool }: Databases, sourceSchema: string): Promise<boolean> {
  const { rows } = await sourcePool.query<{ demo: boolean }>(
    `select exists (select from ${pg.escapeIdentifier(sourceSchema)}.people where email like '%@nowak.example') as demo`,
  );
  return rows[0]?.demo === true;
}
