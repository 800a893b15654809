import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import { ALL_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { mailOf, offersOf, type ReplyWays } from '../../../src/post/letter/mail.ts';
import { samplesOf, sourceOf, template } from '../../letters/letters.ts';
import { rules } from '../../support/builders.ts';
import { wrongDates } from '../../support/rfc5322-date.ts';
import { testTags } from '../../support/tagged.ts';

/* "Your letters are in my spam folder, and my mail program shows no date." */
const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
const ways: ReplyWays = { tags: testTags, mailbox: 'read by tag' };
const company = {
  ...rules().company,
  from: {
    name: 'Pracownia Żółć i Synowie, spółka z ograniczoną odpowiedzialnością',
    address: 'kontakt@nowak.example',
  },
};
const id = '0123456789abcdef';

/** RFC 5322 section 3 and RFC 2369, as far as our headers go. */
const GRAMMAR: Readonly<Record<string, RegExp>> = {
  'message-id': /^<[0-9a-z.]+@[a-z.]+>$/,
  'in-reply-to': /^<[0-9a-z.]+@[a-z.]+>$/,
  references: /^<[^<>\s]+>( <[^<>\s]+>)*$/,
  'auto-submitted': /^auto-generated$/,
  'x-auto-response-suppress': /^DR, RN, NRN, OOF, AutoReply$/,
  'content-language': /^[a-z]{2,3}$/,
  'feedback-id': /^[\w-]+:[\w-]+:[\w-]+:[\w-]{1,15}$/,
  'mime-version': /^1\.0$/,
  'content-type': /^multipart\/alternative; boundary="[^"]{1,70}"$/,
};

async function written(letter: (typeof ALL_LETTERS)[number], language: string): Promise<string> {
  const compiled = await template(letter, language);
  const [sample] = await samplesOf(await sourceOf(letter, language));
  if (!sample) throw new Error(`no sample of ${letter}`);
  const { facts } = sample;
  const rendered = compiled.render(
    facts,
    offersOf({ id: id as never, audience: 'customer', facts }, company, ways),
  );
  const mail = mailOf(
    {
      id,
      audience: 'customer',
      kind: letter,
      language,
      to: { name: 'Żaneta "Zuza" Gęś; sp. k.', address: 'zuza@customer.example' },
      replyTo: { name: 'Анна Сергеевна Иванова-Константинопольская', address: 'anna@nowak.example' },
      subject: rendered.subject,
      messageId: '<abc123@nowak.example>',
      inReplyTo: '<first@nowak.example>',
      references: ['<first@nowak.example>', '<second@nowak.example>'],
      firstAttemptAt: instantOf(Date.parse('2026-11-26T09:10:00Z')),
    },
    rendered,
    company,
    ways,
  );
  const { message } = await composer.sendMail(mail);
  return message.toString('latin1');
}

describe.each(['en', 'pl', 'ru', 'de'])('in %s', (language) => {
  test.each(ALL_LETTERS)(
    '%s is a mail that two other parsers read alike, and each header is one of its RFC',
    async (letter) => {
      const raw = await written(letter, language);
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(wrongDates(raw)).toEqual([]);
      // RFC 5322 2.1.1: 998 at most, 78 wished for; ASCII alone (RFC 2047), and no bare line feed.
      for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
      for (const line of head.split('\r\n')) {
        expect(line.length, line).toBeLessThanOrEqual(120);
        expect(line).toMatch(/^[\x20-\x7e\t]+$/);
      }
      expect(raw).not.toMatch(/[^\r]\n/);
      const bytes = Buffer.from(raw, 'latin1');
      const [one, other] = await Promise.all([simpleParser(bytes), PostalMime.parse(bytes)]);
      expect(other.subject).toBe(one.subject);
      expect(other.from).toMatchObject({ name: company.from.name, address: company.from.address });
      expect(one.from?.value).toMatchObject([{ name: company.from.name, address: company.from.address }]);
      expect(other.to).toMatchObject([
        { name: 'Żaneta "Zuza" Gęś; sp. k.', address: 'zuza@customer.example' },
      ]);
      expect(other.replyTo).toMatchObject([{ name: 'Анна Сергеевна Иванова-Константинопольская' }]);
      expect(other.messageId).toBe(one.messageId);
      expect(new Date(other.date ?? '').getTime()).toBe(one.date?.getTime());
      expect(other.text?.trim()).toBe(one.text?.trim());
      expect(other.html?.trim()).toBe(String(one.html).trim());
      for (const { key, value } of other.headers) {
        const grammar = GRAMMAR[key];
        if (grammar) expect(value, key).toMatch(grammar);
        expect(['return-path', 'bcc', 'x-mailer']).not.toContain(key);
      }
      expect(other.headers.map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(GRAMMAR)));
    },
  );
});
