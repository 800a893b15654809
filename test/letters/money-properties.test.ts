import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_WHYS } from '../../src/account/payment-record.ts';
import { REMINDER_LETTERS } from '../../src/customer/letter-kinds.ts';
import type { Amount, InvoiceFacts } from '../../src/customer/money-facts.ts';
import { VERDICT_REASONS } from '../../src/dunning/verdict.ts';
import { forbiddenIn } from '../../src/letters/check/forbidden-words.ts';
import { sentencesOf, wordsOf } from '../../src/letters/check/plain-language.ts';
import type { CallCustomerFacts, ReminderFacts } from '../../src/letters/facts/reminder-facts.ts';
import { safetyIn, template } from './letters.ts';
import { aCall, aRecord, reminder } from './money.ts';

const LANGUAGES = ['en', 'pl', 'ru', 'de'];
const day = fc.integer({ min: 2, max: 30 }).map((date) => `2026-11-${String(date).padStart(2, '0')}`);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const tone = fc.constantFrom('friendly' as const, 'plain' as const, 'firm' as const, 'formal' as const);

/** Strings that would do harm if anything printed them as they are. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '<zz>',
    '"><zz x="',
    "'<zz>'",
    '{{ company }}',
    '{% raw %}<zz>',
    '</title><zz>',
    'a\r\nBcc: x@example.com',
    '\u202e\u0000',
    '<zz '.repeat(3000),
    'https://x.example/<zz>',
    'javascript:alert(1)',
    '&lt;zz&gt;',
  ),
);
const money = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 16n }), fc.constantFrom('PLN', 'EUR', 'USD')).map(
  ([minor, currency]): Amount => ({
    amount: `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`,
    currency,
  }),
);

const anyInvoice = (text: fc.Arbitrary<string>, amount: fc.Arbitrary<Amount>): fc.Arbitrary<InvoiceFacts> =>
  fc.record({
    id: text,
    number: text,
    issuedOn: day,
    dueOn: day,
    daysOverdue: fc.integer({ min: -3, max: 400 }),
    total: amount,
    open: amount,
    lines: fc.array(fc.record({ description: text, amount }), { maxLength: 3 }),
    payUrl: maybe(text),
  });

const anyReminder = (
  text: fc.Arbitrary<string>,
  amount: fc.Arbitrary<Amount>,
  most: number,
): fc.Arbitrary<ReminderFacts> =>
  fc
    .record({
      company: text,
      customer: fc.record({ name: text, salutation: maybe(text) }),
      invoices: fc.array(anyInvoice(text, amount), { minLength: 1, maxLength: most }),
      totals: fc.array(amount, { maxLength: 3 }),
      paymentsReadOn: day,
      payTo: maybe(text),
      guessSlip: fc.boolean(),
      nextStepOn: maybe(day),
      payment: maybe(
        fc.record({
          amount: amount.map((one) => one.amount),
          currency: fc.constant('PLN'),
          on: maybe(day),
          scheduled: fc.boolean(),
        }),
      ),
    })
    .chain((rest) => fc.constantFrom(...REMINDER_LETTERS).map((letter) => reminder(letter, rest)));

const anyCall = (text: fc.Arbitrary<string>, amount: fc.Arbitrary<Amount>): fc.Arbitrary<CallCustomerFacts> =>
  fc
    .record({
      customer: fc.record({ id: text, name: text, email: maybe(text) }),
      invoices: fc.array(anyInvoice(text, amount), { minLength: 1, maxLength: 3 }),
      totals: fc.array(amount, { maxLength: 3 }),
      record: fc.constantFrom(...RECORD_WHYS).map((why) => aRecord({ why })),
      asked: maybe(tone),
      reasons: fc.array(
        fc.record({
          code: fc.constantFrom(...VERDICT_REASONS),
          evidence: fc.record({ tone, rung: text, why: text, by: text, number: text }),
        }),
        { maxLength: 3 },
      ),
    })
    .map(aCall);

describe.each(LANGUAGES)('%s', (language) => {
  test('no string of an invoice becomes markup, a header or a fault', async () => {
    const kinds = [...REMINDER_LETTERS, 'call-customer'] as const;
    const templates = new Map(
      await Promise.all(kinds.map(async (kind) => [kind, await template(kind, language)] as const)),
    );
    const amount = fc.oneof(money, fc.record({ amount: hostile, currency: hostile }));
    fc.assert(
      fc.property(fc.oneof(anyReminder(hostile, amount, 3), anyCall(hostile, amount)), (some) => {
        const letter = templates.get(some.letter)?.render(some);
        if (!letter) throw new Error(some.letter);
        expect(letter.html).not.toMatch(/<zz|<\/title><zz|href="javascript/);
        expect(letter.subject).not.toMatch(/[\p{Cc}\u202e]/u);
        expect(letter.preheader).not.toMatch(/[\r\n]/);
        expect(letter.text).not.toContain('\n\n\n');
        expect(letter.text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
        expect(letter.text.length).toBeLessThan(12_000);
      }),
      { numRuns: 200 },
    );
  });

  test('any reminder of an ordinary company is short, gentle as its tone, and looks before it writes', async () => {
    const templates = new Map(
      await Promise.all(
        REMINDER_LETTERS.map(async (kind) => [kind, await template(kind, language)] as const),
      ),
    );
    const ordinary = fc.constantFrom('FV/2026/118', '1042', 'ZK 77', 'PL00 0000 0000 0000 0000');
    const kindness = {
      'reminder-friendly': 'friendly',
      'reminder-plain': 'plain',
      'reminder-firm': 'firm',
      'reminder-formal': 'formal',
      'payment-seen': 'friendly',
    } as const;
    const safety = await safetyIn(language);
    fc.assert(
      fc.property(anyReminder(ordinary, money, 1), (some) => {
        const body = templates.get(some.letter)?.body(some) ?? '';
        expect(sentencesOf(body, language).filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
        expect(wordsOf(body).length, body).toBeLessThanOrEqual(150);
        expect(body).not.toMatch(/ {2}|\bnull\b|\bundefined\b|\.\.|\[object/);
        expect(forbiddenIn(body, safety, kindness[some.letter])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
