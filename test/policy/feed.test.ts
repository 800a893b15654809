import { expect, test } from 'vitest';
import { feedFault, feedText } from '../../src/policy/feed.ts';
import { FRESH, rules, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');

test('a feed is trusted as long as policy says, to the minute', () => {
  expect(feedFault('order', FRESH, rules(), now)).toBeNull();
  expect(feedFault('order', new Map([['orders', warsaw('2026-11-25 10:00')]]), rules(), now)).toBeNull();
  const fault = feedFault('order', new Map([['orders', warsaw('2026-11-25 09:59')]]), rules(), now);
  expect(fault && feedText(fault)).toBe(
    'the feed orders is stale: last fresh 2026-11-25T08:59:00.000Z, older than 24 hours',
  );
});

test('a feed of unknown age fails closed', () => {
  const onlyOrders = new Map([['orders', now] as const]);
  const fault = feedFault('service_job', onlyOrders, rules(), now);
  expect(fault && feedText(fault)).toBe('the feed service_jobs never said how fresh it is');
});
