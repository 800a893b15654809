import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, instantOf, MINUTE } from '../../../src/calendar/time.ts';
import { systemClock } from '../../../src/clock.ts';
import { clockDoubt } from '../../../src/guards/time-guards.ts';
import { ClockWatch } from '../../../src/post/queue/clock-watch.ts';
import { deliver } from '../../../src/post/queue/deliver.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { asWritten, deliveryRules, quiet } from '../../support/delivery.ts';
import { type MailServer, mailServer } from '../../support/mail-server.ts';
import { at, putLetters, statuses } from '../../support/outbox.ts';
import { untagged } from '../../support/tagged.ts';

const limit = { clockOff: 10 * MINUTE };

test('clocks are doubted exactly when they differ by more than the policy allows, whichever is ahead', () => {
  fc.assert(
    fc.property(fc.integer({ min: -DAY, max: DAY }), (off) => {
      const fault = clockDoubt(instantOf(at('09:00') + off), at('09:00'), limit.clockOff);
      expect(fault !== null).toBe(Math.abs(off) > limit.clockOff);
      if (fault !== null) expect(fault.way).toBe(off > 0 ? 'ahead' : 'behind');
    }),
  );
});

test('people hear of it once when the clocks part, and once when they agree again', () => {
  const heard: (string | null)[] = [];
  const clocks = new ClockWatch(limit, true, (why) => heard.push(why));
  expect(clocks.agree(at('09:00'), at('09:05'))).toBe(true);
  expect(clocks.agree(at('09:30'), at('09:05'))).toBe(false);
  expect(clocks.agree(at('09:40'), at('09:06'))).toBe(false);
  expect(clocks.agree(at('09:07'), at('09:07'))).toBe(true);
  expect(heard).toEqual([expect.stringContaining('25 minutes ahead'), null]);
  const ofAnotherDay = new ClockWatch(limit, false, () => expect.fail('it is compared with nothing'));
  expect(ofAnotherDay.agree(at('09:30'), at('00:00'))).toBe(true);
});

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

async function deliverWhile(daysAhead: number, onClock: (why: string | null) => void) {
  const transport = smtpTransport(server.url, { connections: 2 });
  const report = await deliver({
    databases,
    rules: deliveryRules(),
    clock: { now: () => instantOf(systemClock.now() + daysAhead * DAY) },
    ownClock: true,
    transport,
    recipients: asWritten,
    lastLook: async (letters) => new Map(letters.map(({ id }) => [id, { still: true }])),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
    onClock,
  });
  transport.close();
  return report;
}

test.each([5, -5])(
  'a clock %i days off expires nothing and sends alarms alone; once it is right, all go',
  async (days) => {
    const now = systemClock.now();
    const wrong = instantOf(now + days * DAY);
    await putLetters(databases.ledgerPool, [
      { id: 'plain', decidedAt: now },
      { id: 'old', decidedAt: instantOf(now - DAY) },
      { id: 'reminder', kind: 'reminder-friendly', decidedAt: now },
      { id: 'task', kind: 'task', audience: 'staff', decidedAt: now },
      { id: 'alarm', kind: 'alarm', audience: 'staff', decidedAt: wrong < now ? wrong : now },
    ]);
    await databases.ledgerPool.query('update letters set due_at = least(due_at, $1)', [new Date(wrong)]);
    const heard: (string | null)[] = [];
    const report = await deliverWhile(days, (why) => heard.push(why));
    expect(report).toMatchObject({ submitted: 1, expired: 0, clock: expect.stringContaining('5 days') });
    expect(heard).toEqual([report.clock]);
    expect(await statuses(databases.ledgerPool)).toEqual({ submitted: 1, queued: 4 });
    expect(server.taken.map(({ mail }) => untagged(mail.messageId))).toEqual(['<alarm@nowak.example>']);

    expect(await deliverWhile(0, () => expect.fail('they agree'))).toMatchObject({
      submitted: 4,
      clock: null,
    });
  },
);
