import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, instantOf, MINUTE } from '../../src/calendar/time.ts';
import type { FateEnding, KnownHistory } from '../../src/usual/fate.ts';
import { saidAndCame } from '../../src/usual/recalibrate.ts';
import { type Morning, type Rehearsed, rehearse } from '../../src/usual/rehearse.ts';
import { learnAll, type Usual } from '../../src/usual/usual.ts';
import { anItem, later, MONDAY, on, packedFor, poland, workingDaysAfter } from './histories.ts';

const FRIDAY = later(MONDAY, 4);

const keyed = (histories: readonly KnownHistory[]): readonly Rehearsed[] =>
  histories.map((history, nth) => ({ key: `order ${nth}`, history }));

function all(items: readonly Rehearsed[], through: Day): { mornings: Morning[]; usual: Usual } {
  const mornings: Morning[] = [];
  const walk = rehearse(poland, items, 2, through);
  let next = walk.next();
  for (; !next.done; next = walk.next()) mornings.push(next.value);
  return { mornings, usual: next.value };
}

/** 300 orders of half a year, a few each working day: of ten, seven take two days and the rest six. */
const half = Array.from({ length: 300 }, (_, nth) =>
  packedFor(workingDaysAfter(later(MONDAY, -180), 1 + Math.floor(nth / 3)), nth % 10 < 7 ? 2 : 6),
);
const promisedFor = (day: Day, from: KnownHistory): KnownHistory => ({
  ...from,
  promises: [{ day, from: null }],
});

const settled = ({ said }: Usual) =>
  saidAndCame(said, 'order').reduce(
    (sum, bin) => ({ promises: sum.promises + bin.promises, late: sum.late + bin.late }),
    { promises: 0, late: 0 },
  );

describe('a rehearsal', () => {
  test('judges a promise on the last mornings before its day, and on that day, as long as the item is open', () => {
    const slow = promisedFor(FRIDAY, packedFor(later(MONDAY, -7), null));
    const quick = promisedFor(FRIDAY, packedFor(MONDAY, 3));
    const { mornings } = all(keyed([...half, slow, quick]), later(FRIDAY, 3));
    const judged = mornings.flatMap(({ day, judged: those }) =>
      those.map(({ key, first }) => `${key} ${day - MONDAY} ${first}`),
    );
    // Wednesday, Thursday, Friday; the quick one is done on Thursday at two.
    expect(judged).toEqual([
      'order 300 2 true',
      'order 301 2 true',
      'order 300 3 false',
      'order 301 3 false',
      'order 300 4 false',
    ]);
  });

  test('counts what was said when it has come', () => {
    const slow = promisedFor(FRIDAY, packedFor(MONDAY, null));
    const { usual } = all(keyed([...half, slow]), later(FRIDAY, 3));
    expect(settled(usual)).toEqual({ promises: 3, late: 3 });
    expect(usual.said.waiting).toEqual({});
  });

  test('judges the new day when a promise was moved, and lets the old one rest', () => {
    const next = later(FRIDAY, 3);
    const moved = anItem({
      ...packedFor(MONDAY, null),
      promises: [
        { day: FRIDAY, from: null },
        { day: next, from: on(later(MONDAY, 2), 12) },
      ],
    });
    const { mornings, usual } = all(keyed([...half, moved]), later(next, 1));
    const judged = mornings.flatMap(({ day, judged: those }) => those.map(({ promised }) => [day, promised]));
    expect(judged).toEqual([
      [later(MONDAY, 2), FRIDAY],
      [later(MONDAY, 3), next],
      [FRIDAY, next],
      [next, next],
    ]);
    // What was said on Wednesday is of no account.
    expect(settled(usual)).toEqual({ promises: 3, late: 3 });
  });

  test('ends where learning all at once ends', () => {
    const { usual } = all(keyed(half), MONDAY);
    expect(usual.cells).toEqual(learnAll(poland, half, MONDAY).cells);
  });

  test('of one hostile date is not endless', () => {
    const ancient = anItem({
      opened: instantOf(-62_000_000_000_000),
      promises: [{ day: MONDAY, from: null }],
    });
    expect(all(keyed([ancient]), MONDAY).mornings.length).toBeLessThan(900);
  });
});

describe('what a rehearsal knows on a morning', () => {
  const moment = fc
    .integer({ min: on(later(MONDAY, -30), 0) / MINUTE, max: on(later(MONDAY, 30), 0) / MINUTE })
    .map((minutes) => instantOf(minutes * MINUTE));
  const history = fc
    .record({
      opened: moment,
      stages: fc.array(fc.record({ stage: fc.constantFrom('picking', 'packing'), at: moment }), {
        maxLength: 3,
      }),
      endings: fc.array(
        fc.record({ how: fc.constantFrom<FateEnding>('done', 'cancelled', 'reopened'), at: moment }),
        { maxLength: 2 },
      ),
      promised: fc.integer({ min: -20, max: 30 }),
    })
    .map(({ promised, ...parts }) => promisedFor(later(MONDAY, promised), anItem(parts)));

  test('never depends on what came after it', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), (odd) => {
        const items = [...half, ...odd];
        const now = on(MONDAY, 9);
        const known = items.map((item) => ({
          ...item,
          stages: item.stages.filter(({ at }) => at <= now),
          endings: item.endings.filter(({ at }) => at <= now),
          opened: item.opened !== null && item.opened <= now ? item.opened : null,
        }));
        const seen = (those: readonly KnownHistory[]) =>
          all(keyed(those), later(MONDAY, 1)).mornings.find(({ day }) => day === MONDAY);
        const [whole, cut] = [seen(items), seen(known)];
        const chances = (morning: Morning | undefined) =>
          morning?.judged.map(({ key, promised, chance }) => ({ key, promised, chance }));
        expect(chances(whole)).toEqual(chances(cut));
        expect(whole?.times.usual).toEqual(cut?.times.usual);
      }),
      { numRuns: 25 },
    );
  });
});
