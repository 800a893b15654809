import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, instantOf, MINUTE } from '../../../src/calendar/time.ts';
import { fixedClock } from '../../../src/clock.ts';
import { openPause, pause, resume } from '../../../src/ledger/rounds/pauses.ts';
import type { ClaimedLetter } from '../../../src/post/letter/claimed-letter.ts';
import { deliver } from '../../../src/post/queue/deliver.ts';
import type { LookedAgain } from '../../../src/post/queue/triage.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { asWritten, deliveryRules, quiet } from '../../support/delivery.ts';
import { type MailServer, mailServer, takingAtOnce } from '../../support/mail-server.ts';
import { at, letterRow, putLetters, statuses, storeTemplate, templateSource } from '../../support/outbox.ts';
import { untagged } from '../../support/tagged.ts';

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

interface Run {
  readonly now?: Instant;
  readonly lastLook?: (letters: readonly ClaimedLetter[]) => Promise<Map<ClaimedLetter['id'], LookedAgain>>;
  readonly url?: string;
  readonly answerWithin?: number;
  readonly perMinute?: number;
  readonly perDomain?: ReadonlyMap<string, number>;
  readonly onFallBack?: (template: string) => void;
  readonly onRelay?: (why: string | null) => void;
  readonly signal?: AbortSignal;
  readonly once?: boolean;
  readonly onProgress?: () => void;
}

async function run(options: Run = {}) {
  const transport = smtpTransport(options.url ?? server.url, {
    connections: 2,
    ...(options.answerWithin && { answerWithin: options.answerWithin }),
  });
  try {
    return await deliver({
      databases,
      rules: deliveryRules({
        perMinute: options.perMinute ?? 1_000_000,
        perDomain: options.perDomain ?? new Map(),
      }),
      clock: fixedClock(options.now ?? at('09:10')),
      transport,
      recipients: asWritten,
      lastLook: options.lastLook ?? (() => Promise.reject(new Error('nobody should look again'))),
      once: options.once ?? true,
      signal: options.signal ?? new AbortController().signal,
      log: quiet,
      ...(options.onFallBack && { onFallBack: options.onFallBack }),
      ...(options.onRelay && { onRelay: options.onRelay }),
      ...(options.onProgress && { onProgress: options.onProgress }),
    });
  } finally {
    transport.close();
  }
}

test('what is due is sent once, oldest first; every timestamp comes from the clock', async () => {
  await putLetters(databases.ledgerPool, [
    { id: 'a', decidedAt: at('09:05') },
    { id: 'b' },
    { id: 'later', decidedAt: at('09:30') },
  ]);
  expect(await run()).toMatchObject({ claimed: 2, submitted: 2, paused: null, relayFault: null });
  expect(server.taken.map(({ mail }) => untagged(mail.messageId))).toEqual([
    '<b@nowak.example>',
    '<a@nowak.example>',
  ]);
  const row = await letterRow(databases.ledgerPool, 'a');
  expect(row).toMatchObject({
    status: 'submitted',
    attempts: 1,
    submitted_at: new Date(at('09:10')),
    leased_by: null,
  });
  expect(row.status_reason).toMatch(/^250 /);
  expect(await run()).toMatchObject({ claimed: 0, submitted: 0 });
  expect(server.taken).toHaveLength(2);
});

test('4xx: again later, with the same Message-ID and the same Date', async () => {
  await putLetters(databases.ledgerPool, [{ id: 'a' }]);
  server.behave = () => ({ atRecipient: '450 4.2.0 greylisted, come back' });
  expect(await run()).toMatchObject({ retry: 1, relayFault: null });
  const waiting = await letterRow(databases.ledgerPool, 'a');
  expect(waiting).toMatchObject({ status: 'retry', attempts: 1 });
  expect(waiting.status_reason).toContain('greylisted');
  expect(waiting.due_at.getTime()).toBeGreaterThan(at('09:10'));
  expect(waiting.due_at.getTime()).toBeLessThanOrEqual(at('09:11'));

  server.behave = () => ({ afterMessage: '451 4.3.0 queue full' });
  await run({ now: at('09:12') });
  expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({ status: 'retry', attempts: 2 });
  server.behave = () => ({});
  expect(await run({ now: at('09:20') })).toMatchObject({ submitted: 1 });
  expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({ status: 'submitted', attempts: 3 });
  const [first, second] = server.received;
  expect(untagged(second?.mail.messageId)).toBe('<a@nowak.example>');
  const afterTrace = (raw: Buffer | undefined) =>
    raw?.toString().replace(/^(Received:.*\r\n(\s.*\r\n)*)*/, '');
  expect(afterTrace(second?.raw)).toBe(afterTrace(first?.raw));
  expect(second?.mail.date).toEqual(new Date(at('09:10')));
});

test('550 for the recipient: refused for good, and a person calls the customer', async () => {
  await putLetters(databases.ledgerPool, [
    { id: 'a', customerId: 'C7' },
    { id: 'b' },
    { id: 's', audience: 'staff' },
  ]);
  server.behave = (to) => (to.includes('zofia.b') ? {} : { atRecipient: '550 5.1.1 no such user' });
  expect(await run()).toMatchObject({ refused: 2, submitted: 1 });
  const { rows } = await databases.ledgerPool.query('select * from tasks');
  expect(rows).toMatchObject([
    {
      key: 'case-C7/call-customer/a',
      kind: 'call-customer',
      for_person: 'P1',
      customer_id: 'C7',
      case_id: 'case-C7',
      untold: true,
    },
  ]);
  expect(rows[0].why).toBe('address_refused');
  expect((await letterRow(databases.ledgerPool, 'a')).status_reason).toContain('no such user');
  expect(rows[0].created_at).toEqual(new Date(at('09:10')));
  expect(await run({ now: at('12:00') })).toMatchObject({ claimed: 0 });
});

test('an address that cannot be one is refused before the server sees it', async () => {
  await putLetters(databases.ledgerPool, [
    { id: 'a', toAddress: 'zofia@x.example>\r\nRCPT TO:<all@x.example' },
  ]);
  expect(await run()).toMatchObject({ refused: 1 });
  expect(server.received).toHaveLength(0);
  expect((await databases.ledgerPool.query('select key from tasks')).rows).toHaveLength(1);
});

describe('the line is cut after the message', () => {
  test('uncertain, sent once more with the same Message-ID, then left to a person', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'a' }]);
    server.behave = () => ({ cutAfterMessage: true });
    expect(await run()).toMatchObject({ uncertain: 1, retry: 0 });
    expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({
      status: 'uncertain',
      uncertain_count: 1,
    });
    expect(await run({ now: at('09:15') }), 'not before its waiting time is over').toMatchObject({
      claimed: 0,
    });

    expect(await run({ now: at('09:30') })).toMatchObject({ uncertain: 1 });
    expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({
      status: 'uncertain',
      uncertain_count: 2,
    });
    expect(await run({ now: at('23:00') })).toMatchObject({ claimed: 0 });
    expect(server.received.map(({ mail }) => untagged(mail.messageId))).toEqual([
      '<a@nowak.example>',
      '<a@nowak.example>',
    ]);
  });

  test('the second attempt may succeed', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'a' }]);
    server.behave = () => ({ cutAfterMessage: true });
    await run();
    server.behave = () => ({});
    expect(await run({ now: at('09:30') })).toMatchObject({ submitted: 1 });
    expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({
      status: 'submitted',
      uncertain_count: 1,
    });
  });

  test('an uncertain reminder is never sent again', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'r', kind: 'reminder-friendly' }]);
    server.behave = () => ({ cutAfterMessage: true });
    // It is judged again when it is claimed, as every reminder is.
    const lastLook: Run['lastLook'] = async (letters) =>
      new Map(letters.map(({ id }) => [id, { still: true }]));
    await run({ lastLook });
    expect(await run({ now: at('20:00'), lastLook })).toMatchObject({ claimed: 0 });
    expect(await letterRow(databases.ledgerPool, 'r')).toMatchObject({ status: 'uncertain' });
  });

  test('a server that never answers leaves it uncertain', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'a' }]);
    let giveUp: () => void = () => undefined;
    const given = new Promise<void>((resolve) => {
      giveUp = resolve;
    });
    server.behave = () => ({ until: given });
    // It answers everything before in time, also on a busy machine.
    expect(await run({ answerWithin: 4_000 })).toMatchObject({ uncertain: 1 });
    giveUp();
  });
});

test('a reminder is judged again as it is claimed, however fresh: what is no longer right never leaves', async () => {
  await putLetters(databases.ledgerPool, [
    { id: 'paid', kind: 'reminder-plain' },
    { id: 'owed', kind: 'reminder-plain' },
  ]);
  const lastLook: Run['lastLook'] = async (letters) =>
    new Map(letters.map(({ id }) => [id, id === 'paid' ? { still: false, why: 'paid' } : { still: true }]));
  expect(await run({ lastLook })).toMatchObject({ claimed: 2, submitted: 1, withdrawn: 1 });
  expect(await letterRow(databases.ledgerPool, 'paid')).toMatchObject({ status: 'withdrawn', attempts: 0 });
});

test('reminders that nobody can judge wait, and are not sent', async () => {
  await putLetters(databases.ledgerPool, [{ id: 'r', kind: 'reminder-plain' }]);
  expect(await run()).toMatchObject({ submitted: 0, retry: 1 });
});

test('a dead server: nothing is lost, few attempts are spent, and it says so', async () => {
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: 60 }, (_, n) => ({ id: `l${n}` })),
  );
  const url = server.url;
  await server.close();
  const report = await run({ url });
  expect(report.relayFault).toMatch(/ECONNREFUSED/);
  expect(report.retry + report.returned).toBe(60);
  expect(report.retry).toBeLessThan(10);
  expect((await statuses(databases.ledgerPool)).sending).toBeUndefined();
  const { rows } = await databases.ledgerPool.query(
    `select count(*)::integer as n from letters where status = 'queued' and attempts = 0 and first_attempt_at is null`,
  );
  expect(rows).toEqual([{ n: report.returned }]);
});

test('too old: expired, not sent', async () => {
  await putLetters(databases.ledgerPool, [{ id: 'a' }]);
  expect(await run({ now: instantOf(at('09:00') + 3 * DAY + 1) })).toMatchObject({ expired: 1 });
  expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({ status: 'expired', attempts: 0 });
  expect(server.received).toHaveLength(0);
});

test('a pause sends nothing and says why; after it, all goes', async () => {
  await putLetters(databases.ledgerPool, [{ id: 'a' }]);
  expect(await pause(databases.ledgerPool, at('09:01'), 'stocktaking', 'Ola')).toBe(true);
  expect(await pause(databases.ledgerPool, at('09:02'), 'again', 'Jan')).toBe(false);
  expect(await run()).toMatchObject({ claimed: 0, paused: 'stocktaking' });
  expect(await letterRow(databases.ledgerPool, 'a')).toMatchObject({ status: 'queued', attempts: 0 });
  expect(await resume(databases.ledgerPool, at('09:20'), 'Ola')).toMatchObject({
    why: 'stocktaking',
    by: 'Ola',
  });
  expect(await openPause(databases.ledgerPool)).toBeNull();
  expect(await run()).toMatchObject({ submitted: 1, paused: null });
});

describe('a template that fails', () => {
  const breaking = {
    ...templateSource,
    template: templateSource.template.replace('</mj-text>', '{{ nonsense }}</mj-text>'),
  };

  test('its letters go in the words of the last good version, and name that one from then on', async () => {
    const pool = databases.ledgerPool;
    const versions = [
      await storeTemplate(pool, breaking),
      await storeTemplate(pool, {
        ...templateSource,
        template: templateSource.template.replace('</mj-text>', ''),
      }),
    ];
    await putLetters(pool, [
      { id: 'x', templateVersion: versions[0] ?? '' },
      { id: 'y', templateVersion: versions[1] ?? '' },
      { id: 'z' },
    ]);
    const heard: string[] = [];
    expect(await run({ onFallBack: (template) => heard.push(template) })).toMatchObject({
      submitted: 3,
      held: 0,
    });
    expect(heard).toEqual(['en/late', 'en/late']);
    const { rows } = await pool.query('select distinct template_version from letters');
    expect(rows).toEqual([{ template_version: await storeTemplate(pool) }]);
  });

  test('where no version can say it, its letters are held with the reason, and the others go', async () => {
    const broken = {
      ...breaking,
      // No letter of this language was ever written with another version, none is shipped, and nothing says what it never says.
      language: 'cs',
    };
    const unparsed = {
      ...templateSource,
      language: 'cs',
      template: templateSource.template.replace('</mj-text>', ''),
    };
    const versions = [
      await storeTemplate(databases.ledgerPool, broken),
      await storeTemplate(databases.ledgerPool, unparsed),
    ];
    await putLetters(databases.ledgerPool, [
      { id: 'x', language: 'cs', templateVersion: versions[0] ?? '' },
      { id: 'y', language: 'cs', templateVersion: versions[1] ?? '' },
      { id: 'z' },
    ]);
    expect(await run()).toMatchObject({ held: 2, submitted: 1 });
    const row = await letterRow(databases.ledgerPool, 'x');
    expect(row).toMatchObject({ status: 'held', attempts: 0 });
    expect(row.status_reason).toContain('cs/safety.yaml');
  });
});

describe('last look', () => {
  const nextMorning = instantOf(at('09:00') + 23 * HOUR);

  test('an old letter is decided again: withdrawn when it is no longer true, sent when it is', async () => {
    await putLetters(databases.ledgerPool, [
      { id: 'shipped' },
      { id: 'still' },
      { id: 's', audience: 'staff' },
    ]);
    const seen: string[] = [];
    const report = await run({
      now: nextMorning,
      lastLook: async (letters) => {
        seen.push(...letters.map(({ id }) => id));
        return new Map(
          letters.map(({ id }): [ClaimedLetter['id'], LookedAgain] => [
            id,
            String(id) === 'shipped' ? { still: false, why: 'the order shipped at dawn' } : { still: true },
          ]),
        );
      },
    });
    expect(seen.sort()).toEqual(['shipped', 'still']);
    expect(report).toMatchObject({ withdrawn: 1, submitted: 2 });
    expect(await letterRow(databases.ledgerPool, 'shipped')).toMatchObject({
      status: 'withdrawn',
      status_reason: 'the order shipped at dawn',
      attempts: 0,
    });
  });

  test('a fresh letter is not looked at again', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'a' }]);
    expect(await run({ now: instantOf(at('09:00') + 15 * MINUTE) })).toMatchObject({ submitted: 1 });
  });

  test('when nobody can look, the letter waits; it is never sent unlooked', async () => {
    await putLetters(databases.ledgerPool, [{ id: 'a' }, { id: 'b' }]);
    expect(await run({ now: nextMorning })).toMatchObject({ submitted: 0, retry: 2 });
    expect(await run({ now: instantOf(nextMorning + HOUR), lastLook: async () => new Map() })).toMatchObject({
      submitted: 0,
      retry: 2,
    });
    expect(server.received).toHaveLength(0);
  });
});

test('stopping finishes what is under way and gives the rest back untouched', async () => {
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: 150 }, (_, n) => ({ id: `l${n}` })),
  );
  const stop = new AbortController();
  // It answers one, and the others that are under way once that one is settled.
  server.behave = takingAtOnce(1, once(stop.signal, 'abort'));
  const report = await run({ once: false, signal: stop.signal, onProgress: () => stop.abort() });
  expect(report.submitted).toBeGreaterThan(0);
  expect(report.submitted).toBeLessThan(150);
  expect(report.submitted + report.returned).toBe(report.claimed);
  const left = await statuses(databases.ledgerPool);
  expect(left).toEqual({ submitted: server.taken.length, queued: 150 - server.taken.length });
});

test('the pace of the policy holds', async () => {
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: 6 }, (_, n) => ({ id: `l${n}` })),
  );
  const begun = performance.now();
  expect(await run({ perMinute: 120 })).toMatchObject({ submitted: 6 });
  // Two at once (a second's worth), then one each half second.
  expect(performance.now() - begun).toBeGreaterThan(1_900);
});

test('a domain that had its share waits in the queue, holds up nobody, and its letters count no attempt', async () => {
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: 4 }, (_, n) => ({ id: `slow${n}`, toAddress: `c${n}@slow.example` })),
  );
  await putLetters(databases.ledgerPool, [{ id: 'quick', toAddress: 'c@quick.example' }]);
  const perDomain = new Map([['slow.example', 60]]);
  expect(await run({ perDomain })).toMatchObject({ submitted: 2, returned: 3, retry: 0 });
  const { rows } = await databases.ledgerPool.query(
    "select attempts, due_at from letters where status = 'queued' order by due_at",
  );
  const seconds = rows.map(({ due_at }) => Math.round((due_at.getTime() - at('09:10')) / 1_000));
  expect(rows.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  expect(seconds).toEqual([1, 2, 3]);
  expect(await run({ perDomain, now: at('09:11') })).toMatchObject({ submitted: 1, returned: 2 });
});

test('letters without a usable address say nothing of the server: a dead one is left alone all the same', async () => {
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: 40 }, (_, n) => ({
      id: `l${String(n).padStart(2, '0')}`,
      ...(n % 2 === 0 && { toAddress: 'no address' }),
    })),
  );
  const url = server.url;
  await server.close();
  const report = await run({ url });
  // Two connections with two lanes each, and what was under way.
  expect(report.retry).toBeLessThan(9);
  expect(report.returned).toBeGreaterThan(15);
});

test('a server that hangs up after every letter is left alone before many are uncertain', async () => {
  server.behave = () => ({ cutAfterMessage: true });
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: 30 }, (_, n) => ({ id: `l${n}` })),
  );
  const heard: (string | null)[] = [];
  const report = await run({ onRelay: (why) => heard.push(why) });
  // Two connections with two lanes each.
  expect(report.uncertain).toBeGreaterThanOrEqual(4);
  expect(report.uncertain).toBeLessThan(9);
  expect(report.uncertain + report.returned).toBe(report.claimed);
  expect(heard).toEqual([expect.any(String)]);
});

test('a server that refuses us is left alone before it refuses all that waits', async () => {
  server.behave = () => ({ atRecipient: '554 5.7.1 Relay access denied' });
  await putLetters(
    databases.ledgerPool,
    Array.from({ length: 40 }, (_, n) => ({ id: `l${n}` })),
  );
  const heard: (string | null)[] = [];
  const report = await run({ onRelay: (why) => heard.push(why) });
  expect(report.refused).toBeGreaterThanOrEqual(4);
  expect(report.refused).toBeLessThan(9);
  expect(report.refused + report.returned).toBe(report.claimed);
  expect(heard).toEqual([expect.stringContaining('Relay access denied')]);
  // Not the customers' fault: nobody is asked to call them.
  expect((await databases.ledgerPool.query('select key from tasks')).rows).toEqual([]);
});
