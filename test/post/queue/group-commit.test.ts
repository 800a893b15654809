import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GroupCommit } from '../../../src/post/queue/group-commit.ts';

/** A threshold that remembers what was recorded, portion by portion; `mayGo` names those that may. */
function threshold(mayGo: (item: number) => boolean = () => true) {
  const portions: (readonly number[])[] = [];
  const line = new GroupCommit<number>(async (portion) => {
    await new Promise(setImmediate);
    portions.push(portion);
    return new Set(portion.filter(mayGo));
  });
  return { line, portions };
}

test('each is recorded before it is let go, in turn and once, however many ask at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 200 }),
      async (connections, count) => {
        const { line, portions } = threshold((item) => item % 7 !== 0);
        const waiting = Array.from({ length: count }, (_, n) => n);
        const sent: number[] = [];
        const connection = async () => {
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            const may = await line.begin(next);
            expect(portions.flat()).toContain(next);
            if (may) sent.push(next);
          }
        };
        await Promise.all(Array.from({ length: connections }, connection));
        expect(portions.flat()).toEqual(Array.from({ length: count }, (_, n) => n));
        expect(sent).toEqual(portions.flat().filter((item) => item % 7 !== 0));
        expect(
          Math.max(0, ...portions.map(({ length }) => length)),
          'only who asks is recorded',
        ).toBeLessThanOrEqual(connections);
      },
    ),
    { numRuns: 30 },
  );
});

test('those that ask while others are being recorded are recorded together', async () => {
  const { line, portions } = threshold();
  const first = [line.begin(1), line.begin(2)];
  await new Promise(setImmediate);
  await Promise.all([...first, line.begin(3), line.begin(4), line.begin(5)]);
  expect(portions).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

test('a record that fails is heard of by all who asked, and stops nobody who asks later', async () => {
  let broken = true;
  const line = new GroupCommit<number>(async (portion) => {
    if (broken) throw new Error('the database is away');
    return new Set(portion);
  });
  const asked = await Promise.allSettled([line.begin(1), line.begin(2)]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  broken = false;
  expect(await line.begin(1)).toBe(true);
});
