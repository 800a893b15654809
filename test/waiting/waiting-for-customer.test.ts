import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { aLine, anOrder, day, situation, warsaw } from '../support/builders.ts';

const found = (order: ReturnType<typeof anOrder>, now: string) =>
  find(situation(order, { now: warsaw(now) }));
const waits = anOrder({
  stage: 'waiting for approval',
  stageSince: warsaw('2026-11-24 09:00'),
  openedAt: warsaw('2026-11-24 09:00'),
});

test('within the allowance of the stage nothing is found', () => {
  expect(found(waits, '2026-11-27 08:59')).toEqual([]);
});

test('after it they are reminded of their turn, and nothing is called late, whatever the row says', () => {
  const late = { ...waits, promisedFor: day('2026-11-24'), neededBy: day('2026-11-25') };
  expect(found(late, '2026-11-27 09:00').map(({ kind }) => kind)).toEqual([
    'waiting_for_customer',
    'long_silence',
  ]);
  expect(found(late, '2026-11-27 09:00')[0]).toMatchObject({ since: day('2026-11-24'), waitingFor: 3 });
});

test('a promised day that passes while we wait for them is a reason to write, too', () => {
  expect(
    found({ ...waits, promisedFor: day('2026-11-24') }, '2026-11-25 10:00').map(({ kind }) => kind),
  ).toEqual(['waiting_for_customer']);
});

test('one line that waits for them makes the whole order wait for them, unless something of ours is late', () => {
  const theirs = aLine({ lineNo: 1, stage: 'waiting for approval', stageSince: warsaw('2026-11-23 09:00') });
  const ours = aLine({ lineNo: 2, stage: 'picking', stageSince: warsaw('2026-11-23 09:00') });
  const kinds = (lines: (typeof theirs)[]) =>
    found(anOrder({ stage: 'sewing', openedAt: warsaw('2026-11-26 09:00'), lines }), '2026-11-26 12:00').map(
      ({ kind }) => kind,
    );
  expect(kinds([theirs])).toEqual(['waiting_for_customer']);
  expect(kinds([theirs, ours])).toEqual(['stage_overrun']);
});
