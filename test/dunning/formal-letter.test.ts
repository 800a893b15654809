import { describe, expect, test } from 'vitest';
import { formalTerms } from '../../src/dunning/formal-letter.ts';
import { judgeInvoices } from '../../src/dunning/judge.ts';
import { aReminder, owing, POOR } from '../support/account.ts';
import { aCustomer, rules, warsaw } from '../support/builders.ts';

/* "Your machine threatened a pensioner in Leeds with a court in a fortnight. The law gives her thirty days and a form." */
const terms = (country: string | null, legalKind: 'person' | 'company' | null, policy = rules()) =>
  formalTerms(aCustomer({ country, legalKind }), policy);

describe('a formal letter', () => {
  test.each([
    ['PL', 'company', 14],
    ['pl', 'person', 14],
    ['GB', 'company', 14],
    ['GB', 'person', 14],
    ['RU', 'company', 30],
    ['RU', 'person', 30],
  ] as const)('in %s to a %s leaves at least %i days', (country, kind, leastDays) => {
    expect(terms(country, kind)).toMatchObject({ kind, leastDays });
  });

  test('to somebody who is not known to be a company is that to a person', () => {
    for (const country of ['PL', 'GB', 'RU']) expect(terms(country, null)).toEqual(terms(country, 'person'));
  });

  test.each([
    ['DE', 'company'],
    ['FR', 'person'],
    ['US', null],
  ] as const)('in %s to a %s is written by a person', (country, kind) => {
    expect(terms(country, kind)).toBe('no_formal_letter');
  });

  test('of a customer whose country is not known follows that of the company', () => {
    expect(terms(null, 'company')).toMatchObject({ country: 'PL' });
  });

  test('does not go before the company says who it is, and somebody has reviewed it', () => {
    const company = { country: 'PL', legal: null };
    expect(terms('PL', 'company', rules({ company }))).toBe('no_legal_identity');
    expect(terms('PL', 'company', rules({ dunning: { formal_reviewed_by: null } }))).toBe(
      'formal_not_reviewed',
    );
  });
});

test('where none goes a person is asked, and told why', () => {
  const sent = ['nudge', 'reminder', 'notice'].map((rung, at) =>
    aReminder({ rung, tone: 'firm', decidedAt: warsaw(`2026-11-${10 + at} 10:00`) }),
  );
  const judged = (country: string) =>
    judgeInvoices(
      owing({
        now: '2026-12-28 10:00',
        account: POOR,
        customer: aCustomer({ country, legalKind: 'company' }),
        dunning: { reminders: sent },
      }),
    )[0];
  expect(judged('DE')).toMatchObject({ do: 'hand over', tone: null, askedTone: 'formal' });
  expect(judged('DE')?.reasons.map(({ code }) => code)).toEqual(['no_formal_letter', 'ladder']);
  expect(judged('PL')).toMatchObject({ do: 'send', tone: 'formal', release: 'human' });
});
