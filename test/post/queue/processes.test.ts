import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import { begin } from '../../../src/ledger/letter-states/sending.ts';
import { lapse, putBack } from '../../../src/ledger/letter-states/uncertain.ts';
import { claimReminders } from '../../../src/post/queue/claim.ts';
import { deliver } from '../../../src/post/queue/deliver.ts';
import type { DeliveryReport } from '../../../src/post/queue/delivery-report.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { claimWaiting } from '../../support/claiming.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { asWritten, deliveryRules, quiet } from '../../support/delivery.ts';
import { eventually } from '../../support/eventually.ts';
import { javaScriptOf } from '../../support/javascript.ts';
import { type MailServer, mailServer, takingAtOnce } from '../../support/mail-server.ts';
import { at, letterRow, putLetters, statuses } from '../../support/outbox.ts';

let databases: FreshDatabases;
let server: MailServer;
beforeEach(async () => {
  databases = await freshDatabases();
  server = await mailServer();
});
afterEach(async () => {
  await databases.close();
  await server.close();
});

/** A process that is ready to deliver. */
async function ready(time: string): Promise<ChildProcess> {
  const child = fork(await javaScriptOf('test/support/delivering-process.ts'), {
    env: { ...process.env, DATABASE_URL: databases.url, SMTP_URL: server.url, AT: time },
  });
  await once(child, 'message');
  return child;
}

/** It begins; what it says when it has done. */
async function begins(child: ChildProcess): Promise<DeliveryReport> {
  child.send('begin');
  const [report] = await once(child, 'message');
  return report;
}

async function deliverHere(time: string): Promise<DeliveryReport> {
  const transport = smtpTransport(server.url, { connections: 3 });
  const report = await deliver({
    databases,
    rules: deliveryRules(),
    clock: fixedClock(at(time)),
    transport,
    recipients: asWritten,
    lastLook: async () => new Map(),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });
  transport.close();
  return report;
}

const letters = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `l${n}` }));
const timesTaken = (): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { mail } of server.taken)
    times.set(mail.messageId ?? '', (times.get(mail.messageId ?? '') ?? 0) + 1);
  return times;
};

const holders = async (): Promise<number> => {
  const { rows } = await databases.ledgerPool.query<{ n: number }>(
    `select count(distinct leased_by)::int as n from letters where status = 'sending'`,
  );
  return rows[0]?.n ?? 0;
};

test('two delivering processes share the work and never send one letter twice', async () => {
  await putLetters(databases.ledgerPool, letters(600));
  const both = await Promise.all([ready('09:10'), ready('09:10')]);
  // However late one of them comes, the server has answered neither before.
  server.behave = () => ({ until: bothHold });
  const bothHold = eventually(async () => expect(await holders()).toBe(2));
  const [reports] = await Promise.all([Promise.all(both.map(begins)), bothHold]);
  expect(await statuses(databases.ledgerPool)).toEqual({ submitted: 600 });
  expect(timesTaken().size).toBe(600);
  expect(server.taken).toHaveLength(600);
  for (const report of reports) expect(report.submitted, 'both took part').toBeGreaterThan(0);
});

test('a killed process loses nothing: what it had begun goes once more, the rest goes once', async () => {
  await putLetters(databases.ledgerPool, letters(400));
  const doomed = await ready('09:10');
  const gone = once(doomed, 'exit');
  // After forty letters the server answers no more: each of the three connections has one under way.
  server.behave = takingAtOnce(40, gone);
  doomed.send('begin');
  await eventually(() => expect(server.received).toHaveLength(43));
  // It has two claims, and nothing that it has asked of the database is under way any more.
  const atRest = { submitted: 40, sending: 160, queued: 200 };
  await eventually(async () => expect(await statuses(databases.ledgerPool)).toEqual(atRest));
  doomed.kill('SIGKILL');
  await gone;
  const held = (await statuses(databases.ledgerPool)).sending ?? 0;
  expect(held, 'at most two claims, six lanes and what was about to be settled').toBeLessThanOrEqual(230);
  const begun = await numberBegun();
  expect(begun).toBeGreaterThan(0);
  expect(begun, 'far fewer than it had claimed').toBeLessThan(held / 2);

  const soon = await deliverHere('09:15');
  expect(soon, 'its leases still hold').toMatchObject({ lapsed: 0, recovered: 0 });
  expect((await statuses(databases.ledgerPool)).sending).toBe(held);

  server.behave = () => ({});
  const later = await deliverHere('09:25');
  expect(later).toMatchObject({ lapsed: begun, recovered: held - begun, submitted: held });
  expect(await statuses(databases.ledgerPool)).toEqual({ submitted: 400 });
  const times = timesTaken();
  expect(times.size).toBe(400);
  const twice = [...times].filter(([, count]) => count > 1);
  expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
  // Only those under way at the kill can come twice: six lanes and what was not yet settled.
  expect(twice.length).toBeLessThanOrEqual(begun);

  expect(await deliverHere('12:00')).toMatchObject({ claimed: 0, lapsed: 0, recovered: 0 });
});

async function numberBegun(): Promise<number> {
  const { rows } = await databases.ledgerPool.query<{ n: number }>(
    `select count(*)::int as n from letters where status = 'sending' and untried_by is null`,
  );
  return rows[0]?.n ?? 0;
}

test('a reminder that its dead worker had not begun goes; one that had begun is for a person', async () => {
  const reminder = { kind: 'reminder-friendly', decidedAt: at('09:00') };
  await putLetters(databases.ledgerPool, [
    { id: 'begun', ...reminder },
    { id: 'untried', ...reminder },
    { id: 'older-version', ...reminder },
    { id: 'tried-before', status: 'queued' },
  ]);
  const { ledgerPool } = databases;
  await ledgerPool.query(
    `update letters set status = 'retry', status_reason = '450 later', attempts = 3,
       first_attempt_at = '2026-11-26T09:01Z' where id = 'tried-before'`,
  );
  const lease = { holder: 'dead', until: at('09:20') };
  await claimWaiting(ledgerPool, lease, at('09:10'), 10);
  const { toSend: claimed } = await claimReminders(
    ledgerPool,
    lease,
    at('09:10'),
    { limit: 10, lookAfter: 0 },
    async ({ letters: toSend }) => ({
      toSend,
      settled: [],
      fault: null,
    }),
  );
  const theOne = (id: string) => claimed.filter((letter) => letter.id === id).map((letter) => letter.id);
  expect(await begin(ledgerPool, 'dead', theOne('begun'), at('09:10'))).toEqual(new Set(['begun']));
  // A version that does not know the column leaves in it what was there.
  await ledgerPool.query(`update letters set untried_by = 'one before' where id = 'older-version'`);

  expect(await putBack(ledgerPool, at('09:19'), at('09:19')), 'the lease still holds').toBe(0);
  expect(await putBack(ledgerPool, at('09:20'), at('09:20'))).toBe(2);
  expect(await lapse(ledgerPool, at('09:20'), at('09:20'))).toBe(2);
  const rows = async (id: string) => letterRow(ledgerPool, id);
  expect(await rows('untried')).toMatchObject({ status: 'queued', attempts: 0, uncertain_count: 0 });
  expect(await rows('tried-before')).toMatchObject({
    status: 'retry',
    attempts: 3,
    status_reason: '450 later',
  });
  expect(await rows('begun')).toMatchObject({ status: 'uncertain', attempts: 1, uncertain_count: 1 });
  expect(await rows('older-version')).toMatchObject({ status: 'uncertain', uncertain_count: 1 });
  expect(await begin(ledgerPool, 'dead', theOne('untried'), at('09:10')), 'it only slept: too late').toEqual(
    new Set(),
  );
});
