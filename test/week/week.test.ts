import { describe, expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import { weekDue } from '../../src/week/due.ts';
import { harshGroups } from '../../src/week/harsh-groups.ts';
import {
  compared,
  type Figures,
  headlineOf,
  type WeekRows,
  weekOf,
  weekSchema,
} from '../../src/week/week.ts';
import { day } from '../calendar/words.ts';
import { rules, warsaw } from '../support/builders.ts';

const MONDAY = day('2026-11-23');
const NOTHING: WeekRows = {
  countedDays: 5,
  late: [{ by: null, name: null, customers: 0, items: 0, days: 0 }],
  promisesBroken: 0,
  days: { submitted: null, words_due: null, words_kept: null, promises_kept: null, harsh_kept_back: null },
  harsh: [],
  toMend: null,
};
const late = (
  by: WeekRows['late'][number]['by'],
  name: string | null,
  customers: number,
  days = customers,
) => ({
  by,
  name,
  customers,
  items: customers,
  days,
});
const theRules = rules();

describe('a week', () => {
  test('tells the worst of each, and nothing of what no row names', () => {
    const rows: WeekRows = {
      ...NOTHING,
      late: [
        late(null, null, 9, 30),
        late('stage', 'picking', 3, 6),
        late('stage', 'supplier', 6, 24),
        late('supplier', null, 9, 30),
        late('owner', 'anna', 9, 30),
        ...Array.from({ length: 30 }, (_, nth) => late('reason', `code-${nth}`, 1, nth)),
      ],
    };
    const week = weekOf(rows, [], theRules);
    expect(week.figures).toMatchObject({ customers: 9, days_lost: 30 });
    const of = (by: string) => week.potholes.filter((pothole) => pothole.by === by);
    expect(of('stage').map(({ name, days_lost }) => [name, days_lost])).toEqual([
      ['supplier', 24],
      ['picking', 6],
    ]);
    expect(of('supplier')).toEqual([]);
    expect(of('reason')).toHaveLength(10);
    expect(of('reason')[0]?.name).toBe('code-29');
    // As it is kept and read again.
    expect(weekSchema.parse(JSON.parse(JSON.stringify(week)))).toEqual(week);
  });

  test('knows nothing of who waited where no round counted, and says so', () => {
    const { figures } = weekOf({ ...NOTHING, countedDays: 0 }, [], theRules);
    expect(figures).toMatchObject({ customers: null, days_lost: null, promises_broken: null });
  });

  test('counts as broken each word that was due and not kept', () => {
    const days = { ...NOTHING.days, words_due: 10, words_kept: 8 };
    expect(weekOf({ ...NOTHING, days }, [], theRules).figures).toMatchObject({
      words_kept: 8,
      words_broken: 2,
    });
    expect(weekOf(NOTHING, [], theRules).figures).toMatchObject({ words_kept: null, words_broken: null });
  });
});

describe('its figures', () => {
  const figures = weekOf({ ...NOTHING, late: [late(null, null, 14, 41)] }, [], theRules).figures;
  const of = (customers: number | null): Figures => ({ ...figures, customers });
  const customersAmong = (before: ReadonlyMap<string, Figures>) =>
    compared(figures, MONDAY, before).find(({ name }) => name === 'customers');

  test('stand beside the eleven weeks before; a week that nobody counted is a gap, and no zero', () => {
    const before = new Map([
      ['2026-11-16', of(11)],
      ['2026-11-02', of(3)],
      ['2026-09-07', of(5)],
      ['2026-08-31', of(99)],
    ]);
    expect(customersAmong(before)).toMatchObject({
      value: 14,
      change: 3,
      past: [5, null, null, null, null, null, null, null, 3, null, 11, 14],
    });
    expect(customersAmong(new Map())).toMatchObject({ value: 14, change: null });
    expect(customersAmong(new Map([['2026-11-16', of(null)]]))).toMatchObject({ change: null });
  });

  test('make one sentence: how many, how many more, and most for what, where one thing is most', () => {
    const rows = (picking: number, supplier: number): WeekRows => ({
      ...NOTHING,
      late: [
        late(null, null, 14),
        late('stage', 'picking', picking),
        late('stage', 'waiting for parts', supplier),
      ],
    });
    const headline = (picking: number, supplier: number) => {
      const week = weekOf(rows(picking, supplier), [], theRules);
      return headlineOf(week, compared(week.figures, MONDAY, new Map([['2026-11-16', of(11)]])));
    };
    expect(headline(9, 5)).toMatchObject({ customers: 14, change: 3, mostFor: 'in_progress' });
    expect(headline(7, 7).mostFor, 'two are as many').toBeNull();
  });
});

describe('its letter is due', () => {
  const due = (at: string) => {
    const monday = weekDue(warsaw(at), theRules);
    return monday === null ? null : isoDay(monday);
  };
  test.each([
    ['2026-11-30 07:59', null],
    ['2026-11-30 08:00', '2026-11-23'],
    // Until the week is over, for whoever was away.
    ['2026-12-06 23:59', '2026-11-23'],
    ['2026-12-07 00:01', null],
    // In Poland the first of January 2027 is a Friday; Easter Monday 2027 is the 29th of March.
    ['2027-03-29 12:00', null],
    ['2027-03-30 07:59', null],
    ['2027-03-30 08:00', '2027-03-22'],
  ])('at %s: about %s', (at, monday) => expect(due(at)).toBe(monday));
});

test('harsh letters are told apart as a manager asks, whatever code an older worker wrote', () => {
  expect(
    harshGroups([
      { code: 'money_here', letters: 2 },
      { code: 'clean_never_above_friendly', letters: 3 },
      { code: 'money_pending', letters: 2 },
      { code: 'hold', letters: 1 },
    ]),
  ).toEqual([
    { group: 'money', letters: 4 },
    { group: 'record', letters: 3 },
    { group: 'timing', letters: 1 },
  ]);
});
