import { expect, test } from 'vitest';
import { whyClosed } from '../../src/customer/closed-address.ts';
import { aReminder } from '../support/account.ts';
import { aCase, aLetter, memoryOf, warsaw } from '../support/builders.ts';

test('the last letter to it was refused, whatever it was about and however the address is written', () => {
  const first = aLetter({ decidedAt: warsaw('2026-11-23 10:00') });
  const second = aLetter({
    decidedAt: warsaw('2026-11-25 10:00'),
    status: 'refused',
    address: 'Zofia@Maj.example',
  });
  expect(
    whyClosed(
      'zofia@maj.example',
      memoryOf(aCase({ letters: [first] }), aCase({ id: 'other', letters: [second] })),
    ),
  ).toBe('address_refused');
  expect(
    whyClosed(
      'zofia@maj.example',
      memoryOf(
        aCase({ letters: [{ ...first, status: 'refused' }] }),
        aCase({ id: 'other', letters: [{ ...second, status: 'submitted' }] }),
      ),
    ),
  ).toBeNull();
  expect(whyClosed('new@maj.example', memoryOf(aCase({ letters: [second] })))).toBeNull();
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
  expect(whyClosed('zofia@maj.example', refusedOn('2026-11-21 10:00'))).toBe('address_refused');
  expect(whyClosed('zofia@maj.example', refusedOn('2026-11-19 10:00'))).toBeNull();
});

test('a letter that came back closes the address while it is suppressed: a later letter does not open it', () => {
  const bounced = aLetter({ decidedAt: warsaw('2026-11-23 10:00'), status: 'bounced' });
  const memory = memoryOf(aCase({ letters: [bounced] }));
  const suppressed = (why: 'bounced' | 'complained') => ({
    ...memory,
    inbox: { ...memory.inbox, suppressed: new Map([['zofia@maj.example', why]]) },
  });
  expect(whyClosed('Zofia@Maj.example', suppressed('bounced'))).toBe('address_bounced');
  expect(whyClosed('zofia@maj.example', suppressed('complained'))).toBe('complained');
  // A person lifted it.
  expect(whyClosed('zofia@maj.example', memory)).toBeNull();
});
