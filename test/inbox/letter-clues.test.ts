import { describe, expect, test } from 'vitest';
import { judgeMail } from '../../src/inbox/judge-mail.ts';
import { letterClues } from '../../src/inbox/letter-clues.ts';
import { mailKey } from '../../src/inbox/mail-key.ts';
import { parseMail } from '../../src/mailbox/parse-mail.ts';
import { testTags, withTags } from '../support/tagged.ts';
import { aMail, aStatusReport } from './mails.ts';

const NOTHING = { letterIds: [], messageIds: [] };

async function clues(raw: string) {
  const mail = await parseMail(Buffer.from(raw));
  return letterClues(mail, judgeMail(mail), testTags);
}
async function key(raw: string): Promise<string> {
  return mailKey(await parseMail(Buffer.from(raw)), Buffer.from(raw));
}

describe('what a mail says of its letter', () => {
  test('the address that it came back to, the Message-ID of what came back, and whom that went to', async () => {
    expect(
      await clues(aStatusReport('Final-Recipient: rfc822; Anna@customer.example\nAction: failed\n')),
    ).toMatchObject({
      proven: NOTHING,
      named: { letterIds: ['abc123'], messageIds: ['<abc123@nowak.example>'] },
      address: 'anna@customer.example',
    });
    const tagged = withTags(
      aStatusReport('Final-Recipient: rfc822; anna@customer.example\nAction: failed\n'),
      testTags,
    );
    expect(await clues(tagged)).toMatchObject({
      proven: { letterIds: ['abc123'], messageIds: ['<abc123@nowak.example>'] },
      named: NOTHING,
    });
  });

  test('also where the server changed the case, or kept the address in another header', async () => {
    const passedOn = aMail(
      { 'Delivered-To': 'KONTAKT+BOUNCE-00FF@NOWAK.EXAMPLE', 'X-Original-To': 'a+bounce-11ee@b.example' },
      'x',
    );
    expect((await clues(passedOn)).named.letterIds).toEqual(['00ff', '11ee']);
  });

  test('a reply names what it answers, the nearest first, and what it quotes is no clue', async () => {
    const reply = aMail(
      { 'In-Reply-To': '<b@nowak.example>', References: '<a@nowak.example> <b@nowak.example>' },
      'Thank you.\n\n> See <c@nowak.example>, Message-ID: <d@nowak.example>',
    );
    expect(await clues(reply)).toMatchObject({
      named: { letterIds: [], messageIds: ['<b@nowak.example>', '<a@nowak.example>'] },
      address: 'anna@customer.example',
    });
  });

  test('is bounded, whatever is written', async () => {
    const many = aMail({ To: 'a+bounce-1@b.example, '.repeat(300) }, 'Message-ID: <x@y>\n'.repeat(9000));
    const { letterIds, messageIds } = (await clues(many)).named;
    expect(letterIds.length + messageIds.length).toBeLessThanOrEqual(100);
  });
});

describe('the key of a mail', () => {
  const mail = aMail({}, 'one');

  test('is that of its Message-ID, sender, recipient and date: the way that it came does not matter', async () => {
    expect(await key(`Received: from a by b\r\n${mail}`)).toBe(await key(mail));
    expect(await key(mail.replace('one', 'one, with a footer of a list'))).toBe(await key(mail));
    expect(await key(mail.replace('To: kontakt@', 'To: kontakt+bounce-1@'))).not.toBe(await key(mail));
    expect(await key(mail.replace('10:00:00', '10:00:01'))).not.toBe(await key(mail));
  });

  test('is that of all of it where it has none, or cannot be parsed', async () => {
    const nameless = mail.replace(/Message-ID:.*\r\n/, '');
    expect(await key(nameless)).toBe(await key(nameless));
    expect(await key(nameless)).not.toBe(await key(nameless.replace('one', 'two')));
    expect(mailKey(null, Buffer.from('a'))).not.toBe(mailKey(null, Buffer.from('b')));
  });
});
