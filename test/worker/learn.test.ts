import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Signals } from '../../src/alarms/signals.ts';
import type { Instant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Pulse } from '../../src/gate/pulse.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { readUsual, withUsual } from '../../src/ledger/memory/usual-times.ts';
import { lastRoundAt } from '../../src/ledger/rounds/rounds.ts';
import { captureTransport } from '../../src/post/server/capture.ts';
import { usualStay } from '../../src/usual/usual-time.ts';
import { tick } from '../../src/worker/tick.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { startConsole } from '../support/console.ts';
import { fillHalfAYear } from '../support/half-a-year.ts';

let company: Company;
let folder: string;
beforeEach(async () => {
  company = await aCompany();
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-learns-'));
});
afterEach(async () => {
  await company.close();
  await rm(folder, { recursive: true });
});

const logged: string[] = [];
async function tickAt(now: Instant): Promise<void> {
  await freshen(company.pool, now);
  const transport = captureTransport(folder);
  const worker = {
    databases: company.databases,
    rules: rules(),
    clock: fixedClock(now),
    templates: await Templates.shipped(),
    transport,
    inbox: null,
    log: pino({ level: 'error' }, { write: (line: string) => logged.push(line) }),
    vitals: new Vitals(),
    pulse: new Pulse(performance.now()),
    config: { home: folder },
    signal: new AbortController().signal,
  };
  await tick(worker, { came: false }, new Signals('here'));
  transport.close();
}

const pool = () => company.databases.ledgerPool;
const through = async () => (await readUsual(pool()))?.usual.through ?? null;

test('the first tick of a day learns what was known by the evening before, and the others of the day do not', async () => {
  await fillHalfAYear(company.pool);
  await tickAt(warsaw('2026-11-26 07:00'));
  const first = await through();
  expect(first).not.toBeNull();
  const { usual } = await withUsual(pool(), rules());
  expect(usual && usualStay(usual, 'order', 'shipped')?.stays).toBeGreaterThan(400);
  await pool().query('update usual set learned_at = null, state = null');
  await tickAt(warsaw('2026-11-26 08:00'));
  expect(await through()).toBeNull();
  await tickAt(warsaw('2026-11-27 07:00'));
  expect(await through()).toBe((first ?? 0) + 1);
});

test('the rules of a process are made once for what was learned, and anew when it is learned again', async () => {
  await fillHalfAYear(company.pool);
  const plain = rules();
  expect(await withUsual(pool(), plain)).toBe(plain);
  await tickAt(warsaw('2026-11-26 07:00'));
  const taught = await withUsual(pool(), plain);
  expect(await withUsual(pool(), plain)).toBe(taught);
  await tickAt(warsaw('2026-11-27 07:00'));
  expect(await withUsual(pool(), plain)).not.toBe(taught);
});

test('a fault in learning stops no round, and what was known serves on', async () => {
  await fillHalfAYear(company.pool);
  await tickAt(warsaw('2026-11-26 07:00'));
  const before = await through();
  await pool().query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`,
  );
  await pool().query(
    'create trigger refuse before update of state on usual for each row execute function refuse()',
  );
  logged.length = 0;
  const morning = warsaw('2026-11-27 07:00');
  await tickAt(morning);
  expect(logged.join('\n')).toContain('usual times could not be learned');
  expect(await lastRoundAt(pool())).toBe(morning);
  expect(await through()).toBe(before);
});

test('a company without a history of stages is left in peace', async () => {
  await company.pool.query('drop table source.stage_events');
  logged.length = 0;
  const now = warsaw('2026-11-26 07:00');
  await tickAt(now);
  expect(logged).toEqual([]);
  expect(await lastRoundAt(pool())).toBe(now);
  expect(await through()).toBeNull();
});

test('the console shows usual times beside allowances, and on the page of who waits', async () => {
  await fillHalfAYear(company.pool);
  await company.haveOrder({
    id: 'O1',
    stage: 'shipped',
    placed_at: '2026-11-16T09:00:00+01:00',
    stage_since: '2026-11-23T09:00:00+01:00',
    promised_for: '2026-11-27',
  });
  const now = warsaw('2026-11-26 10:00');
  const running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(now) });
  try {
    const reader = await running.signIn('reader');
    const before = (await reader.get('/settings/stages')).text;
    expect(before).not.toContain('longer than allowed');
    await tickAt(now);
    const { text } = await reader.get('/settings/stages');
    expect(text).toMatch(/<strong>shipped<\/strong>[\s\S]{0,400}on its way[\s\S]{0,400}longer than allowed/);
    expect((await reader.get('/customers/C1')).text).toMatch(
      /of \d+ like it that had stood so long, \d+ came later/,
    );
  } finally {
    await running.close();
  }
});
