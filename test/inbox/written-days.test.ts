import { describe, expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import { type DateOrder, writtenDays } from '../../src/inbox/written-days.ts';
import { day } from '../support/builders.ts';

// A Thursday.
const on = day('2026-11-26');
const read = (text: string, language = 'en', order: DateOrder = 'day first') =>
  writtenDays(text, { language, order, on }).map(({ readings }) => readings.map(isoDay).join(' or '));

describe('a day that somebody wrote', () => {
  test.each([
    ['en', 'on 24 November', '2026-11-24'],
    ['en', 'November 24th, 2026, by bank transfer', '2026-11-24'],
    ['en', 'the 5th of December', '2026-12-05'],
    ['en', '24 Nov', '2026-11-24'],
    ['en', '3 January', '2027-01-03'],
    ['en', '2026-11-24', '2026-11-24'],
    ['en', '24.11.', '2026-11-24'],
    ['en', 'yesterday', '2026-11-25'],
    ['en', 'Tuesday 24 November', '2026-11-24'],
    ['en', 'Nov 24 (Tuesday)', '2026-11-24'],
    ['pl', '24 listopada 2026', '2026-11-24'],
    ['pl', 'we wtorek, 24 listopada', '2026-11-24'],
    ['pl', 'dnia 24.11.2026 r.', '2026-11-24'],
    ['pl', 'wczoraj', '2026-11-25'],
    ['pl', 'dziś', '2026-11-26'],
    ['pl', 'pojutrze', '2026-11-28'],
    ['ru', '24 ноября', '2026-11-24'],
    ['ru', '24-го ноября 2026', '2026-11-24'],
    ['ru', '24.11.26', '2026-11-24'],
    ['ru', 'послезавтра', '2026-11-28'],
    ['de', 'am 3. Dezember', '2026-12-03'],
  ])('in %s: %s', (language, text, wanted) => {
    expect(read(text, language)).toEqual([wanted]);
  });

  test.each([
    ['en', 'on Tuesday', '2026-11-24 or 2026-12-01'],
    ['pl', 'w środę', '2026-11-25 or 2026-12-02'],
    ['pl', 'w sobotę', '2026-11-21 or 2026-11-28'],
    ['ru', 'в пятницу', '2026-11-20 or 2026-11-27'],
    ['ru', 'во вторник', '2026-11-24 or 2026-12-01'],
    ['ru', 'в ср', '2026-11-25 or 2026-12-02'],
    ['pl', 'w pt.', '2026-11-20 or 2026-11-27'],
    ['en', 'on Mondays', '2026-11-23 or 2026-11-30'],
    ['en', 'next Tue', '2026-11-24 or 2026-12-01'],
    ['de', 'am Mo.', '2026-11-23 or 2026-11-30'],
  ])('a weekday in %s is the last one or the next: %s', (language, text, wanted) => {
    expect(read(text, language)).toEqual([wanted]);
  });

  test('in numbers is read in the order of the policy, and where there is none in either', () => {
    expect(read('04/12/2026', 'en', 'day first')).toEqual(['2026-12-04']);
    expect(read('04/12/2026', 'en', 'month first')).toEqual(['2026-04-12']);
    expect(read('04/12/2026', 'en', null)).toEqual(['2026-04-12 or 2026-12-04']);
    // There is no 24th month.
    expect(read('11/24', 'en', 'day first')).toEqual(['2026-11-24']);
    expect(read('12/12/2026', 'en', null)).toEqual(['2026-12-12']);
  });

  test('whose weekday is another day’s may be either', () => {
    expect(read('Friday 24 November')).toEqual(['2026-11-20 or 2026-11-24 or 2026-11-27']);
  });

  test('stands among others', () => {
    expect(read('half on 24 November, the rest on 5/12')).toEqual(['2026-11-24', '2026-12-05']);
  });

  test.each([
    ['en', 'the money is with you, satin and Sunil'],
    ['pl', 'przelałem sobie środki, w środku'],
    ['ru', 'что всё в срок, средства, среди всех'],
    ['de', 'so habe ich das Geld, da mit dem'],
  ])('a word that begins as a weekday is none, in %s: %s', (language, text) => {
    expect(read(text, language)).toEqual([]);
  });

  test.each([
    '480.00 PLN',
    'I paid 24.11 EUR',
    '€24.11',
    'at 10:30',
    '31 February',
    'call 22 555 01 01',
    'born 24 November 1971',
    '5-6 working days',
    'order 2026/117',
    'you may keep it',
    '24.11%',
  ])('%s names none', (text) => {
    expect(read(text)).toEqual([]);
  });
});
