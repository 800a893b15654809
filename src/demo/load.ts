import pg from 'pg';
import type { Clock } from '../clock.ts';
import { ConfigurationFailure } from '../failure.ts';
import type { Databases } from '../ledger/databases.ts';
import type { Rules } from '../policy/rules.ts';
import { CONTRACT } from '../source/contract.ts';
import { demoCompany } from './company.ts';
import { DEMO_TABLES } from './tables.ts';

/**
 * Fills the source tables with the demo company, dated around the clock's now, all in one transaction.
 * @returns how many customers it has
 * @throws ConfigurationFailure when any table of the contract holds a row: a demo is never mixed with real data
 */
export async function loadDemo(
  databases: Databases,
  rules: Rules,
  clock: Clock,
): Promise<{ customers: number }> {
  const company = demoCompany(clock.now(), rules);
  const schema = pg.escapeIdentifier(rules.sourceSchema);
  const pool = databases.openSourceForImport();
  try {
    const client = await pool.connect();
    try {
      await client.query('begin');
      // A second start at the same moment waits here, and then finds the tables filled.
      await client.query(`lock table ${schema}.people in exclusive mode`);
      await expectEmpty(client, schema);
      for (const table of DEMO_TABLES) {
        await client.query(
          `insert into ${schema}.${table} select * from jsonb_populate_recordset(null::${schema}.${table}, $1)`,
          [JSON.stringify(company[table])],
        );
      }
      await client.query('commit');
    } finally {
      // Whatever was not committed is rolled back with its session.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
  return { customers: company.customers.length };
}

async function expectEmpty(client: pg.PoolClient, schema: string): Promise<void> {
  for (const { name } of CONTRACT) {
    const { rowCount } = await client.query(`select 1 from ${schema}.${name} limit 1`);
    if (rowCount === 0) continue;
    throw new ConfigurationFailure(
      `The demo company needs empty tables, and ${schema}.${name} has rows. ` +
        'Set TIDINGS_HOME to a new folder for the demo, or leave the demo out.',
    );
  }
}
