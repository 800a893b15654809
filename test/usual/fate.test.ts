import { describe, expect, test } from 'vitest';
import { type Fates, fatesOf, type KnownHistory } from '../../src/usual/fate.ts';
import { anItem, later, MONDAY, on, poland } from './histories.ts';

const TODAY = later(MONDAY, 20);
const known = (history: KnownHistory, now = on(TODAY, 9)): Fates => fatesOf(history, poland.zone, now);

const TUESDAY = later(MONDAY, 1);
const FRIDAY = later(MONDAY, 4);
const picked = { stage: 'picking', at: on(MONDAY, 10) };
const packed = { stage: 'packing', at: on(TUESDAY, 10) };
const done = { how: 'done', at: on(FRIDAY, 15) } as const;

/** An order that was picked, packed and done by Friday. */
const order = (parts: Partial<KnownHistory> = {}): KnownHistory =>
  anItem({ opened: on(MONDAY, 9), stages: [picked, packed], endings: [done], ...parts });

describe('the fates of an item', () => {
  test('lead from each stage, and from the opening, to done', () => {
    const end = { how: 'done', at: done.at };
    expect(known(order()).toDone).toEqual([
      { stage: null, since: on(MONDAY, 9), end },
      { stage: 'picking', since: picked.at, end },
      { stage: 'packing', since: packed.at, end },
    ]);
    expect(known(order()).stays).toEqual([
      { stage: 'picking', since: picked.at, end: { how: 'done', at: packed.at } },
      { stage: 'packing', since: packed.at, end },
    ]);
  });

  test('are open as long as nobody knows better', () => {
    const open = known(order(), on(later(MONDAY, 2), 9));
    expect(open.toDone.map(({ end }) => end)).toEqual([null, null, null]);
    expect(open.oddities.future).toBe(1);
  });

  test.each(['cancelled', 'vanished'] as const)(
    'end unseen when the item was %s: it was never done',
    (how) => {
      const fates = known(order({ endings: [{ how, at: done.at }] }));
      expect(fates.toDone.map(({ end }) => end?.how)).toEqual(['lost', 'lost', 'lost']);
      expect(fates.stays.map(({ end }) => end?.how)).toEqual(['done', 'lost']);
    },
  );

  test('go on when the item was opened again, and end with its last end', () => {
    const reopened = { how: 'reopened', at: on(later(FRIDAY, 3), 9) } as const;
    const again = { how: 'done', at: on(later(FRIDAY, 5), 9) } as const;
    expect(known(order({ endings: [reopened, done] })).toDone.map(({ end }) => end)).toEqual([
      null,
      null,
      null,
    ]);
    const twice = order({ endings: [again, reopened, done] });
    expect(known(twice).toDone.map(({ end }) => end?.at)).toEqual([again.at, again.at, again.at]);
    // On Saturday nobody could know.
    expect(known(twice, on(later(FRIDAY, 1), 9)).toDone.map(({ end }) => end?.at)).toEqual([
      done.at,
      done.at,
      done.at,
    ]);
  });

  test('know no stage that begins with the end or after it', () => {
    const delivered = { stage: 'delivered', at: done.at };
    const filed = { stage: 'filed', at: on(later(FRIDAY, 1), 9) };
    const fates = known(order({ stages: [picked, packed, delivered, filed] }));
    expect(fates.toDone.map(({ stage }) => stage)).toEqual([null, 'picking', 'packing']);
    expect(fates.oddities.afterEnd).toBe(1);
  });

  test('of an item without events are learned from opening, promise and end', () => {
    const fates = known(order({ stages: [], promises: [{ day: FRIDAY, from: null }] }));
    expect(fates.toDone).toEqual([{ stage: null, since: on(MONDAY, 9), end: { how: 'done', at: done.at } }]);
    expect(fates.promises).toEqual([{ day: FRIDAY, how: 'kept' }]);
    expect(fates.oddities.withoutEvents).toBe(true);
  });
});

describe('odd histories', () => {
  test('out of order are sorted and counted', () => {
    const fates = known(order({ stages: [packed, picked] }));
    expect(fates.toDone).toEqual(known(order()).toDone);
    expect(fates.oddities.outOfOrder).toBe(1);
    expect(known(order()).oddities.outOfOrder).toBe(0);
  });

  test('with events in the future leave them out and count them', () => {
    const tomorrow = { stage: 'shipping', at: on(later(TODAY, 1), 9) };
    const fates = known(order({ stages: [picked, packed, tomorrow], endings: [] }));
    expect(fates.toDone.map(({ stage }) => stage)).toEqual([null, 'picking', 'packing']);
    expect(fates.stays.at(-1)?.end).toBeNull();
    expect(fates.oddities.future).toBe(1);
  });

  test('that ended before they began teach nothing, and are counted', () => {
    const fates = known(order({ endings: [{ how: 'done', at: on(later(MONDAY, -1), 9) }] }));
    expect(fates).toMatchObject({
      toDone: [],
      stays: [],
      promises: [],
      oddities: { endedBeforeOpened: true },
    });
  });

  test('with two events in one second keep the order in which they were told', () => {
    const both = [picked, { stage: 'packing', at: picked.at }];
    expect(known(order({ stages: both })).stays).toEqual([
      { stage: 'picking', since: picked.at, end: { how: 'done', at: picked.at } },
      { stage: 'packing', since: picked.at, end: { how: 'done', at: done.at } },
    ]);
    const backAgain = [...both, picked];
    expect(known(order({ stages: backAgain })).stays.map(({ stage }) => stage)).toEqual([
      'packing',
      'picking',
    ]);
  });

  test('that tell a stage twice, or write it differently, know one entry', () => {
    const again = { stage: ' Packing', at: on(later(TUESDAY, 1), 10) };
    expect(known(order({ stages: [picked, packed, again] })).toDone).toEqual(known(order()).toDone);
  });

  test('that go back to an earlier stage know it twice', () => {
    const back = { stage: 'picking', at: on(later(TUESDAY, 1), 10) };
    expect(known(order({ stages: [picked, packed, back] })).stays.map(({ stage }) => stage)).toEqual([
      'picking',
      'packing',
      'picking',
    ]);
  });

  test('with endless events are cut, and endless names too', () => {
    const stages = Array.from({ length: 3000 }, (_, nth) => ({
      stage: `${String(nth).padStart(5, '0')}${'x'.repeat(194)}😀`,
      at: on(MONDAY, 9 + nth / 3600),
    }));
    const fates = known(order({ stages: [...stages, picked, packed] }));
    expect(fates.toDone.length).toBeLessThan(600);
    expect(fates.toDone.at(-1)?.stage).toBe('packing');
    // Half a character would be written as an escape, which jsonb refuses.
    expect(JSON.stringify(fates.toDone)).not.toContain('\\ud83d');
  });
});

describe('a promise', () => {
  const promised = (day: number, parts: Partial<KnownHistory> = {}) =>
    known(order({ promises: [{ day: later(MONDAY, day), from: null }], ...parts })).promises[0]?.how;

  test('is kept until the last minute of its day, and broken by the first of the next', () => {
    const late = { how: 'done', at: on(FRIDAY, 23.9) } as const;
    expect(promised(4, { endings: [late] })).toBe('kept');
    expect(promised(3)).toBe('broken');
    expect(promised(4, { endings: [{ how: 'done', at: on(later(FRIDAY, 1), 0.1) }] })).toBe('broken');
  });

  test('for a Saturday is broken on Sunday', () => {
    const saturday = later(FRIDAY, 1);
    const open = order({ endings: [], promises: [{ day: saturday, from: null }] });
    expect(known(open, on(saturday, 23)).promises).toEqual([{ day: saturday, how: 'open' }]);
    expect(known(open, on(later(saturday, 1), 1)).promises).toEqual([{ day: saturday, how: 'broken' }]);
  });

  test('that was moved in time is a new fate, and the old one was neither kept nor broken', () => {
    const next = later(FRIDAY, 7);
    const moved = order({
      endings: [],
      promises: [
        { day: FRIDAY, from: null },
        { day: next, from: on(FRIDAY, 12) },
      ],
    });
    expect(known(moved).promises).toEqual([
      { day: FRIDAY, how: 'moved' },
      { day: next, how: 'broken' },
    ]);
    // Nobody knew of it on Thursday.
    expect(known(moved, on(later(FRIDAY, -1), 9)).promises).toEqual([{ day: FRIDAY, how: 'open' }]);
  });

  test('that was moved after its day was broken', () => {
    const next = later(FRIDAY, 30);
    const moved = order({
      endings: [],
      promises: [
        { day: next, from: on(later(FRIDAY, 1), 8) },
        { day: FRIDAY, from: null },
      ],
    });
    expect(known(moved).promises).toEqual([
      { day: FRIDAY, how: 'broken' },
      { day: next, how: 'open' },
    ]);
  });

  test('ends with what was cancelled before its day, and was broken when cancelled after it', () => {
    expect(promised(5, { endings: [{ how: 'cancelled', at: done.at }] })).toBe('lost');
    expect(promised(3, { endings: [{ how: 'cancelled', at: done.at }] })).toBe('broken');
  });
});
