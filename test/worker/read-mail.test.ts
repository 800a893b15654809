import { afterAll, beforeAll, expect, test } from 'vitest';
import { Signals } from '../../src/alarms/signals.ts';
import { instantOf, MINUTE } from '../../src/calendar/time.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import { imapServerOf } from '../../src/mailbox/imap-url.ts';
import { captureTransport } from '../../src/post/server/capture.ts';
import { logTo } from '../../src/settings/log.ts';
import { readMail } from '../../src/worker/read-mail.ts';
import { warsaw } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules } from '../support/policy.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

test('a mailbox that cannot be read for a quarter of an hour is an alarm, since it first failed', async () => {
  const began = warsaw('2026-11-26 10:00');
  // Each failure is heard ten minutes after the one before.
  let failures = 0;
  const now = () => instantOf(began + failures * 10 * MINUTE);
  const stop = new AbortController();
  const signals = new Signals('worker-a');
  const seen: number[] = [];
  const error = () => {
    seen.push(signals.seen().length);
    failures++;
    if (failures === 3) stop.abort();
  };
  await readMail(
    {
      inbox: imapServerOf({ imap: { url: 'imap://ola:secret@127.0.0.1:1', password: null } }),
      databases,
      rules: rules(),
      clock: { now },
      log: Object.assign(logTo('silent'), { error }),
      vitals: new Vitals(),
      signal: stop.signal,
      transport: captureTransport('/nowhere'),
    },
    { came: false },
    signals,
  );
  expect(seen, 'neither at once nor after ten minutes').toEqual([0, 0, 1]);
  expect(signals.seen()).toMatchObject([
    { code: 'mailbox_unread', subject: '127.0.0.1:1', since: began, holder: 'worker-a' },
  ]);
});
