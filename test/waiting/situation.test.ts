import { expect, test } from 'vitest';
import { lastLetter } from '../../src/waiting/situation.ts';
import { aCase, aContact, aLetter, anOrder, JOB, ORDER, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const monday = warsaw('2026-11-23 10:00');
const tuesday = warsaw('2026-11-24 10:00');

test('letters of closed cases of the item count, in the order in which they were decided', () => {
  const closed = aCase({
    id: 'old',
    letters: [aLetter({ decidedAt: monday, id: 'a' })],
    closedAt: tuesday,
    closedBecause: 'moved',
  });
  const open = aCase({ letters: [aLetter({ decidedAt: tuesday, id: 'b' })] });
  const other = aCase({ id: 'other', item: JOB, letters: [aLetter({ decidedAt: tuesday, id: 'c' })] });
  const given = situation(anOrder(), { now, cases: [open, other, closed] });
  expect(given.letters.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(given.openCase).toBe(open);
});

test.each(['withdrawn', 'expired', 'refused', 'bounced', 'held'] as const)(
  'a letter that is %s told nobody anything',
  (status) => {
    const cases = [aCase({ letters: [aLetter({ decidedAt: monday, status })] })];
    expect(lastLetter(situation(anOrder(), { now, cases }))).toBeNull();
  },
);

test.each(['queued', 'sending', 'retry', 'submitted', 'uncertain'] as const)(
  'one that is %s counts as told',
  (status) => {
    const cases = [aCase({ letters: [aLetter({ decidedAt: monday, status })] })];
    expect(lastLetter(situation(anOrder(), { now, cases }))?.status).toBe(status);
  },
);

test('contacts about the item and about their business at large, oldest first; not those about another item', () => {
  const contacts = [
    aContact({ id: '2', at: tuesday }),
    aContact({ id: '1', at: monday, item: ORDER }),
    aContact({ id: 'x', at: monday, item: JOB }),
  ];
  expect(situation(anOrder(), { now, contacts }).contacts.map(({ id }) => id)).toEqual(['1', '2']);
});
