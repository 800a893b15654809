import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import { deliver } from '../../../src/post/queue/deliver.ts';
import { recipientsWith } from '../../../src/post/queue/recipients.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { deliveryRules, quiet } from '../../support/delivery.ts';
import { type MailServer, mailServer } from '../../support/mail-server.ts';
import { at, putLetters, statuses } from '../../support/outbox.ts';

let databases: FreshDatabases;
let source: pg.Pool;
let server: MailServer;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  databases = await freshDatabases();
  source = databases.openSourceForImport();
  server = await mailServer();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await source.end();
  await databases.close();
  await server.close();
});

/** A worker that delivers until the test has seen enough. */
function delivering(looked: Promise<void>) {
  const transport = smtpTransport(server.url, { connections: 2 });
  const stop = new AbortController();
  const ended = deliver({
    databases,
    rules: deliveryRules(),
    clock: fixedClock(at('09:10')),
    transport,
    recipients: recipientsWith(databases, { sourceSchema: 'source' }),
    lastLook: async (letters) => {
      await looked;
      return new Map(letters.map(({ id }) => [id, { still: true }]));
    },
    once: false,
    signal: stop.signal,
    log: quiet,
  });
  ends.push(async () => {
    stop.abort();
    await ended;
    transport.close();
  });
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sleep(20);
};

const submitted = async (): Promise<readonly string[]> => {
  const { rows } = await databases.ledgerPool.query<{ id: string }>(
    `select id from letters where status = 'submitted' order by id`,
  );
  return rows.map(({ id }) => id);
};

test('somebody locks the table of orders: alarms and letters about money go on, and those about orders wait', async () => {
  await source.query(`
    insert into source.customers (id, name, email) values ('C-1', 'Zofia', 'zofia@customer.example'), ('C-2', 'Jan', 'jan@customer.example');
    insert into source.orders (id, customer_id, number, placed_at, stage) values ('O-1', 'C-1', '1', '2026-11-01', 'sewing')`);
  await putLetters(databases.ledgerPool, [
    { id: 'about-an-order', customerId: 'C-1', orderId: 'O-1' },
    { id: 'alarm', kind: 'alarm', audience: 'staff' },
    { id: 'payment-seen', customerId: 'C-2', kind: 'payment-seen' },
    // Old: it is looked at again, which no table lets it be.
    { id: 'waits-for-its-look', customerId: 'C-2', kind: 'payment-seen', decidedAt: at('08:00') },
  ]);
  const locker = await source.connect();
  ends.push(async () => locker.release(true));
  await locker.query('begin; lock table source.orders in access exclusive mode');
  let endLook: () => void = () => undefined;
  delivering(
    new Promise((resolve) => {
      endLook = resolve;
    }),
  );
  await until(async () => (await submitted()).length === 2);
  expect(await submitted(), 'while the others are still being asked about').toEqual([
    'alarm',
    'payment-seen',
  ]);
  expect(await statuses(databases.ledgerPool)).toEqual({ submitted: 2, sending: 2 });
  // Another alarm comes while they are.
  await putLetters(databases.ledgerPool, [{ id: 'second-alarm', kind: 'alarm', audience: 'staff' }]);
  await until(async () => (await submitted()).includes('second-alarm'));
  await locker.query('commit');
  await until(async () => (await submitted()).includes('about-an-order'));
  endLook();
  await until(async () => (await submitted()).length === 5);
});
