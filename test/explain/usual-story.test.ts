import { expect, test } from 'vitest';
import { usualStory } from '../../src/explain/usual-story.ts';
import { KnownTimes } from '../../src/usual/known-times.ts';
import { learnAll } from '../../src/usual/usual.ts';
import { anOrder } from '../support/builders.ts';
import { later, MONDAY, on, packedFor, poland, workingDaysAfter } from '../usual/histories.ts';

test('what is usual of an item is told of its own lane, as it is judged', () => {
  const orders = (lane: string, days: number) =>
    Array.from({ length: 300 }, (_, nth) =>
      packedFor(workingDaysAfter(later(MONDAY, -20 - (nth % 50)), 0), days, { lane }),
    );
  const histories = [...orders('near', 2), ...orders('far', 6)];
  const usual = new KnownTimes(learnAll(poland, histories, MONDAY), poland);
  const story = (lane: string) =>
    usualStory(
      anOrder({
        lane,
        stage: 'packing',
        stageSince: on(MONDAY, 10),
        openedAt: on(MONDAY, 10),
        promisedFor: workingDaysAfter(MONDAY, 4),
      }),
      usual,
      on(MONDAY, 11),
    );
  expect(story('near')?.like).toEqual({ items: 300, late: 0 });
  expect(story('far')?.like).toEqual({ items: 300, late: 300 });
});
