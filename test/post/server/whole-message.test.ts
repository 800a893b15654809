import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { describe, expect, it } from 'vitest';
import { inOnePiece, wholeMessage } from '../../../src/post/server/whole-message.ts';

const letter = (parts: object) => ({
  from: { name: 'Żółta Nić', address: 'krawiec@nic.example' },
  to: { name: 'Анна Жукова', address: 'anna@example.org' },
  subject: 'Twój garnitur czeka na guziki, które są w drodze z Łodzi i będą u nas w piątek',
  date: '2026-11-20T09:00:00Z',
  messageId: '<one@nic.example>',
  references: ['<a@nic.example>', '<b@nic.example>'],
  headers: { 'Auto-Submitted': 'auto-generated' },
  baseBoundary: 'letter1',
  ...parts,
});

/** What we write, and what nodemailer's own streams write; RFC 2045 section 6.7: a soft line break says nothing. */
async function both(parts: object): Promise<[string | undefined, string]> {
  const ours = wholeMessage(new MailComposer(letter(parts)).compile());
  const theirs = await new MailComposer(letter(parts)).compile().build();
  const hard = (bytes: Buffer) => bytes.toString('latin1').replaceAll('=\r\n', '');
  return [ours === null ? undefined : hard(ours), hard(theirs)];
}

describe('a message in one piece', () => {
  it.each([
    ['plain text alone', { text: 'Your suit is ready.\r\n' }],
    ['without a line end', { text: 'Your suit is ready.' }],
    ['nothing at all', { text: '' }],
    ['lines that begin with a dot, and lone CR and LF', { text: '.\r\n..\n.a\r.b', html: '<p>\n.\n</p>' }],
    ['Polish', { text: 'Dzień dobry, guziki są w drodze.  \r\n\t', html: '<p>Dzień dobry</p>' }],
    ['Russian, which goes as base64', { text: 'Пуговицы уже в пути. '.repeat(40), html: '<b>Пуговицы</b>' }],
    ['long lines', { text: 'word '.repeat(400), html: `<p>${'a'.repeat(5_000)}</p>` }],
    ['more than a slice of the encoder', { text: 'x', html: 'zażółć gęślą jaźń '.repeat(9_000) }],
  ])('has the bytes that nodemailer would stream: %s', async (_name, parts) => {
    const [ours, theirs] = await both(parts);
    expect(ours).toBe(theirs);
  });

  it('has them whatever a customer is called and whatever a letter says', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, async (subject, plain, html) => {
        const [ours, theirs] = await both({ subject, text: plain, html });
        expect(ours).toBe(theirs);
      }),
      { numRuns: 100 },
    );
  });

  it('is left to the streams when a part is not text in memory', () => {
    const compiled = new MailComposer(letter({ text: 'x', html: Buffer.from('<p>x</p>') })).compile();
    expect(wholeMessage(compiled)).toBeNull();
  });

  it('tells whether it was read', async () => {
    const stream = inOnePiece(Buffer.from('one letter'));
    expect(stream.readableDidRead).toBe(false);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map(String)).toEqual(['one letter']);
    expect(stream.readableDidRead).toBe(true);
  });
});
