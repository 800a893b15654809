import { describe, expect, test } from 'vitest';
import { aMail, aNotice, aStatusReport, judged } from './mails.ts';
import { WORDED_AS_MACHINES } from './worded-as-machines.ts';

const OUR_LETTER = '<abc123@nowak.example>';

describe('an answer to a letter of ours is a reply, whatever its words', () => {
  test.each(WORDED_AS_MACHINES)('%s: %s: %s', async (_language, Subject, words) => {
    for (const named of [
      { 'In-Reply-To': OUR_LETTER },
      { References: `<0@elsewhere.example> ${OUR_LETTER}` },
    ])
      expect(await judged(aMail({ Subject, ...named }, words))).toMatchObject({
        kind: 'reply',
        recipient: 'anna@customer.example',
      });
    // And so is what answers nothing of ours: words make a machine only where there are no others.
    expect((await judged(aMail({ Subject }, words))).kind).toBe('reply');
  });
});

describe('but a machine is known by more than words', () => {
  const [, Subject, words] = WORDED_AS_MACHINES[1] ?? ['', '', ''];
  test.each<[string, Record<string, string>]>([
    ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied' }],
    ['X-Autoreply', { 'X-Autoreply': 'yes' }],
    ['X-Auto-Response of its own kind', { 'X-Autorespond': 'Re: Your order 1042' }],
    ['Precedence', { Precedence: 'auto_reply' }],
    ['the null sender', { 'Return-Path': '<>' }],
    ['a sender that takes no replies', { From: 'no-reply@customer.example' }],
  ])('by %s', async (_what, headers) => {
    const mail = aMail({ Subject, 'In-Reply-To': OUR_LETTER, ...headers }, words);
    expect((await judged(mail)).kind).toBe('auto_reply');
  });

  test('by the structure of a report', async () => {
    const report = aStatusReport(
      'Final-Recipient: rfc822;anna@customer.example\nAction: failed\nStatus: 5.1.1\n',
    );
    expect((await judged(report.replace('Subject:', `In-Reply-To: ${OUR_LETTER}\r\nSubject:`))).kind).toBe(
      'bounce_hard',
    );
  });

  test('a mail system that says in words that it came back is a bounce, and what else it says waits for a person', async () => {
    const by = (body: string) =>
      judged(aNotice(body, { 'In-Reply-To': OUR_LETTER, Subject: 'Re: Your order' }));
    expect((await by('550 5.1.1 <anna@customer.example>: user unknown')).kind).toBe('bounce_hard');
    expect((await by(words)).kind).toBe('unknown');
  });

  test('and Auto-Submitted: no is the word of a person', async () => {
    const mail = aMail({ Subject, 'In-Reply-To': OUR_LETTER, 'Auto-Submitted': 'no' }, words);
    expect((await judged(mail)).kind).toBe('reply');
  });
});
