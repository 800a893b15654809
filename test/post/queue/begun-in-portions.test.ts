import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Threshold } from '../../../src/post/queue/begun-in-portions.ts';

/** A threshold that remembers what was recorded; `mayGo` names those that may. */
function threshold(mayGo: (item: number) => boolean = () => true) {
  const recorded: number[] = [];
  const line = new Threshold<number>(async (portion) => {
    await new Promise(setImmediate);
    recorded.push(...portion);
    return portion.filter(mayGo);
  });
  return { line, recorded };
}

test('each is recorded before it is handed out, in turn and once, however many ask at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 200 }),
      async (lanes, count) => {
        const { line, recorded } = threshold((item) => item % 7 !== 0);
        line.add(Array.from({ length: count }, (_, n) => n));
        const sent: number[] = [];
        const lane = async () => {
          for (let next = await line.next(); next !== undefined; next = await line.next()) {
            expect(recorded).toContain(next);
            sent.push(next);
          }
        };
        await Promise.all(Array.from({ length: lanes }, lane));
        expect(sent).toEqual(recorded.filter((item) => item % 7 !== 0));
        expect(recorded).toEqual(Array.from({ length: count }, (_, n) => n));
        expect(line.size).toBe(0);
      },
    ),
    { numRuns: 30 },
  );
});

test('where each takes its time, nothing is recorded that is not sent at once', async () => {
  const { line, recorded } = threshold();
  line.add([1, 2, 3, 4, 5]);
  expect(await line.next()).toBe(1);
  expect(recorded).toEqual([1]);
  expect(await Promise.all([line.next(), line.next()])).toEqual([2, 3]);
  expect(recorded).toEqual([1, 2, 3]);
  line.putBack(3);
  expect(await line.drain(), 'what was put back, and what nobody asked for').toEqual([3, 4, 5]);
  expect(await line.next()).toBeUndefined();
});

test('a record that fails is heard of by all who ask, and loses nothing', async () => {
  let broken = true;
  const line = new Threshold<number>(async (portion) => {
    if (broken) throw new Error('the database is away');
    return portion;
  });
  line.add([1, 2]);
  const asked = await Promise.allSettled([line.next(), line.next()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(line.size).toBe(2);
  broken = false;
  expect(await line.next()).toBe(1);
  expect(await line.drain()).toEqual([2]);
});
