import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import { TemplateShelf } from '../../../src/post/letter/template-shelf.ts';
import { Lanes } from '../../../src/post/queue/lanes.ts';
import { LeaseKeeper } from '../../../src/post/queue/lease-keeper.ts';
import { Settler } from '../../../src/post/queue/settler.ts';
import { Relay } from '../../../src/post/server/relay.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { claimWaiting } from '../../support/claiming.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { deliveryRules, quiet } from '../../support/delivery.ts';
import { type MailServer, mailServer } from '../../support/mail-server.ts';
import { at, putLetters } from '../../support/outbox.ts';

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

// A lane that opened and closed within one loop once stopped the whole process here: then this test stands still for ever.
test('the ledger is cut off while a letter is under way: it is finished, nothing else begins, and the failure is there', async () => {
  const pool = databases.ledgerPool;
  const clock = fixedClock(at('09:10'));
  await putLetters(
    pool,
    Array.from({ length: 20 }, (_, n) => ({ id: `l${String(n).padStart(2, '0')}` })),
  );
  server.behave = () => ({ delay: 200 });
  const transport = smtpTransport(server.url, { connections: 2 });
  const lease = new LeaseKeeper(pool, 'a worker', { clock, ownClock: false }, quiet);
  const shelf = new TemplateShelf(pool);
  const settled: string[] = [];
  const settler = new Settler(pool, 'a worker', clock, (some) =>
    settled.push(...some.map(({ status }) => status)),
  );
  const cut = new Error('terminating connection due to administrator command');
  let recorded = 0;
  const lanes = new Lanes({
    rules: deliveryRules(),
    clock,
    transport,
    settler,
    lease,
    shelf,
    log: quiet,
    relay: new Relay(transport.lanes),
    ways: { now: { tags: null, mailbox: 'unread' } },
    begin: async (letters) => {
      recorded++;
      if (recorded > 1) throw cut;
      return new Set(letters);
    },
  });
  const held = lease.grant();
  const letters = await claimWaiting(pool, held, clock.now(), 20);
  await shelf.prepare(letters);

  lanes.add(letters, held);
  await lanes.settledDown();
  await settler.done();

  expect(lanes.failure).toBe(cut);
  expect(server.taken.length).toBeGreaterThan(0);
  const submitted = settled.filter((status) => status === 'submitted');
  expect(submitted).toHaveLength(server.taken.length);
  expect(settled, 'those at the threshold go back').toContain('returned');
  expect(await lanes.drain()).toHaveLength(letters.length - settled.length);
  lease.end();
  transport.close();
});
