import { expect, test } from 'vitest';
import { HOUR, instantOf, MINUTE } from '../../../src/calendar/time.ts';
import { Stopwatch } from '../../../src/post/queue/stopwatch.ts';
import { at } from '../../support/outbox.ts';

test('a machine that slept, or whose clock was set, is never taken for one that was awake', async () => {
  let now = at('09:00');
  const watch = new Stopwatch({ now: () => now });
  now = instantOf(now + 20 * MINUTE);
  expect(watch.elapsed(), 'the machine slept, and its steady clock with it').toBeGreaterThanOrEqual(
    20 * MINUTE,
  );
  now = instantOf(at('09:00') - HOUR);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(watch.elapsed(), 'the clock was set back, and the steady one goes on').toBeGreaterThan(0);
});
