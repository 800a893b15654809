import { describe, expect, test } from 'vitest';
import { RECORD_WHYS } from '../../../src/account/payment-record.ts';
import { HOLD_CODES, VERDICT_REASONS, type VerdictEvidence } from '../../../src/dunning/verdict.ts';
import { ConfigurationFailure } from '../../../src/failure.ts';
import { sentencesFor } from '../../../src/letters/language/sentences.ts';
import { verdictWords } from '../../../src/letters/words/verdict-words.ts';
import { aRecord, sayIn } from '../money.ts';

const LANGUAGES = ['en', 'pl', 'ru', 'de'];
const full: VerdictEvidence = {
  day: '2026-11-27',
  days: 21,
  amount: '129.00',
  currency: 'PLN',
  number: '1042',
  tone: 'firm',
  rung: 'notice',
  by: 'Marta Nowak',
  why: 'she promised to pay on Friday',
};
const none = { holds: [], reasons: [], record: aRecord() };

describe.each(LANGUAGES)('%s', (language) => {
  test.each([
    ['everything', full],
    ['nothing', {}],
  ] as const)('every hold and reason is a sentence, with %s known', async (_, evidence) => {
    const say = await sayIn(language);
    const { holds, reasons } = verdictWords(say, {
      ...none,
      holds: HOLD_CODES.flatMap((code) => [
        { code, until: null, evidence },
        { code, until: '2026-12-01', evidence },
      ]),
      reasons: VERDICT_REASONS.map((code) => ({ code, evidence })),
    });
    expect(new Set(holds).size).toBe(HOLD_CODES.length * 2);
    for (const sentence of [...holds, ...reasons]) {
      expect(sentence).toMatch(/^[\p{Lu}\d][^{}]+\.$/u);
      expect(sentence).not.toMatch(/ {2}|null|undefined|\[object|\.\.| [.,;]|\(\)/);
    }
  });

  test('every record is told with its evidence', async () => {
    const say = await sayIn(language);
    for (const why of RECORD_WHYS) {
      for (const record of [
        aRecord({ why, onTime: 24, late: 7, worstLateness: 22, leftOut: 2, firstLate: false }),
        aRecord({ why, settled: 0, onTime: 0, since: null }),
      ]) {
        const told = verdictWords(say, { ...none, record }).record;
        expect(told).toMatch(/^\p{Lu}.+\.$/su);
        expect(told).not.toMatch(/ {2}|null|undefined|NaN|\.\./);
      }
    }
  });
});

describe('the evidence of a record', () => {
  test.each([
    ['en', 'Clean record: 31 of 31 invoices paid on time since March 2019; this is the first late one.'],
    [
      'pl',
      'Czysta historia płatności: od marca 2019 w terminie zapłacono 31 z 31 faktur; to pierwsze spóźnienie.',
    ],
    ['ru', 'Чистая история оплат: с марта 2019 года вовремя оплачено 31 из 31 счёта; это первая задержка.'],
    [
      'de',
      'Bisher zuverlässig gezahlt: 31 von 31 Rechnungen pünktlich bezahlt seit März 2019; dies ist die erste Verspätung.',
    ],
  ])('%s', async (language, told) => {
    expect(verdictWords(await sayIn(language), none).record.replace(/\s/g, ' ')).toBe(told);
  });

  test('names what was left out, and no first one where there were others', async () => {
    const record = aRecord({
      grade: 'mixed',
      why: 'too_many_late',
      onTime: 24,
      late: 7,
      worstLateness: 1,
      leftOut: 1,
      firstLate: false,
    });
    expect(verdictWords(await sayIn('en'), { ...none, record }).record.replace(/\s/g, ' ')).toBe(
      'Mixed record: 7 of 31 invoices paid late since March 2019, by 1 day at worst. 1 more does not count: disputed, collected by us, or late because we were.',
    );
  });
});

describe('a hold', () => {
  const told = async (
    code: (typeof HOLD_CODES)[number],
    evidence: VerdictEvidence,
    until: string | null = null,
  ) =>
    verdictWords(await sayIn('en'), { ...none, holds: [{ code, until, evidence }] }).holds[0]?.replace(
      /\s/g,
      ' ',
    );

  test('names the money, its day, and when it is looked at again, with years', async () => {
    expect(
      await told('money_scheduled', { amount: '129.00', currency: 'PLN', day: '2026-11-27' }, '2026-12-02'),
    ).toBe(
      'A payment of theirs, PLN 129.00, is scheduled for Friday 27 November 2026 and covers it. It is looked at again on Wednesday 2 December 2026.',
    );
  });

  test('puts every doubt into words, and leaves the words of a person as they are', async () => {
    expect(await told('doubtful', { why: 'due_before_issued, open_exceeds_total' })).toBe(
      'This invoice cannot be right: it was due before it was issued, more is open than it came to. Somebody must look at it first.',
    );
    expect(await told('by_hand', { by: 'Ewa', why: 'she pays on Friday.' })).toBe(
      'Ewa put reminders on hold: she pays on Friday.',
    );
  });

  test('cleans what a person wrote', async () => {
    expect(await told('by_hand', { by: 'E\u202ewa\r\nBcc: x', why: '{{ company }}\u0000' })).toBe(
      'Ewa Bcc: x put reminders on hold: {{ company }}.',
    );
  });
});

test('phrases that are not sound are told with line and column', () => {
  expect(() => sentencesFor('en', 'subjects: 7\n')).toThrow(ConfigurationFailure);
  expect(() => sentencesFor('en', 'subjects: 7\n')).toThrow(/^emails\/en\/phrases\.yaml:1:\d+: subjects: /m);
});
