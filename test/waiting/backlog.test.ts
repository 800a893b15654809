import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/calendar/time.ts';
import { find } from '../../src/waiting/find.ts';
import type { Finding } from '../../src/waiting/finding.ts';
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
  const live = day('2026-11-25');
  expect(isBacklog(findings, warsaw('2026-11-25 08:00'), live)).toBe(true);
  expect(isBacklog(findings, warsaw('2026-11-25 00:00'), live)).toBe(false);
});

describe('of an item that has stood still for a month', () => {
  const LIVE = warsaw('2026-11-25 08:00');
  const at = (began: string, evidence: object): Finding =>
    ({ began: warsaw(began), line: null, expected: day('2026-12-04'), ...evidence }) as Finding;
  const stalled = at('2026-10-26 09:00', { kind: 'stage_overrun', stage: 'picking', inStageFor: 22 });
  const silent = at('2026-10-20 09:00', { kind: 'long_silence' });
  const atRisk = at('2026-10-26 09:00', { kind: 'promise_at_risk', promisedFor: day('2026-11-27') });
  const neededBy = (by: Day) => at('2026-10-26 09:00', { kind: 'needed_by_at_risk', neededBy: by });
  const broken = (on: string) =>
    at(on, { kind: 'promise_missed', promisedFor: day('2026-11-24'), lateBy: 1 });
  const backlog = (...findings: readonly Finding[]) => isBacklog(findings, LIVE, day('2026-11-25'));

  test('the silence and the stall are backlog', () => {
    expect(backlog(stalled, silent)).toBe(true);
  });
  test('a promise that is at risk is not, whatever else is found: the customer can still act', () => {
    expect(backlog(atRisk, stalled, silent)).toBe(false);
    expect(backlog(neededBy(day('2026-11-25')), silent)).toBe(false);
  });
  test("the customer's own day that had passed by then is", () => {
    expect(backlog(neededBy(day('2026-11-24')), silent)).toBe(true);
  });
  test('a promise that broke before is, and one that broke since is told', () => {
    expect(backlog(broken('2026-11-25 00:00'), neededBy(day('2026-11-30')), silent)).toBe(true);
    expect(backlog(broken('2026-11-26 00:00'), stalled, silent)).toBe(false);
  });
});
