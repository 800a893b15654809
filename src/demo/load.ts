import pg from 'pg';
import { dayOf, type Instant } from '../calendar/time.ts';
import { workingDaysBefore } from '../calendar/working-days.ts';
import { zoneOf } from '../calendar/zone.ts';
import { type Clock, fixedClock } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { ConfigurationFailure } from '../failure.ts';
import type { Templates } from '../ledger/documents/templates.ts';
import { playBack } from '../ledger/letter-states/played-back.ts';
import type { Rules } from '../policy/rules.ts';
import { round } from '../round/round.ts';
import { CONTRACT } from '../source/contract/contract.ts';
import { importCompany, importDayBefore } from './company.ts';

/**
 * Days before today on which the demo's reminders went: each rung of its invoices on the day it was due, or soon
 * after. So the ladder stands today where years of use would have brought it.
 */
const REMINDED = [41, 32, 26, 16, 8];
/** The tables as they were on the last working day. */
const BEFORE = 'tidings_demo_before';
/** Letters of days before went then, by the company's clocks. */
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
  const now = clock.now();
  const schema = pg.escapeIdentifier(rules.sourceSchema);
  const { tables } = await importCompany(databases, rules, now, (client) => expectEmpty(client, schema));
  await remindBefore(databases, rules, templates, now);
  await writeBefore(databases, rules, templates, now);
  return { customers: tables.find(({ table }) => table === 'customers')?.inserted ?? 0 };
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
  const source = pg.escapeIdentifier(rules.sourceSchema);
  const before = pg.escapeIdentifier(BEFORE);
  const pool = databases.openSourceForImport();
  try {
    await pool.query(`create schema ${before}`);
    for (const { name } of CONTRACT)
      await pool.query(`create table ${before}.${name} (like ${source}.${name} including all)`);
    await importDayBefore(databases, rules, now, BEFORE);
    await pool.query(`insert into ${before}.people select * from ${source}.people`);
    await pool.query(
      `insert into ${before}.customers select * from ${source}.customers
       where id in (select customer_id from ${before}.orders)`,
    );
    const zone = zoneOf(rules.company.timeZone);
    const at = zone.instantOf(workingDaysBefore(rules.calendar, zone.dayAt(now), 1), NOON);
    const then = { databases, rules: { ...rules, sourceSchema: BEFORE }, templates, clock: fixedClock(at) };
    await round(then, { half: 'waiting', wait: true });
    await playBack(databases.ledgerPool);
  } finally {
    await pool.query(`drop schema if exists ${before} cascade`);
    await pool.end();
  }
}

/** Under the lock of imports: a second start at the same moment waits for it, and then finds the tables filled. */
async function expectEmpty(client: pg.ClientBase, schema: string): Promise<void> {
  for (const { name } of CONTRACT) {
    const { rowCount } = await client.query(`select 1 from ${schema}.${name} limit 1`);
    if (rowCount === 0) continue;
    throw new ConfigurationFailure(
      `The demo company needs empty tables, and ${schema}.${name} has rows. ` +
        'Set TIDINGS_HOME to a new folder for the demo, or leave the demo out.',
    );
  }
}
