import { expect, test } from 'vitest';
import { isRefused } from '../../src/waiting/refused-address.ts';
import { aReminder } from '../support/account.ts';
import { aCase, aLetter, memoryOf, warsaw } from '../support/builders.ts';

test('the last letter to it was refused or came back, whatever it was about and however the address is written', () => {
  const first = aLetter({ decidedAt: warsaw('2026-11-23 10:00') });
  const second = aLetter({
    decidedAt: warsaw('2026-11-25 10:00'),
    status: 'bounced',
    address: 'Zofia@Maj.example',
  });
  expect(
    isRefused(
      'zofia@maj.example',
      memoryOf(aCase({ letters: [first] }), aCase({ id: 'other', letters: [second] })),
    ),
  ).toBe(true);
  expect(
    isRefused(
      'zofia@maj.example',
      memoryOf(
        aCase({ letters: [{ ...first, status: 'refused' }] }),
        aCase({ id: 'other', letters: [{ ...second, status: 'submitted' }] }),
      ),
    ),
  ).toBe(false);
  expect(isRefused('new@maj.example', memoryOf(aCase({ letters: [second] })))).toBe(false);
});

test('a reminder that was refused stops letters about orders too, until a later letter went', () => {
  const memory = memoryOf(aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-20 10:00') })] }));
  const refusedOn = (moment: string) => ({
    ...memory,
    dunning: {
      ...memory.dunning,
      reminders: [aReminder({ decidedAt: warsaw(moment), status: 'refused', address: 'zofia@maj.example' })],
    },
  });
  expect(isRefused('zofia@maj.example', refusedOn('2026-11-21 10:00'))).toBe(true);
  expect(isRefused('zofia@maj.example', refusedOn('2026-11-19 10:00'))).toBe(false);
});
