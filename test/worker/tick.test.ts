import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Signals } from '../../src/alarms/signals.ts';
import { fixedClock } from '../../src/clock.ts';
import { Pulse } from '../../src/gate/pulse.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import { openAlarms } from '../../src/ledger/alarms/alarms.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { captureTransport } from '../../src/post/server/capture.ts';
import { tick } from '../../src/worker/tick.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';

let company: Company;
let folder: string;
beforeEach(async () => {
  company = await aCompany();
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-tick-'));
});
afterEach(async () => {
  await company.close();
  await rm(folder, { recursive: true });
});

test('a published text that breaks raises an alarm in the tick whose round found out, and its letters are written', async () => {
  const now = warsaw('2026-11-26 10:00');
  const pool = company.databases.ledgerPool;
  await company.haveOrder({
    id: 'O1',
    stage: 'supplier',
    stage_since: '2026-11-10T09:00:00+01:00',
    promised_for: '2026-11-23',
  });
  await freshen(company.pool, now);
  await pool.query(
    `insert into publications (path, content, hash, by, at, why) values ('en/phrases.yaml', 'a: [', 'h', 'psql', now(), 'by hand')`,
  );
  const transport = captureTransport(folder);
  const vitals = new Vitals();
  const worker = {
    databases: company.databases,
    rules: rules(),
    clock: fixedClock(now),
    templates: await Templates.shipped(),
    transport,
    inbox: null,
    log: pino({ level: 'silent' }),
    vitals,
    pulse: new Pulse(performance.now()),
    config: { home: folder },
    signal: new AbortController().signal,
  };
  await tick(worker, { came: false }, new Signals('here'));
  transport.close();
  const { rows } = await pool.query("select kind, status from letters where audience = 'customer'");
  expect(rows).toEqual([{ kind: 'late', status: 'queued' }]);
  expect(await openAlarms(pool)).toMatchObject([
    { code: 'template_fell_back', subject: 'en/late', holder: '' },
  ]);
  expect(await vitals.registry.metrics()).toContain('tidings_template_fell_back_total{template="en/late"} 1');
});
