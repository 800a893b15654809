import { expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { silenceFigures } from '../../../src/replay/figures/silences.ts';
import type { ItemFate } from '../../../src/replay/playing/fate.ts';
import type { LetterAbout, Replayed } from '../../../src/replay/playing/replayed.ts';
import { day } from '../../support/builders.ts';

/** The longest silence after its warning of an order that was promised for 20 November and came on the 25th. */
function silence(letters: readonly (readonly [on: string, warned: boolean])[]) {
  const fate = {
    history: { row: { kind: 'order', id: 'O1' } },
    customerId: 'C1',
    openedOn: day('2026-11-02'),
    promisedFor: day('2026-11-20'),
    doneOn: day('2026-11-25'),
    outcome: 'late',
  } as unknown as ItemFate;
  const about = letters.map(
    ([on, warned]) => ({ letter: { day: day(on) }, told: { warned } }) as unknown as LetterAbout,
  );
  const replayed = {
    played: { from: day('2026-11-01'), to: day('2026-11-30') },
    zone: zoneOf('Europe/Warsaw'),
    fates: [fate],
    lettersAbout: () => about,
    heard: () => [],
  } as unknown as Replayed;
  return silenceFigures(replayed).figures.find(({ code }) => code === 'longest_silence_after_warning')?.value;
}

test('is counted from the warning that stood: who was told that it is on course waits for nothing', () => {
  expect(
    silence([
      ['2026-11-18', true],
      ['2026-11-21', false],
    ]),
  ).toBe(4);
  expect(
    silence([
      ['2026-11-04', true],
      ['2026-11-06', false],
      ['2026-11-18', true],
      ['2026-11-21', false],
    ]),
    'it was on course for twelve days',
  ).toBe(4);
  expect(
    silence([
      ['2026-11-06', true],
      ['2026-11-09', false],
      ['2026-11-23', false],
    ]),
    'nobody warned anew',
  ).toBe(14);
});
