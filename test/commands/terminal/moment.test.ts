import { expect, test } from 'vitest';
import { isoInstant } from '../../../src/calendar/time.ts';
import { parseMoment } from '../../../src/commands/terminal/moment.ts';

test.each([
  ['2014-01-06T10:00:00-05:00', '2014-01-06T15:00:00.000Z'],
  ['2026-11-26T09:00:00+01:00', '2026-11-26T08:00:00.000Z'],
  ['2026-11-26T09:00Z', '2026-11-26T09:00:00.000Z'],
  ['2026-11-26T09:00:01.5Z', '2026-11-26T09:00:01.500Z'],
  ['2026-11-26T00:30:00+0530', '2026-11-25T19:00:00.000Z'],
  // Warsaw: winter, summer, a date alone at noon, and a time that the spring change skips.
  ['2026-11-26T09:00', '2026-11-26T08:00:00.000Z'],
  ['2026-07-01 09:00:30', '2026-07-01T07:00:30.000Z'],
  ['2026-11-26', '2026-11-26T11:00:00.000Z'],
  ['2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
])('%s is %s', (text, expected) => expect(isoInstant(parseMoment(text, 'Europe/Warsaw'))).toBe(expected));

test.each([
  '',
  'tomorrow',
  '2026-02-30',
  '2026-11-26T24:00',
  '2026-11-26T09:61',
  '26.11.2026',
  '2026-11-26T09:00+99:00',
  '2026-11-26T9:00',
])('%j is refused with an example', (text) =>
  expect(() => parseMoment(text, 'Europe/Warsaw')).toThrow(/is not a moment; write it like 2026-/),
);
