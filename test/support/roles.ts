import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { packageRoot } from '../../src/settings/package-root.ts';
import { dropDatabase, emptyDatabase } from './database.ts';

export type RoleName = 'migrate' | 'worker' | 'console' | 'source' | 'import';
const NAMES: readonly RoleName[] = ['migrate', 'worker', 'console', 'source', 'import'];

/** An empty database with the source contract and the roles of db/roles.sql, whose names no other test has. */
export interface RoledDatabase {
  /** As the superuser of the server. */
  readonly admin: pg.Pool;
  readonly url: string;
  urlOf(role: RoleName): string;
  name(role: RoleName): string;
  /** Runs db/roles.sql, as an administrator does after each upgrade. */
  applyRoles(): Promise<void>;
  close(): Promise<void>;
}

export async function roledDatabase(): Promise<RoledDatabase> {
  const url = await emptyDatabase();
  const admin = new pg.Pool({ connectionString: url, max: 2 });
  const prefix = `t${randomBytes(5).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const name = (role: RoleName) => `${prefix}_${role}`;
  const applyRoles = async () => {
    const client = await admin.connect();
    await client.query("select set_config('tidings.role_prefix', $1, false)", [prefix]);
    await client.query(await readFile(path.join(packageRoot, 'db/roles.sql'), 'utf8'));
    client.release();
  };
  await admin.query(await readFile(path.join(packageRoot, 'db/source-contract.sql'), 'utf8'));
  await applyRoles();
  for (const role of NAMES) await admin.query(`alter role ${name(role)} password '${password}'`);
  return {
    admin,
    url,
    name,
    applyRoles,
    urlOf: (role) => {
      const own = new URL(url);
      own.username = name(role);
      own.password = password;
      return own.href;
    },
    close: async () => {
      // Roles belong to the server: what they own in this database goes first.
      for (const role of NAMES) await admin.query(`drop owned by ${name(role)} cascade`);
      for (const role of NAMES) await admin.query(`drop role ${name(role)}`);
      await admin.end();
      await dropDatabase(url);
    },
  };
}
