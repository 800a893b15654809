import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { javaScriptOf } from '../../support/javascript.ts';
import { type MailServer, mailServer, takingAtOnce } from '../../support/mail-server.ts';
import { at, putLetters, statuses } from '../../support/outbox.ts';
import { untagged } from '../../support/tagged.ts';

let databases: FreshDatabases;
let server: MailServer;
beforeEach(async () => {
  databases = await freshDatabases();
  server = await mailServer();
});
const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await databases.close();
  await server.close();
});

/** A delivering process whose clock is the machine's; its leases run by the database's. */
async function start(): Promise<ChildProcess> {
  const child = fork(await javaScriptOf('test/support/delivering-process.ts'), {
    env: { ...process.env, DATABASE_URL: databases.url, SMTP_URL: server.url, AT: 'now' },
  });
  started.push(child);
  await once(child, 'message');
  child.send('begin');
  return child;
}

const REMINDERS = 160;

// Ten minutes are not waited for: the leases of the one that sleeps are cut short instead, which is what they are to it.
const letLeasesEnd = () =>
  databases.ledgerPool.query(
    `update letters set lease_until = clock_timestamp() - interval '1 second' where status = 'sending'`,
  );

const taken = () => server.received.map(({ mail }) => untagged(mail.messageId));
const uncertainAndNeverTaken = async (): Promise<readonly string[]> => {
  const { rows } = await databases.ledgerPool.query<{ message_id: string }>(
    `select message_id from letters where status = 'uncertain'`,
  );
  const reached = new Set(taken());
  return rows.map(({ message_id }) => message_id).filter((id) => !reached.has(id));
};

async function asleepInTheMiddle(): Promise<ChildProcess> {
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: REMINDERS }, (_, n) => ({
      id: `r${n}`,
      kind: 'reminder-friendly',
      decidedAt: at('09:00'),
    })),
  );
  await databases.ledgerPool.query(`update letters set due_at = now(), decided_at = now()`);
  // After twenty letters the server answers no more until the worker sleeps: each of its three connections has one under way.
  let fallAsleep: () => void = () => undefined;
  const asleep = new Promise<void>((resolve) => {
    fallAsleep = resolve;
  });
  server.behave = takingAtOnce(20, asleep);
  const sleeper = await start();
  await eventually(() => expect(server.received).toHaveLength(23));
  // Nothing that it has asked of the database is under way any more.
  const atRest = { submitted: 20, sending: REMINDERS - 20 };
  await eventually(async () => expect(await statuses(databases.ledgerPool)).toEqual(atRest));
  sleeper.kill('SIGSTOP');
  fallAsleep();
  await letLeasesEnd();
  return sleeper;
}

test('a worker that slept past its leases sends nothing that another took over meanwhile', async () => {
  const sleeper = await asleepInTheMiddle();
  const other = await start();
  await once(other, 'exit');
  const before = await statuses(databases.ledgerPool);
  expect(before.sending ?? 0).toBe(0);
  expect((before.submitted ?? 0) + (before.uncertain ?? 0)).toBe(REMINDERS);
  expect((await uncertainAndNeverTaken()).length, 'as many as there are connections').toBeLessThanOrEqual(3);

  sleeper.kill('SIGCONT');
  await once(sleeper, 'exit');
  expect(await statuses(databases.ledgerPool), 'waking changes nothing').toEqual(before);
  expect(new Set(taken()).size, 'nobody is written to twice').toBe(taken().length);
});

test('a worker that slept past its leases, alone, gives back what it had not tried and sends it once', async () => {
  const sleeper = await asleepInTheMiddle();
  sleeper.kill('SIGCONT');
  await once(sleeper, 'exit');
  const after = await statuses(databases.ledgerPool);
  expect((after.submitted ?? 0) + (after.uncertain ?? 0)).toBe(REMINDERS);
  expect((await uncertainAndNeverTaken()).length).toBeLessThanOrEqual(3);
  expect(new Set(taken()).size).toBe(taken().length);
});
