import { expect, test } from 'vitest';
import { isAbandoned } from '../../src/waiting/hold.ts';
import { aCase, aContact, aLetter, aLine, anOrder, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const MAY = warsaw('2026-05-26 09:59');
const old = { openedAt: MAY, stageSince: MAY };

test('no event for six months: the row was never closed', () => {
  expect(isAbandoned(situation(anOrder(old), { now }))).toBe(true);
  expect(isAbandoned(situation(anOrder({ openedAt: warsaw('2026-05-26 10:00') }), { now }))).toBe(false);
});

test('any sign of life from the company or the customer counts', () => {
  const recent = warsaw('2026-11-20 10:00');
  expect(isAbandoned(situation(anOrder({ ...old, stageSince: recent }), { now }))).toBe(false);
  expect(isAbandoned(situation(anOrder({ ...old, updatedAt: recent }), { now }))).toBe(false);
  expect(
    isAbandoned(situation(anOrder({ ...old, lines: [aLine({ lineNo: 1, stageSince: recent })] }), { now })),
  ).toBe(false);
  expect(
    isAbandoned(
      situation(anOrder(old), { now, contacts: [aContact({ at: recent, direction: 'from_customer' })] }),
    ),
  ).toBe(false);
});

test('our own letters are no sign of life', () => {
  const cases = [aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-20 10:00') })] })];
  expect(isAbandoned(situation(anOrder(old), { now, cases }))).toBe(true);
});
