import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../../src/calendar/time.ts';
import { fixedClock } from '../../../src/clock.ts';
import { settle } from '../../../src/ledger/letter-states/settled.ts';
import { letterInFull } from '../../../src/ledger/letters/letter-in-full.ts';
import { packed, unpacked } from '../../../src/ledger/letters/said-words.ts';
import { wordsAsSent } from '../../../src/post/letter/words-as-sent.ts';
import { claim } from '../../../src/post/queue/claim.ts';
import { deliver } from '../../../src/post/queue/deliver.ts';
import { smtpTransport } from '../../../src/post/server/smtp.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { asWritten, deliveryRules, quiet } from '../../support/delivery.ts';
import { type MailServer, mailServer } from '../../support/mail-server.ts';
import { at, putLetters, storeTemplate, templateSource } from '../../support/outbox.ts';

const anything = fc.string({ unit: 'grapheme' });

test('words come out as they went in, whatever they are', () => {
  const words = fc.record({
    subject: anything,
    preheader: anything,
    html: anything,
    text: anything,
    lang: anything,
  });
  fc.assert(
    fc.property(words, (said) => {
      expect(unpacked(packed(said))).toEqual(said);
    }),
  );
});

describe('what a letter said when it was submitted', () => {
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

  async function run() {
    const transport = smtpTransport(server.url, { connections: 2 });
    try {
      return await deliver({
        databases,
        rules: deliveryRules(),
        clock: fixedClock(at('09:10')),
        transport,
        recipients: asWritten,
        lastLook: () => Promise.reject(new Error('nobody should look again')),
        once: true,
        signal: new AbortController().signal,
        log: quiet,
      });
    } finally {
      transport.close();
    }
  }
  const pool = () => databases.ledgerPool;
  const shown = async (id: string) => {
    const letter = await letterInFull(pool(), id);
    if (!letter) throw new Error(`there is no letter ${id}`);
    return wordsAsSent(pool(), letter);
  };
  /** As if a later build could not read the phrases that all letters were written with. */
  const upgraded = async () => {
    const version = await storeTemplate(pool(), { ...templateSource, phrases: 'subject: [unclosed' });
    await pool().query('update letters set template_version = $1', [version]);
  };
  const keptOf = async () =>
    (await pool().query<{ id: string }>('select letter_id as id from letter_words order by 1')).rows.map(
      ({ id }) => id,
    );

  test('is shown by a later build that cannot read its template any more', async () => {
    await putLetters(pool(), [{ id: 'suit', subject: 'Your wedding suit: Tuesday' }, { id: 'coat' }]);
    server.behave = (to) => (to.includes('coat') ? { atRecipient: '450 4.2.0 greylisted' } : {});
    await run();
    await upgraded();
    const mail = server.taken[0]?.mail;
    expect(await shown('suit')).toMatchObject({
      words: { subject: 'Your wedding suit: Tuesday', html: mail?.html, lang: 'en' },
    });
    expect(await shown('coat'), 'nobody has it yet').toMatchObject({ broken: expect.any(String) });
    expect(await keptOf()).toEqual(['suit']);
  });

  test('is not kept of letters to people of the company', async () => {
    await putLetters(pool(), [{ id: 'colleague', audience: 'staff' }]);
    expect(await run()).toMatchObject({ submitted: 1 });
    expect(await keptOf()).toEqual([]);
    expect(await shown('colleague')).toMatchObject({ words: { subject: expect.any(String) } });
  });

  test('is kept by whoever holds the letter, and never said anew', async () => {
    await putLetters(pool(), [{ id: 'a' }, { id: 'b' }]);
    const lease = { holder: 'w', until: at('09:20') };
    const { letters } = await claim(pool(), 'plain', lease, at('09:10'), { limit: 2, lookAfter: DAY });
    const saying = (text: string) =>
      letters.map(({ id }) => ({
        ...({ id, status: 'submitted', reason: '250 ok', dueAt: null, attempted: true, task: null } as const),
        said: packed({
          subject: id,
          preheader: '',
          html: `<p>${text}</p>`,
          text: `${text} ${id}`,
          lang: 'en',
        }),
      }));
    expect(await settle(pool(), 'somebody else', saying('stolen'), at('09:11'))).toBe(0);
    expect(await keptOf()).toEqual([]);
    expect(await settle(pool(), 'w', saying('good morning'), at('09:12'))).toBe(2);
    expect(await settle(pool(), 'w', saying('good evening'), at('09:13'))).toBe(0);
    for (const id of ['a', 'b'])
      expect(await shown(id)).toMatchObject({ words: { subject: id, text: `good morning ${id}` } });
  });

  test('goes with its letter, and when its letter is emptied', async () => {
    await putLetters(pool(), [{ id: 'emptied' }, { id: 'gone' }, { id: 'stays' }]);
    await run();
    await pool().query(
      "update letters set emptied_at = now(), facts = '{}', subject = '' where id = 'emptied'",
    );
    await pool().query("delete from letters where id = 'gone'");
    expect(await keptOf()).toEqual(['stays']);
    expect(await shown('emptied')).toEqual({ emptied: expect.any(Date) });
  });
});
