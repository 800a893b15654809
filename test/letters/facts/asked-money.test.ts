import { expect, test } from 'vitest';
import { judgeInvoices } from '../../../src/dunning/judge.ts';
import { remind } from '../../../src/letters/compose/remind.ts';
import {
  asksForTheSame,
  moneyChanges,
  moneyRead,
  saysTheSameMoney,
} from '../../../src/letters/facts/asked-money.ts';
import { anInvoice, aPayment, owing } from '../../support/account.ts';
import { day } from '../../support/builders.ts';

type Words = NonNullable<Parameters<typeof owing>[0]>;
function letter(account: NonNullable<Words['account']>, now = '2026-11-26 10:00') {
  const situation = owing({ account, now });
  const { letter: written } = remind(situation, judgeInvoices(situation));
  if (!written) throw new Error('nobody is reminded');
  return written.facts;
}
const amount = (written: string) => ({ amount: written, currency: 'PLN' });
const late = anInvoice();
const soon = anInvoice({ id: 'F2', dueOn: day('2026-11-26'), total: 5_000n });
const before = letter({ open: [late, soon] });

test('a day later, when the next one fell due, it says the same of the money', () => {
  const after = letter({ open: [late, soon] }, '2026-11-27 10:00');
  expect(after.statement?.groups).not.toEqual(before.statement?.groups);
  expect(saysTheSameMoney(before, after)).toBe(true);
  expect(moneyRead(after)).toBe(moneyRead(before));
  expect(moneyChanges(before, after)).toEqual([]);
});

test('a sum that changed, an invoice that came and one that went are each said', () => {
  const paid = aPayment({ invoiceId: late.id, amount: 4_000n });
  const after = letter({ open: [late, anInvoice({ id: 'F3', dueOn: day('2026-12-14') })], coming: [paid] });
  expect(asksForTheSame(before, after)).toBe(false);
  expect(moneyRead(after)).not.toBe(moneyRead(before));
  expect(moneyChanges(before, after)).toEqual([
    { number: 'F1', was: amount('100.00'), now: amount('60.00') },
    { number: 'F2', was: amount('50.00'), now: null },
    { number: 'F3', was: null, now: amount('100.00') },
  ]);
});

test('what it presses is the same, and the table beside it is not', () => {
  const after = letter({ open: [late, { ...soon, open: 3_000n }] });
  expect(asksForTheSame(before, after)).toBe(true);
  expect(saysTheSameMoney(before, after)).toBe(false);
});

test('of more than a letter has room for, the sum of all tells', () => {
  const many = Array.from({ length: 80 }, (_, n) => anInvoice({ id: `N${n}`, dueOn: day('2026-12-14') }));
  const last = many.map((each, n) => (n === 79 ? { ...each, open: 9_000n } : each));
  const [was, now] = [letter({ open: [late, ...many] }), letter({ open: [late, ...last] })];
  expect(saysTheSameMoney(was, now)).toBe(false);
  expect(moneyChanges(was, now)).toEqual([{ number: null, was: amount('8100.00'), now: amount('8090.00') }]);
});
