import { describe, expect, test } from 'vitest';
import type { ReminderFacts } from '../../../src/letters/facts/reminder-facts.ts';
import { template } from '../letters.ts';
import { aCall, anInvoice, aRecord, pln, reminder } from '../money.ts';

const LANGUAGES = ['en', 'pl', 'ru', 'de'];
const TONES = ['reminder-friendly', 'reminder-plain', 'reminder-firm', 'reminder-formal'] as const;

async function text(
  letter: ReminderFacts['letter'],
  differing: Partial<ReminderFacts> = {},
  language = 'en',
): Promise<string> {
  return (await template(letter, language)).render(reminder(letter, differing)).text;
}

const combined = anInvoice({
  lines: [
    { description: 'electricity', amount: pln('91.50') },
    { description: 'gas', amount: pln('37.50') },
  ],
});

describe('a reminder says', () => {
  test.each(LANGUAGES)(
    '%s: invoice, every component, amount, days, account and whom to call',
    async (language) => {
      for (const letter of TONES) {
        const said = await text(letter, { invoices: [combined], nextStepOn: '2026-12-01' }, language);
        for (const what of ['FV/118', 'electricity', 'gas', 'IBAN PL00', '+48 600 100 200', 'Marta Nowak'])
          expect(said, letter).toContain(what);
        expect(said, letter).toMatch(/129[.,]00/);
        expect(said, letter).toMatch(/91[.,]50/);
        expect(said, letter).toMatch(/\b3\.? (November|listopada|ноября)/);
        expect(said, letter).toMatch(/\b23\.? (November|listopada|ноября)/);
      }
    },
  );

  test('a guess of a slip, to a clean record alone', async () => {
    const guess = 'This is not like you, so we guess the transfer slipped by, or its date has a typo.';
    expect(await text('reminder-friendly', { guessSlip: true })).toContain(guess);
    expect(await text('reminder-friendly')).not.toMatch(/guess|slip/);
    expect(await text('reminder-plain', { guessSlip: true })).not.toMatch(/guess|slip/);
  });

  test.each(LANGUAGES)('%s: the next step once, in firm and formal letters alone', async (language) => {
    for (const letter of TONES) {
      const said = await text(letter, { nextStepOn: '2026-12-01' }, language);
      const times = letter === 'reminder-firm' || letter === 'reminder-formal' ? 1 : 0;
      expect(
        said.match(/\b1\.? (December|Dezember|grudnia|декабря)/g) ?? [],
        `${letter}: ${said}`,
      ).toHaveLength(times);
    }
    expect(await text('reminder-formal', { nextStepOn: '2026-12-01' }, language)).toMatch(
      /court|sąd|суд|Gericht/,
    );
    expect(await text('reminder-firm', { nextStepOn: '2026-12-01' }, language)).not.toMatch(
      /court|sąd|суд|Gericht/,
    );
  });

  test('instalments, in a firm letter', async () => {
    const said = await text('reminder-firm', { nextStepOn: '2026-12-01' });
    expect(said).toContain('you can pay in instalments. Marta Nowak will agree them with you.');
    expect(await text('reminder-firm')).not.toContain('formal demand');
  });

  test('what is left when a part is paid', async () => {
    const said = await text('reminder-friendly', { invoices: [anInvoice({ open: pln('29.00') })] });
    expect(said).toContain('PLN 29.00 left of PLN 129.00');
    expect(said).toContain('Part of your payment');
    const whole = await text('reminder-friendly', {
      invoices: [anInvoice({ open: pln('129'), total: pln('129.00') })],
    });
    expect(whole).not.toContain('left of');
  });

  test('the account, else the link, else that the invoice says it', async () => {
    const link = anInvoice({ payUrl: 'https://nowak.example/pay/118' });
    expect(await text('reminder-plain', { invoices: [link] })).toContain(
      'Pay online: https://nowak.example/pay/118',
    );
    expect(await text('reminder-plain', { payTo: null, invoices: [link] })).toContain('with the link above');
    expect(await text('reminder-plain', { payTo: null })).toContain('The invoice says where to pay.');
    const mixed = await text('reminder-plain', {
      payTo: null,
      invoices: [link, anInvoice({ number: 'FV/119' })],
    });
    expect(mixed).toContain('The invoices say where to pay.');
  });

  test('several invoices each by name, and what they come to per currency', async () => {
    const invoices = [
      anInvoice(),
      anInvoice({
        number: 'EX 77',
        open: { amount: '55.40', currency: 'EUR' },
        total: { amount: '55.40', currency: 'EUR' },
      }),
    ];
    const said = await text('reminder-plain', {
      invoices,
      totals: [pln('129.00'), { amount: '55.40', currency: 'EUR' }],
    });
    expect(said).toContain('2 of your invoices');
    expect(said).toContain('Invoice EX 77\n€55.40, due');
    expect(said).toContain('Together: PLN 129.00 and €55.40.');
  });

  test.each([
    [1, 'za fakturę FV', 'по счёту FV'],
    [2, 'zapłatę dwóch faktur.', 'оплаты двух счетов.'],
    [5, 'zapłatę pięciu faktur.', 'оплаты пяти счетов.'],
    [21, 'zapłatę 21 faktur.', 'оплаты 21 счёта.'],
    [22, 'zapłatę 22 faktur.', 'оплаты 22 счетов.'],
  ])('%d invoices in the right plural', async (count, polish, russian) => {
    const invoices = Array.from({ length: count }, (_, index) => anInvoice({ number: `FV/${index}` }));
    expect(await text('reminder-plain', { invoices }, 'pl')).toContain(polish);
    expect(await text('reminder-plain', { invoices }, 'ru')).toContain(russian);
  });

  test('all of a hundred invoices and forty components within bounds, counting what it leaves out', async () => {
    const lines = Array.from({ length: 43 }, (_, index) => ({
      description: `part ${index}`,
      amount: pln('1.00'),
    }));
    const invoices = Array.from({ length: 100 }, (_, index) =>
      anInvoice({ number: `FV/${1000 + index}`, lines }),
    );
    const said = await text('reminder-plain', { invoices });
    expect(said).toContain('– part 19: PLN 1.00\n– and 23 more');
    expect(said).not.toContain('part 20:');
    expect(said).toContain('Invoice FV/1067: PLN 129.00, due Tuesday 3 November');
    expect(said).not.toContain('FV/1068');
    expect(said).toContain('And 32 more.');
  });

  test('no invoice, no letter', async () => {
    await expect(text('reminder-plain', { invoices: [] })).rejects.toThrow('at least one invoice');
  });
});

describe('thanks', () => {
  const found = { ...pln('129.00'), on: '2026-11-23', scheduled: false };

  test.each([
    ['en', 'It settles invoice FV/118, and the matter is closed.'],
    ['pl', 'Faktura FV/118 jest rozliczona, a sprawa zamknięta.'],
    ['ru', 'Счёт FV/118 закрыт, и вопрос решён.'],
    ['de', 'Damit ist Rechnung FV/118 beglichen und die Sache abgeschlossen.'],
  ])('%s: name what was found, and end the matter', async (language, ends) => {
    const said = await text('payment-seen', { payment: found }, language);
    expect(said).toContain(ends);
    expect(said).toMatch(/129[.,]00/);
    expect(said).not.toMatch(/IBAN/);
  });

  test('a scheduled payment settles nothing yet', async () => {
    const said = await text('payment-seen', { payment: { ...found, on: '2026-11-27', scheduled: true } });
    expect(said).toContain('We can see your payment of PLN 129.00, set for Friday 27 November.');
    expect(said).toContain('It covers invoice FV/118.');
    expect(said).not.toContain('closed');
  });

  test('payments that nobody can name are not named', async () => {
    const invoices = [anInvoice(), anInvoice({ number: 'FV/119' })];
    expect(await text('payment-seen', { payment: null })).toContain('Your payment has reached us.');
    const said = await text('payment-seen', { payment: null, invoices });
    expect(said).toContain('Your payments have reached us.');
    expect(said).toContain('Invoice FV/119');
  });
});

describe('a call', () => {
  const call = async (differing: Parameters<typeof aCall>[0]) =>
    (await template('call-customer')).render(aCall(differing)).text;

  test('brings the whole story: why, the record, what is open, what to say, what was said', async () => {
    const said = await call({
      invoices: [combined],
      story: [{ on: '2026-11-10', letter: 'reminder-friendly', status: 'submitted' }],
    });
    for (const line of [
      'The ladder asks for a firm letter. Your call takes its place.',
      'With this payment record a person calls; no machine sends harsh words.',
      'Clean record: 31 of 31 invoices paid on time since March 2019; this is the first late one.',
      'Invoice FV/118: PLN 129.00, due Tuesday 3 November, 21 days past due',
      '– gas: PLN 37.50',
      'This is not like you, so we guess the transfer slipped by, or its date has a typo.',
      'Tuesday 10 November: a friendly reminder (the mail server took it).',
    ])
      expect(said).toContain(line);
  });

  test('guesses no slip of those who pay late, and asks for an address where none works', async () => {
    const said = await call({
      record: aRecord({ grade: 'poor', why: 'mostly_late', onTime: 2, late: 29, firstLate: false }),
      reasons: [{ code: 'address_refused', evidence: {} }],
    });
    expect(said).not.toContain('not like you');
    expect(said).toContain('we can agree on instalments');
    expect(said).toContain('To which email address may we write to you?');
  });

  test('does not name the ladder twice', async () => {
    const reasons = [{ code: 'ladder', evidence: { tone: 'formal', days: 45 } }] as const;
    const said = await call({ asked: 'formal', reasons });
    expect(said.match(/The ladder/g)).toHaveLength(1);
    expect(said).toContain('as it is 45 days past due.');
  });
});
