import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { ConfigurationFailure } from '../../src/failure.ts';
import { Pulse } from '../../src/gate/pulse.ts';
import { serve } from '../../src/gate/serve.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import { pause, resume } from '../../src/ledger/rounds/pauses.ts';
import { beginRound, endRound } from '../../src/ledger/rounds/rounds.ts';
import { readConfig } from '../../src/settings/config.ts';
import { rules } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

const NOW = instantOf(Date.UTC(2026, 10, 26, 9));
let databases: FreshDatabases;
let port: number;
let server: FastifyInstance;
let pulse: Pulse;
const vitals = new Vitals();
const templates = await shippedTemplates();
const start = () =>
  serve({
    config: readConfig({ TIDINGS_ADDRESS: `127.0.0.1:${port}` }),
    databases,
    rules: rules(),
    clock: fixedClock(NOW),
    templates,
    pulse,
    vitals,
    log: pino({ level: 'silent' }),
  });
beforeEach(async () => {
  databases = await freshDatabases();
  port = await freePort();
  pulse = new Pulse(performance.now());
  server = await start();
});
afterEach(async () => {
  await server.close();
  await databases.close();
});

const roundAt = async (at: Instant) =>
  endRound(databases.ledgerPool, (await beginRound(databases.ledgerPool, at, at)).id, at, {});

const get = async (page: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${page}`);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};

test('healthy at once, ready once a round has ended, and not when the last one is old or the database away', async () => {
  expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  expect(await get('/readyz')).toMatchObject({
    status: 503,
    body: '{"ready":false,"faults":["no round has ended yet"]}',
  });
  await roundAt(NOW);
  expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"ready":true,"faults":[]}' });
  await roundAt(instantOf(NOW - DAY));
  expect((await get('/readyz')).body).toContain('the last round is too old');
  await roundAt(NOW);
  await databases.ledgerPool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  // The pool hears of the cut some moments later.
  await eventually(async () =>
    expect(await get('/readyz'), 'a cut connection is replaced').toMatchObject({ status: 200 }),
  );
});

test('a pause is no fault, however long, and when it ends rounds have their time', async () => {
  const { ledgerPool } = databases;
  await roundAt(instantOf(NOW - DAY));
  await pause(ledgerPool, instantOf(NOW - DAY / 2), 'stocktaking at Zofia Maj', 'Ola');
  const paused = await get('/readyz');
  expect(paused).toMatchObject({ status: 200 });
  expect(JSON.parse(paused.body)).toEqual({
    ready: true,
    faults: [],
    paused_since: '2026-11-25T21:00:00.000Z',
  });
  await resume(ledgerPool, instantOf(NOW - 46 * MINUTE), 'Ola');
  expect(await get('/readyz'), 'nobody took them up again').toMatchObject({ status: 503 });
  await pause(ledgerPool, instantOf(NOW - 45 * MINUTE), 'again', 'Ola');
  await resume(ledgerPool, instantOf(NOW - MINUTE), 'Ola');
  expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"ready":true,"faults":[]}' });
});

test('a worker whose delivery hangs is not ready, says which part, and shows for how long', async () => {
  await roundAt(NOW);
  const now = performance.now();
  pulse.beat('delivery', now - 11 * MINUTE);
  pulse.beat('rounds', now - 9 * MINUTE);
  const { status, body } = await get('/readyz');
  expect({ status, said: JSON.parse(body) }).toEqual({
    status: 503,
    said: { ready: false, faults: ['delivery has not got on for 11 minutes'] },
  });
  const metrics = (await get('/metrics')).body;
  const seconds = (part: string) =>
    Number(new RegExp(`tidings_pulse_seconds{part="${part}"} ([\\d.]+)`).exec(metrics)?.[1]);
  expect(seconds('rounds')).toBeGreaterThanOrEqual(9 * 60);
  expect(seconds('delivery') - seconds('rounds'), 'both at the same moment').toBeCloseTo(2 * 60);
  pulse.beat('delivery', performance.now());
  expect(await get('/readyz')).toMatchObject({ status: 200 });
});

test('metrics are text for Prometheus', async () => {
  const { status, type, body } = await get('/metrics');
  expect({ status, type }).toMatchObject({ status: 200, type: expect.stringContaining('text/plain') });
  for (const name of [
    'rounds_total',
    'round_seconds',
    'open_items',
    'decisions_total',
    'letters_total',
    'guard_tripped',
    'paused',
  ])
    expect(body).toContain(`# TYPE tidings_${name} `);
});

test('a port that is taken is a fault of configuration that says what to do', async () => {
  await expect(start()).rejects.toThrow(ConfigurationFailure);
  await expect(start()).rejects.toThrow(
    /^TIDINGS_ADDRESS: cannot listen on 127\.0\.0\.1:\d+ .*Is another worker running\? Choose another port\.$/,
  );
});
