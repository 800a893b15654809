import { expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { letterEvents } from '../../../src/letters/facts/letter-event.ts';
import { aLetter, warsaw } from '../../support/builders.ts';

const first = aLetter({ decidedAt: warsaw('2026-11-16 23:30') });
const second = aLetter({ decidedAt: warsaw('2026-11-20 10:00'), kind: 'still-late', status: 'refused' });

test('a story tells letters from the oldest on, with their day on the clocks of the zone', () => {
  expect(letterEvents([second, first], zoneOf('Europe/Warsaw'))).toEqual([
    { on: '2026-11-16', letter: first.kind, status: 'submitted' },
    { on: '2026-11-20', letter: 'still-late', status: 'refused' },
  ]);
  expect(letterEvents([first], zoneOf('Asia/Tokyo'))).toMatchObject([{ on: '2026-11-17' }]);
});
