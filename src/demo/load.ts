import pg from 'pg';
import { dayOf, type Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import { type Clock, fixedClock } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { ConfigurationFailure } from '../failure.ts';
import type { Templates } from '../ledger/documents/templates.ts';
import { playBack } from '../ledger/letter-states/played-back.ts';
import type { Rules } from '../policy/rules.ts';
import { round } from '../round/round.ts';
import { CONTRACT } from '../source/contract/contract.ts';
import { demoCompany, demoCompanyBefore } from './company/company.ts';
import { DEMO_TABLES, type Row, type TableName } from './company/tables.ts';

/**
 * Days before today on which the demo's reminders went: each rung of its invoices on the day it was due, or soon
 * after. So the ladder stands today where years of use would have brought it.
 */
const REMINDED = [41, 32, 26, 16, 8];
/** The tables as they were on the last working day. */
const BEFORE = 'tidings_demo_before';
const NOON = 12 * 60;

/**
 * Fills the source tables with the demo company, dated around the clock's now, all in one transaction; then plays the
 * reminders of the last weeks and the letters of the last working day, so that the ledger remembers them.
 * @returns how many customers it has
 * @throws ConfigurationFailure when any table of the contract holds a row: a demo is never mixed with real data
 */
export async function loadDemo(
  databases: Databases,
  rules: Rules,
  clock: Clock,
  templates: Templates,
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
      await fill(client, schema, company);
      await client.query('commit');
    } finally {
      // Whatever was not committed is rolled back with its session.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
  await remindBefore(databases, rules, templates, clock.now());
  await writeBefore(databases, rules, templates, clock.now());
  return { customers: company.customers.length };
}

/** Rounds of the past over what was known on their days; their letters count as submitted, and no file shows them. */
async function remindBefore(
  databases: Databases,
  rules: Rules,
  templates: Templates,
  now: Instant,
): Promise<void> {
  const zone = zoneOf(rules.company.timeZone);
  for (const days of REMINDED) {
    const then = zone.instantOf(dayOf(zone.dayAt(now) - days), NOON);
    await round({ databases, rules, templates, clock: fixedClock(then) }, { half: 'dunning', wait: true });
    await playBack(databases.ledgerPool);
  }
}

/** The round of the last working day over the items as they stood then: in a schema of their own, which is gone after it. */
async function writeBefore(
  databases: Databases,
  rules: Rules,
  templates: Templates,
  now: Instant,
): Promise<void> {
  const { at, rows } = demoCompanyBefore(now, rules);
  const source = pg.escapeIdentifier(rules.sourceSchema);
  const before = pg.escapeIdentifier(BEFORE);
  const pool = databases.openSourceForImport();
  try {
    await pool.query(`create schema ${before}`);
    for (const { name } of CONTRACT)
      await pool.query(`create table ${before}.${name} (like ${source}.${name} including all)`);
    await fill(pool, before, rows);
    const then = { databases, rules: { ...rules, sourceSchema: BEFORE }, templates, clock: fixedClock(at) };
    await round(then, { half: 'waiting', wait: true });
    await playBack(databases.ledgerPool);
  } finally {
    await pool.query(`drop schema if exists ${before} cascade`);
    await pool.end();
  }
}

async function fill(
  client: Pick<pg.ClientBase, 'query'>,
  schema: string,
  rows: Readonly<Partial<Record<TableName, readonly Row[]>>>,
): Promise<void> {
  for (const table of DEMO_TABLES)
    await client.query(
      `insert into ${schema}.${table} select * from jsonb_populate_recordset(null::${schema}.${table}, $1)`,
      [JSON.stringify(rows[table] ?? [])],
    );
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
