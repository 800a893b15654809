import { describe, expect, test } from 'vitest';
import type { LetterStatus } from '../../src/customer/letter-status.ts';
import type { Reminder } from '../../src/customer/reminders.ts';
import { remindersGone, rungByDays, standingOf } from '../../src/dunning/ladder.ts';
import { aReminder, thanks } from '../support/account.ts';
import { day, rules, warsaw } from '../support/builders.ts';

const DUE = day('2026-11-02');
const stands = (today: string, ...reminders: readonly Reminder[]) => {
  const standing = standingOf(DUE, remindersGone(reminders), day(today), rules(), null);
  return [standing.next?.rung ?? null, standing.due !== null];
};
const sent = (rung: string, differs: Partial<Reminder> = {}) =>
  aReminder({ decidedAt: warsaw('2026-11-09 10:00'), rung, ...differs });

test('a rung is due from its day on, never on that day alone', () => {
  expect(stands('2026-11-06')).toEqual(['nudge', false]);
  expect(stands('2026-11-07')).toEqual(['nudge', true]);
  expect(stands('2026-11-10')).toEqual(['nudge', true]);
});

test('after an outage it stands before its first rung, however long it is overdue', () => {
  expect(stands('2027-03-01')).toEqual(['nudge', true]);
  expect(stands('2027-03-01', sent('nudge'))).toEqual(['reminder', true]);
  expect(stands('2027-03-01', sent('nudge'), sent('reminder'))).toEqual(['notice', true]);
});

test('what was sent early does not make the next one early', () => {
  expect(stands('2026-11-15', sent('nudge'))).toEqual(['reminder', false]);
  expect(stands('2026-11-16', sent('nudge'))).toEqual(['reminder', true]);
});

test('after the top rung there is none', () => {
  expect(stands('2027-03-01', sent('nudge'), sent('final'))).toEqual([null, false]);
});

describe('what became of a letter', () => {
  test.each<LetterStatus>(['submitted', 'queued', 'sending', 'retry', 'uncertain'])(
    '%s: a rung',
    (status) => {
      expect(stands('2027-03-01', sent('nudge', { status }))).toEqual(['reminder', true]);
    },
  );
  test.each<LetterStatus>(['withdrawn', 'expired', 'refused', 'bounced', 'held'])('%s: no rung', (status) => {
    expect(stands('2027-03-01', sent('nudge', { status }))).toEqual(['nudge', true]);
  });
});

test('thanks take no rung, and an invoice that was paid and opened again starts afresh', () => {
  expect(stands('2027-03-01', thanks({ decidedAt: warsaw('2026-11-12 10:00') }))).toEqual(['nudge', true]);
  expect(stands('2027-03-01', sent('nudge', { ended: true }))).toEqual(['nudge', true]);
});

describe('when the policy got another ladder', () => {
  test('each letter on a rung that is no longer there counts for one', () => {
    expect(stands('2027-03-01', sent('first'))).toEqual(['reminder', true]);
    expect(stands('2027-03-01', sent('first'), sent('second', { tone: 'plain' }))).toEqual(['notice', true]);
  });

  test('gentle letters lead past no harsh rung', () => {
    const letters = ['first', 'second', 'third'].map((rung) => sent(rung));
    expect(stands('2027-03-01', ...letters)).toEqual(['reminder', true]);
  });

  test('without any rung nothing is due', () => {
    const bare = rules({ dunning: { ladder: [] } });
    expect(standingOf(DUE, [], day('2027-03-01'), bare, null).next).toBeNull();
  });
});

test('a rung after months counts them on the calendar', () => {
  const monthly = rules({ dunning: { ladder: [{ rung: 'nudge', after: '1 month', tone: 'friendly' }] } });
  expect(standingOf(day('2026-10-31'), [], day('2026-11-29'), monthly, null).due).toBeNull();
  expect(standingOf(day('2026-10-31'), [], day('2026-11-30'), monthly, null).due?.rung).toBe('nudge');
});

test('by days alone, for letters of others', () => {
  const by = (today: string) => rungByDays(DUE, day(today), rules())?.rung ?? null;
  expect([by('2026-11-06'), by('2026-11-07'), by('2026-12-01'), by('2026-12-02'), by('2026-12-17')]).toEqual([
    null,
    'nudge',
    'reminder',
    'notice',
    'final',
  ]);
});
