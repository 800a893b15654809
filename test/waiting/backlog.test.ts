import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { isBacklog } from '../../src/waiting/hold.ts';
import { anOrder, day, situation, warsaw } from '../support/builders.ts';

test('what had stalled before going live is backlog; what stalls after it is not', () => {
  const late = anOrder({
    promisedFor: day('2026-11-24'),
    stage: 'sewing',
    openedAt: warsaw('2026-11-24 09:00'),
  });
  const findings = find(situation(late, { now: warsaw('2026-11-25 10:00') }));
  expect(findings.map(({ kind }) => kind)).toEqual(['promise_missed']);
  expect(isBacklog(findings, warsaw('2026-11-25 08:00'))).toBe(true);
  expect(isBacklog(findings, warsaw('2026-11-25 00:00'))).toBe(false);
});
